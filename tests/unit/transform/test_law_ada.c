#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/row.h"
#include "support/ada_text.h"
#include "transform/directory.h"
#include "transform/law/law.h"

/* The lines of ISAD as the law of an LEA's year judges them: what it tells, and what it cannot. */

static const struct school leas[] = {
    {.cds_code = "01100170000000", .doc = "00"},
    {.cds_code = "01611190000000", .doc = "54"},
    {.cds_code = "01611190130001", .doc = "54", .is_charter = true},
};

/* What came out, as text. */
struct told {
    struct buf findings; /* "line rule ADA: detail" */
    struct buf lines;    /* "program line claimed excess" */
    struct buf counts;   /* "rule found applied", of rules that were asked */
    struct buf missing;  /* "rule: reason" */
};

static void
set_text(struct value *value, const char *text)
{
    *value = (struct value){.text = text_of(text), .is_present = true};
}

static void
set_number(struct value *value, int64_t number)
{
    if (number != ADA_NONE)
        *value = (struct value){.number = number, .is_present = true};
}

/* The row as the judge of its file would hand it over. */
static void
add_row(struct law *law, const struct ada_row *ada)
{
    static const char *const elections[] = {"FIX25", "UNIFIED", "NEG"};
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    const struct row row = {EXTRACT_ISAD, ada->line, ada->record, values};

    if (ada->school[0] != '\0')
        set_text(&values[ISAD_school_of_attendance], ada->school);
    set_text(&values[ISAD_program_line], ada_program_code(ada->program));
    set_text(&values[ISAD_grade_span], ada_span_code(ada->span));
    set_number(&values[ISAD_p2_ada], ada->p2_ada);
    set_number(&values[ISAD_p2_ada_age_18_or_less], ada->age_18_or_less);
    set_number(&values[ISAD_p2_ada_pregnant_parenting], ada->pregnant_parenting);
    set_number(&values[ISAD_p2_ada_emergency], ada->emergency);
    set_number(&values[ISAD_teacher_fte], ada->teacher_fte);
    set_number(&values[ISAD_negotiated_ratio], ada->negotiated_ratio);
    if (ada->elects_split || ada->declines_split)
        set_text(&values[ISAD_grade_span_split_elected], ada->elects_split ? "Y" : "N");
    if (ada->has_election)
        set_text(&values[ISAD_charter_ratio_election], elections[ada->election]);
    law_add_row(law, &row);
}

static int
hear_finding(void *ctx, enum extract extract, const struct finding *finding, struct err *err)
{
    struct told *told = ctx;
    char ada[ADA_TEXT_SIZE];

    (void)err;
    assert_int_equal(extract, EXTRACT_ISAD);
    assert_int_equal(finding->line, finding->record + 1);
    assert_int_equal(finding->ineligible_days, NO_COST);
    buf_printf(&told->findings, "%lu %s %s: %s\n", finding->line, finding->rule->id,
        finding->ineligible_ada == NO_COST ? "-" : ada_figure_text(finding->ineligible_ada, ada),
        finding->detail);
    return 0;
}

static int
hear_line(void *ctx, const struct ada_line *line, struct err *err)
{
    struct told *told = ctx;

    (void)err;
    buf_printf(&told->lines, "%s", ada_program_code(line->program));
    ada_text_amount(&told->lines, line->claimed);
    ada_text_amount(&told->lines, line->excess);
    buf_add_text(&told->lines, "\n");
    return 0;
}

static void
finish(struct law *law, struct told *told)
{
    const struct law_sinks sinks = {.finding = hear_finding, .ada_line = hear_line, .ctx = told};
    struct law_judgement judgement;
    struct err err;

    *told = (struct told){0};
    assert_int_equal(law_finish(law, &sinks, &judgement, &err), 0);
    for (size_t i = 0; i < judgement.count_count; i++) {
        const struct rule_count *count = &judgement.counts[EXTRACT_ISAD][i];

        if (count->applied > 0 || count->found > 0)
            buf_printf(&told->counts, "%s %d %d\n", catalogue_rule(i)->id, (int)count->found,
                (int)count->applied);
    }
    for (size_t i = 0; i < judgement.not_judged_count; i++)
        if (judgement.not_judged[i].extract == EXTRACT_ISAD)
            buf_printf(&told->missing, "%s: %s\n", judgement.not_judged[i].rule->id,
                judgement.not_judged[i].reason);
}

static void
told_reset(struct told *told)
{
    buf_free(&told->findings);
    buf_free(&told->lines);
    buf_free(&told->counts);
    buf_free(&told->missing);
}

static void
feed(struct law *law, const char *rows)
{
    struct text rest = text_of(rows);

    law_begin_extract(law, EXTRACT_ISAD);
    for (unsigned long record = 1; rest.len > 0; record++) {
        struct ada_row row = ada_text_row(&rest, record);

        add_row(law, &row);
    }
}

static struct law *
new_law(const struct directory *directory, const char *lea, int year)
{
    struct law_options options = {.directory = directory};

    options.key.year = year;
    options.key.extract = EXTRACT_NONE;
    snprintf(options.key.lea, sizeof options.key.lea, "%s", lea);
    return law_new(&options);
}

#define NO_DIRECTORY                                                                               \
    "ratio_exceeded: no directory\nratio_not_computable: no directory\n"                           \
    "ratio_split_unlawful: no directory\n"

static const struct {
    const char *about;
    const char *lea; /* NULL: the district, without a directory */
    int year;
    const char *rows;
    const char *findings, *lines, *counts, *missing;
} cases[] = {
    {"findings come by record, lines by school first", "0161119", 2023,
        "IS_TRAD ALL 31.00 1.00 young=31.00\nREG ALL 100.00 4.00\n"
        "CONT_IS ALL 16.50 1 exempt=2.40 at=0999904\nCONT_TOTAL ALL 120.00 6 at=0999904\n",
        "2 ratio_exceeded 6.00: 6.00 ADA above: 31.00 with 1.00 teachers, at most 25.00 to one\n"
        "4 cap_exceeded 2.10: 2.10 ADA above: 14.10 counted, of 120.00 in all 10 percent are "
        "allowed\n",
        "CONT_IS 16.50 2.10\nIS_TRAD 31.00 6.00\n",
        "cap_exceeded 1 1\nratio_exceeded 1 1\nratio_not_computable 0 1\nratio_split_unlawful 0 "
        "1\n",
        ""},
    {"an unlawful split is told beside what it hides", "0161119", 2023,
        "REG K6 60.00 2.00 split=Y\nREG 712 40.00 2.00 split=N\nIS_TRAD 712 31.00 1.00 young=31\n"
        "IS_TRAD K6 0.00 0.00 young=0\n",
        "4 ratio_exceeded 6.00: 6.00 ADA above: 31.00 with 1.00 teachers, at most 25.00 to one\n"
        "4 ratio_split_unlawful -: from 2015-2016 no LEA may\n",
        "IS_TRAD 31.00 6.00\n",
        "ratio_exceeded 1 1\nratio_not_computable 0 1\nratio_split_unlawful 1 1\n", ""},
    {"a split by a unified district that elects it", "0161119", 2012,
        "REG K6 60.00 2.00 split=Y\nREG 712 40.00 2.00\nIS_TRAD 712 31.00 1.00 young=31\n"
        "IS_TRAD K6 0.00 0.00 young=0\n",
        "4 ratio_exceeded 11.00: 11.00 ADA above: 31.00 with 1.00 teachers, at most 20.00 to "
        "one\n",
        "IS_TRAD 0.00 0.00\nIS_TRAD 31.00 11.00\n",
        "ratio_exceeded 1 2\nratio_not_computable 0 2\nratio_split_unlawful 0 2\n", ""},
    {"without a directory the cap alone is judged", NULL, 2023,
        "IS_TRAD ALL 31.00 0.00 young=31.00 ratio=30\nOPP_IS ALL 1.00 1 at=0999904\n",
        "3 cap_exceeded 1.00: 1.00 ADA above: the school has no line of all its attendance\n",
        "OPP_IS 1.00 1.00\nIS_TRAD 31.00 -\n", "cap_exceeded 1 1\n", NO_DIRECTORY},
    {"which is said of a file without such lines too", NULL, 2023, "SDC ALL 1.00 1.00\n", "", "",
        "", NO_DIRECTORY},
    {"an LEA that the directory does not know", "0999999", 2023, "IS_TRAD ALL 31.00 1.00 young=1\n",
        "", "IS_TRAD 1.00 -\n", "",
        "ratio_exceeded: the LEA is not in the directory\n"
        "ratio_not_computable: the LEA is not in the directory\n"
        "ratio_split_unlawful: the LEA is not in the directory\n"},
    {"a county office needs another LEA", "0110017", 2023, "IS_TRAD ALL 31.00 1.00 young=31.00\n",
        "", "IS_TRAD 31.00 -\n", "ratio_split_unlawful 0 1\n",
        "ratio_exceeded: compared with another LEA, whose figures are not at hand\n"
        "ratio_not_computable: compared with another LEA, whose figures are not at hand\n"},
    {"unless it has negotiated", "0110017", 2023,
        "IS_TRAD ALL 31.00 1.00 young=31.00 ratio=30\nIS_CBIS ALL 1.00 1.00 young=1\n",
        "2 ratio_exceeded 1.00: 1.00 ADA above: 31.00 with 1.00 teachers, at most 30.00 to one\n",
        "IS_TRAD 31.00 1.00\nIS_CBIS 1.00 -\n",
        "ratio_exceeded 1 1\nratio_not_computable 0 1\nratio_split_unlawful 0 2\n",
        "ratio_exceeded: compared with another LEA, whose figures are not at hand; judged in part\n"
        "ratio_not_computable: compared with another LEA, whose figures are not at hand; judged in "
        "part\n"},
    {"a charter is known by its own code", "0130001", 2023,
        "IS_TRAD ALL 31.00 1.00 election=FIX25\n",
        "2 ratio_exceeded 6.00: 6.00 ADA above: 31.00 with 1.00 teachers, at most 25.00 to one\n",
        "IS_TRAD 31.00 6.00\n",
        "ratio_exceeded 1 1\nratio_not_computable 0 1\nratio_split_unlawful 0 1\n", ""},
    {"and may have elected another LEA's ratio", "0130001", 2023,
        "IS_TRAD ALL 31.00 1.00 election=UNIFIED\n", "", "IS_TRAD 31.00 -\n",
        "ratio_split_unlawful 0 1\n",
        "ratio_exceeded: compared with another LEA, whose figures are not at hand\n"
        "ratio_not_computable: compared with another LEA, whose figures are not at hand\n"},
    {"no lines of independent study", "0161119", 2023, "REG ALL 1.00 1.00\n", "", "", "", ""},
};

static void
check_told(const char *about, struct buf *told, const char *expected)
{
    if (strcmp(buf_terminate(told), expected) != 0)
        fail_msg("%s:\n%sinstead of\n%s", about, told->data, expected);
}

static struct directory *
new_directory(void)
{
    struct directory *directory = directory_new();

    for (size_t i = 0; i < sizeof leas / sizeof *leas; i++)
        directory_add(directory, &leas[i]);
    directory_seal(directory);
    return directory;
}

static void
each_case_is_told(void **state)
{
    struct directory *directory = new_directory();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool has_directory = cases[i].lea != NULL;
        struct law *law = new_law(has_directory ? directory : NULL,
            has_directory ? cases[i].lea : "0161119", cases[i].year);
        struct told told;

        feed(law, cases[i].rows);
        finish(law, &told);
        check_told(cases[i].about, &told.findings, cases[i].findings);
        check_told(cases[i].about, &told.lines, cases[i].lines);
        check_told(cases[i].about, &told.counts, cases[i].counts);
        check_told(cases[i].about, &told.missing, cases[i].missing);
        told_reset(&told);
        law_free(law);
    }
    directory_free(directory);
}

/* A file that comes again replaces the one before; one that was refused is as if it never came. */
static void
rows_are_replaced_and_forgotten(void **state)
{
    struct directory *directory = new_directory();
    struct law *law = new_law(directory, "0161119", 2023);
    struct told told;

    (void)state;
    feed(law, "REG ALL 100.00 4.00\nIS_TRAD ALL 31.00 1.00 young=31.00\n");
    feed(law, "REG ALL 100.00 4.00\nIS_TRAD ALL 26.00 1.00 young=26.00\n");
    finish(law, &told);
    check_told("replaced", &told.lines, "IS_TRAD 26.00 1.00\n");
    told_reset(&told);
    law_drop_extract(law, EXTRACT_ISAD);
    finish(law, &told);
    check_told("dropped", &told.lines, "");
    check_told("dropped", &told.missing, "");
    told_reset(&told);
    law_free(law);
    directory_free(directory);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_is_told),
        cmocka_unit_test(rows_are_replaced_and_forgotten),
    };

    return cmocka_run_group_tests_name("law_ada", tests, NULL, NULL);
}
