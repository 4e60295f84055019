#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/ada_text.h"

/* The ratio of EC 51745.6, a case a line; support/ada_text.h says how rows and figures read. */

static const struct ada_comparator county_district = {
    .lea = "1910000", .total = 5000000, .other_ada = 3841237, .other_fte = 160115};
static const struct ada_comparator without_teachers = {.lea = "1910000", .total = 100};

#define SPLIT_ROWS                                                                                 \
    "REG K6 5200.00 247.62 split=Y\nREG 712 4255.00 152.75 split=Y\n"                              \
    "IS_TRAD K6 140.00 6.50 young=140.00 split=Y\nIS_TRAD 712 490.00 17.50 young=490.00 split=Y\n"
#define SPLIT_FIGURES                                                                              \
    "3 ratio_exceeded IS_TRAD K6 140.00 21.00 21.54 136.50 3.50 !\n"                               \
    "4 ratio_exceeded IS_TRAD 712 490.00 27.86 28.00 487.48 2.52 !\n"
#define UNSPLIT_FIGURE "3 ratio_exceeded IS_TRAD ALL 630.00 23.62 26.25 566.78 63.22 !"

static const struct {
    const char *about;
    int year;
    enum ada_lea lea;
    const struct ada_comparator *comparator;
    const char *rows;
    const char *figures;
} cases[] = {
    {"a district: pupils over 18, SDC and NSS stay outside", 2023, ADA_LEA_UNIFIED_DISTRICT, NULL,
        "REG ALL 9455.00 378.20\nSDC ALL 300.00 30.00\nNSS ALL 45.00 4.00\n"
        "IS_TRAD ALL 650.00 24.00 young=630.00\n",
        "4 ratio_exceeded IS_TRAD ALL 630.00 25.00 26.25 600.00 30.00 !\n"},
    {"a ratio that does not end is not rounded before it is used", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 4321.55 163.70\nIS_TRAD ALL 305.10 11.25 young=305.10\n",
        "2 ratio_exceeded IS_TRAD ALL 305.10 26.40 27.12 296.99 8.11 !\n"},
    {"a county office", 2023, ADA_LEA_COUNTY_OFFICE, &county_district,
        "REG ALL 900.00 100.00\nIS_TRAD ALL 212.40 8.60 young=212.40\n",
        "2 ratio_exceeded IS_TRAD ALL 212.40 23.99 24.70 206.32 6.08 !\n"},
    {"a charter counts all ages", 2023, ADA_LEA_CHARTER, NULL,
        "IS_TRAD ALL 812.33 31.50 young=700.00 election=FIX25\n",
        "1 ratio_exceeded IS_TRAD ALL 812.33 25.00 25.79 787.50 24.83 !\n"},
    {"K-6 and 7-12 apart", 2012, ADA_LEA_UNIFIED_DISTRICT, NULL, SPLIT_ROWS, SPLIT_FIGURES},
    {"the same after the split was gone", 2023, ADA_LEA_UNIFIED_DISTRICT, NULL, SPLIT_ROWS,
        UNSPLIT_FIGURE " split\n"},
    {"the same in a high school district", 2012, ADA_LEA_HIGH_DISTRICT, NULL, SPLIT_ROWS,
        UNSPLIT_FIGURE " split\n"},
    {"a split that is not elected", 2012, ADA_LEA_UNIFIED_DISTRICT, NULL,
        "REG K6 5200.00 247.62\nREG 712 4255.00 152.75\nIS_TRAD K6 140.00 6.50 young=140.00\n"
        "IS_TRAD 712 490.00 17.50 young=490.00\n",
        UNSPLIT_FIGURE " split\n"},
    {"a split that is elected and declined", 2012, ADA_LEA_UNIFIED_DISTRICT, NULL,
        "REG K6 5200.00 247.62 split=Y\nREG 712 4255.00 152.75 split=N\n"
        "IS_TRAD K6 140.00 6.50 young=140.00\nIS_TRAD 712 490.00 17.50 young=490.00\n",
        UNSPLIT_FIGURE " split\n"},
    {"REG as one", 2012, ADA_LEA_UNIFIED_DISTRICT, NULL,
        "REG ALL 9455.00 400.37 split=Y\nSDC ALL 1 1\nIS_TRAD K6 140.00 6.50 young=140.00\n"
        "IS_TRAD 712 490.00 17.50 young=490.00 split=Y\n",
        UNSPLIT_FIGURE " split\n"},
    {"independent study as one, REG apart", 2012, ADA_LEA_UNIFIED_DISTRICT, NULL,
        "REG K6 5200.00 247.62 split=Y\nREG 712 4255.00 152.75 split=Y\n"
        "IS_TRAD ALL 630.00 24.00 young=630.00 split=Y\n",
        UNSPLIT_FIGURE "\n"},
    {"in 2014-15 any district that reports both spans", 2014, ADA_LEA_DISTRICT, NULL, SPLIT_ROWS,
        SPLIT_FIGURES},
    {"in 2014-15 a district may decline", 2014, ADA_LEA_DISTRICT, NULL,
        "REG K6 5200.00 247.62\nREG 712 4255.00 152.75\nIS_TRAD K6 140.00 6.50 young=140.00\n"
        "IS_TRAD 712 490.00 17.50 young=490.00 split=N\n",
        UNSPLIT_FIGURE "\n"},
    {"ALL beside both spans is ignored", 2012, ADA_LEA_UNIFIED_DISTRICT, NULL,
        SPLIT_ROWS "REG ALL 1.00 9.00\nIS_TRAD ALL 7.00 7.00 young=7\n", SPLIT_FIGURES},
    {"ALL beside one span is what counts", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00\nREG K6 60.00 1.00\nIS_TRAD K6 9 9\nIS_TRAD ALL 26 1.00 young=26\n",
        "4 ratio_exceeded IS_TRAD ALL 26.00 25.00 26.00 25.00 1.00 !\n"},
    {"one span alone is the line", 2023, ADA_LEA_DISTRICT, NULL,
        "REG K6 100.00 4.00\nIS_TRAD K6 26 1.00 young=26\n",
        "2 ratio_exceeded IS_TRAD K6 26.00 25.00 26.00 25.00 1.00 !\n"},
    {"a negotiated ratio goes before the others", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00\nIS_TRAD ALL 31.00 1.00 young=31.00 ratio=30.5\n",
        "2 ratio_exceeded IS_TRAD ALL 31.00 30.50 31.00 30.50 0.50 !\n"},
    {"it may stand on the REG line", 2023, ADA_LEA_COUNTY_OFFICE, NULL,
        "REG ALL 100.00 4.00 ratio=30.5\nIS_TRAD ALL 31.00 1.00 young=31.00 ratio=0\n",
        "2 ratio_exceeded IS_TRAD ALL 31.00 30.50 31.00 30.50 0.50 !\n"},
    {"a negotiated ratio of 0 is none", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00 ratio=0\nIS_TRAD ALL 31.00 1.00 young=31.00 ratio=0\n",
        "2 ratio_exceeded IS_TRAD ALL 31.00 25.00 31.00 25.00 6.00 !\n"},
    {"and hides none that stands on a later row", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00\nIS_TRAD K6 11.00 0.50 young=11.00 ratio=0\n"
        "IS_TRAD 712 20.00 0.50 young=20.00 ratio=30.5\n",
        "2 ratio_exceeded IS_TRAD ALL 31.00 30.50 31.00 30.50 0.50 ! split\n"},
    {"where ages are not told, all count", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00\nIS_TRAD ALL 26.00 1.00\n",
        "2 ratio_exceeded IS_TRAD ALL 26.00 25.00 26.00 25.00 1.00 !\n"},
    {"before 2014-15 nothing could be negotiated", 2013, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00\nIS_TRAD ALL 31.00 1.00 young=31.00 ratio=30.5\n",
        "2 ratio_exceeded IS_TRAD ALL 31.00 25.00 31.00 25.00 6.00 !\n"},
    {"a charter with a negotiated ratio", 2023, ADA_LEA_CHARTER, NULL,
        "IS_TRAD ALL 31.00 1.00 ratio=30.1234 election=NEG\n",
        "1 ratio_exceeded IS_TRAD ALL 31.00 30.12 31.00 30.12 0.88 !\n"},
    {"a charter that elects to negotiate and has no ratio", 2023, ADA_LEA_CHARTER, NULL,
        "IS_TRAD ALL 31.00 1.00 election=NEG\n",
        "1 ratio_exceeded IS_TRAD ALL 31.00 25.00 31.00 25.00 6.00 !\n"},
    {"a charter by the largest unified district", 2023, ADA_LEA_CHARTER, &county_district,
        "IS_TRAD ALL 31.00 1.00 election=UNIFIED\n",
        "1 ratio_exceeded IS_TRAD ALL 31.00 23.99 31.00 23.99 7.01 !\n"},
    {"that district's figures are not at hand", 2023, ADA_LEA_CHARTER, NULL,
        "REG ALL 5.00 1.00 election=UNIFIED\nIS_TRAD ALL 31.00 1.00\n",
        "2 ratio_exceeded IS_TRAD ALL 31.00 - 31.00 - - other LEA\n"},
    {"nor those of the county's largest", 2023, ADA_LEA_COUNTY_OFFICE, NULL,
        "IS_TRAD ALL 31.00 1.00 young=30\n",
        "1 ratio_exceeded IS_TRAD ALL 30.00 - 30.00 - - other LEA\n"},
    {"which do not matter where there are no pupils", 2023, ADA_LEA_COUNTY_OFFICE, NULL,
        "IS_TRAD ALL 1.00 1.00 young=0\n", "1 ratio_exceeded IS_TRAD ALL 0.00 - 0.00 0.00 0.00\n"},
    {"nor where there are no teachers", 2023, ADA_LEA_COUNTY_OFFICE, NULL,
        "IS_TRAD ALL 1.00 0.00 young=1\n",
        "1 ratio_not_computable IS_TRAD ALL 1.00 - - 0.00 1.00 !\n"},
    {"the largest district has no teachers", 2023, ADA_LEA_COUNTY_OFFICE, &without_teachers,
        "IS_TRAD ALL 1.00 1.00 young=1\n",
        "1 ratio_not_computable IS_TRAD ALL 1.00 - 1.00 0.00 1.00 !\n"},
    {"without a directory nobody knows what it is compared with", 2023, ADA_LEA_UNKNOWN, NULL,
        "REG ALL 100.00 4.00\nIS_TRAD ALL 31.00 1.00 young=30.00 ratio=20\n"
        "IS_CBIS K6 1 1 young=1\nIS_CBIS 712 1 1 young=1\n",
        "2 ratio_exceeded IS_TRAD ALL 30.00 - 30.00 - - directory\n"
        "3 ratio_exceeded IS_CBIS ALL 2.00 - 1.00 - - directory\n"},
    {"no teachers in the other programs", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 0.00\nIS_TRAD ALL 20.00 1.00 young=20.00\n",
        "2 ratio_not_computable IS_TRAD ALL 20.00 - 20.00 0.00 20.00 !\n"},
    {"no other programs", 2023, ADA_LEA_DISTRICT, NULL, "IS_TRAD ALL 20.00 1.00 young=20.00\n",
        "1 ratio_not_computable IS_TRAD ALL 20.00 - 20.00 0.00 20.00 !\n"},
    {"no teachers in independent study", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00\nIS_TRAD ALL 20.00 0.00 young=20.00\n",
        "2 ratio_not_computable IS_TRAD ALL 20.00 25.00 - 0.00 20.00 !\n"},
    {"nor in that of a charter", 2023, ADA_LEA_CHARTER, NULL, "IS_TRAD ALL 20.00 0.00\n",
        "1 ratio_not_computable IS_TRAD ALL 20.00 25.00 - 0.00 20.00 !\n"},
    {"with a negotiated ratio none of this hinders", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 0.00 0.00\nIS_TRAD ALL 20.00 1.00 young=20.00 ratio=25\n"
        "IS_CBIS ALL 5.00 0.00 young=5.00 ratio=25\n",
        "2 ratio_exceeded IS_TRAD ALL 20.00 25.00 20.00 20.00 0.00\n"
        "3 ratio_exceeded IS_CBIS ALL 5.00 25.00 - 0.00 5.00 !\n"},
    {"nobody in independent study", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 0.00 0.00\nIS_TRAD ALL 0.00 0.00 young=0.00\n",
        "2 ratio_exceeded IS_TRAD ALL 0.00 - - 0.00 0.00\n"},
    {"no independent study line", 2023, ADA_LEA_DISTRICT, NULL, "REG ALL 100.00 4.00\n", ""},
    {"course-based and traditional apart", 2015, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00\nIS_TRAD ALL 20.00 1.00 young=20.00\nIS_CBIS ALL 30 1 young=30\n",
        "2 ratio_exceeded IS_TRAD ALL 20.00 25.00 20.00 20.00 0.00\n"
        "3 ratio_exceeded IS_CBIS ALL 30.00 25.00 30.00 25.00 5.00 !\n"},
    {"together before 2015-16", 2014, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00\nIS_CBIS ALL 30 1 young=30\nIS_TRAD ALL 20.00 1.00 young=20.00\n",
        "2 ratio_exceeded IS_TRAD ALL 50.00 25.00 25.00 50.00 0.00\n"},
    {"together and apart by span", 2012, ADA_LEA_UNIFIED_DISTRICT, NULL,
        SPLIT_ROWS "IS_CBIS K6 1 0.5 young=1\nIS_CBIS 712 1 0.5 young=1\n",
        "3 ratio_exceeded IS_TRAD K6 141.00 21.00 20.14 141.00 0.00\n"
        "4 ratio_exceeded IS_TRAD 712 491.00 27.86 27.28 491.00 0.00\n"},
    {"together when only one is apart by span", 2012, ADA_LEA_UNIFIED_DISTRICT, NULL,
        SPLIT_ROWS "IS_CBIS ALL 1 0.5 young=1\n",
        "3 ratio_exceeded IS_TRAD ALL 631.00 23.62 25.76 578.58 52.42 !\n"},
    {"course-based alone before 2015-16", 2014, ADA_LEA_DISTRICT, NULL,
        "REG ALL 100.00 4.00\nIS_CBIS ALL 30 1 young=30\n",
        "2 ratio_exceeded IS_CBIS ALL 30.00 25.00 30.00 25.00 5.00 !\n"},
    {"an LEA that reports its lines by school alone", 2023, ADA_LEA_CHARTER, NULL,
        "IS_TRAD ALL 20.00 1.00 at=0999910\nIS_TRAD ALL 35.00 1.00 at=0999911\n",
        "1 ratio_exceeded IS_TRAD ALL 55.00 25.00 27.50 50.00 5.00 !\n"},
    {"lines by school beside the LEA's", 2023, ADA_LEA_CHARTER, NULL,
        "IS_TRAD ALL 20.00 1.00 at=0999910\nIS_TRAD ALL 55.00 2.00\n",
        "2 ratio_exceeded IS_TRAD ALL 55.00 25.00 27.50 50.00 5.00 !\n"},
    {"half a hundredth is eligible", 2023, ADA_LEA_CHARTER, NULL,
        "IS_TRAD ALL 30.00 1.00 ratio=25.125\n",
        "1 ratio_exceeded IS_TRAD ALL 30.00 25.13 30.00 25.13 4.87 !\n"},
    {"less than half a hundredth is not lost", 2023, ADA_LEA_CHARTER, NULL,
        "IS_TRAD ALL 25.13 1.00 ratio=25.126\n",
        "1 ratio_exceeded IS_TRAD ALL 25.13 25.13 25.13 25.13 0.00\n"},
    {"the largest figures that a row can hold", 2023, ADA_LEA_DISTRICT, NULL,
        "REG ALL 999999999.99 9999999.99\nIS_TRAD ALL 999999999.99 9999999.98 "
        "young=999999999.99\n",
        "2 ratio_exceeded IS_TRAD ALL 999999999.99 100.00 100.00 999999998.99 1.00 !\n"},
};

static void
each_case_gives_its_figures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct ada_case whose = {cases[i].year, cases[i].lea, cases[i].comparator};
        struct ada_figures *figures = ada_figures_new();
        const struct ada_figure *list;
        struct buf printed = {0};
        size_t count;

        ada_text_add(figures, cases[i].rows);
        list = ada_figures_judge(figures, &whose, &count);
        ada_text_print(&printed, list, count);
        if (strcmp(printed.data, cases[i].figures) != 0)
            fail_msg("%s:\n%sinstead of\n%s", cases[i].about, printed.data, cases[i].figures);
        buf_free(&printed);
        ada_figures_free(figures);
    }
}

/* What a finding says names what is above, and what it is compared with. */
static void
details_name_the_excess(void **state)
{
    static const struct {
        enum ada_lea lea;
        const struct ada_comparator *comparator;
        const char *rows, *detail;
    } said[] = {
        {ADA_LEA_DISTRICT, NULL, "REG ALL 100 4\nIS_TRAD ALL 630 24 young=630\n",
            "30.00 ADA above: 630.00 with 24.00 teachers, at most 25.00 to one"},
        {ADA_LEA_COUNTY_OFFICE, &county_district, "IS_TRAD ALL 212.40 8.60 young=212.40\n",
            "6.08 ADA above: 212.40 with 8.60 teachers, at most 23.99 to one as in 1910000"},
        {ADA_LEA_COUNTY_OFFICE, &without_teachers, "IS_TRAD ALL 2 8.60 young=2\n",
            "2.00 ADA: no teachers in the programs of 1910000"},
        {ADA_LEA_DISTRICT, NULL, "IS_TRAD ALL 2 8.60 young=2\n",
            "2.00 ADA: no teachers in the programs that it is compared with"},
        {ADA_LEA_DISTRICT, NULL, "REG ALL 100 4\nIS_TRAD ALL 2 0 young=2\n",
            "2.00 ADA: the line has no teachers"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const struct ada_case whose = {2023, said[i].lea, said[i].comparator};
        struct ada_figures *figures = ada_figures_new();
        size_t count;

        ada_text_add(figures, said[i].rows);
        assert_string_equal(ada_figures_judge(figures, &whose, &count)[0].detail, said[i].detail);
        ada_figures_free(figures);
    }
}

/* Small numbers that repeat: a generator of its own, so that every machine tries the same. */
static uint32_t
next_number(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

static int64_t
number_or_none(uint32_t *seed, uint32_t limit)
{
    return next_number(seed, 2) == 0 ? ADA_NONE : (int64_t)next_number(seed, limit);
}

static struct ada_row
any_row(uint32_t *seed, unsigned long record)
{
    struct ada_row row = {.record = record, .line = record + 1};

    row.program = (enum ada_program)next_number(seed, ADA_PROGRAM_COUNT);
    row.span = (enum ada_span)next_number(seed, ADA_SPAN_COUNT);
    if (row.program >= ADA_CONT_TOTAL && row.program <= ADA_OPP_IS)
        snprintf(row.school, sizeof row.school, "000000%u", next_number(seed, 3));
    row.p2_ada = next_number(seed, 4) == 0 ? 0 : next_number(seed, 100000);
    row.teacher_fte = next_number(seed, 4) == 0 ? 0 : next_number(seed, 4000);
    row.age_18_or_less = row.p2_ada - next_number(seed, (uint32_t)row.p2_ada + 1);
    row.pregnant_parenting = number_or_none(seed, 2000);
    row.emergency = number_or_none(seed, 2000);
    row.negotiated_ratio = number_or_none(seed, 400000);
    row.elects_split = next_number(seed, 2) == 0;
    row.has_election = next_number(seed, 2) == 0;
    row.election = (enum ada_election)next_number(seed, 3);
    return row;
}

/* A figure is found exactly when something is lost, and nothing is lost on the way. */
static void
check_figure(const struct ada_figure *figure)
{
    const struct ada_line *line = &figure->line;

    if (figure->missing != ADA_MISSING_NOTHING) {
        assert_int_equal(line->eligible, ADA_NONE);
        assert_int_equal(line->excess, ADA_NONE);
        assert_int_equal(figure->found, RULE_NONE);
        return;
    }
    assert_true(line->eligible >= 0 && line->excess >= 0);
    assert_int_equal(line->eligible + line->excess, line->claimed);
    assert_int_equal(figure->found != RULE_NONE, line->excess > 0);
    assert_int_equal(figure->detail[0] != '\0', line->excess > 0);
}

static void
eligible_and_excess_are_what_is_claimed(void **state)
{
    uint32_t seed = 1;
    size_t judged = 0;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        const struct ada_comparator comparator = {.lea = "0100000",
            .other_ada = next_number(&seed, 100000),
            .other_fte = next_number(&seed, 4000)};
        const struct ada_case whose = {2009 + (int)next_number(&seed, 17),
            (enum ada_lea)next_number(&seed, ADA_LEA_CHARTER + 1),
            next_number(&seed, 2) == 0 ? NULL : &comparator};
        struct ada_figures *figures = ada_figures_new();
        const struct ada_figure *list;
        size_t count, rows = next_number(&seed, 25);

        for (size_t i = 0; i < rows; i++) {
            struct ada_row row = any_row(&seed, i + 1);

            ada_figures_add(figures, &row);
        }
        list = ada_figures_judge(figures, &whose, &count);
        for (size_t i = 0; i < count; i++)
            check_figure(&list[i]);
        judged += count;
        ada_figures_free(figures);
    }
    assert_true(judged > 20000);
}

/* The same rows in another order are the same figures. */
static void
the_order_of_rows_does_not_matter(void **state)
{
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 500; round++) {
        const struct ada_case whose = {2009 + round % 17, ADA_LEA_UNIFIED_DISTRICT, NULL};
        struct ada_figures *forward = ada_figures_new(), *backward = ada_figures_new();
        struct buf one = {0}, other = {0};
        const struct ada_figure *list;
        struct ada_row rows[20];
        size_t count;

        for (size_t i = 0; i < 20; i++)
            rows[i] = any_row(&seed, i + 1);
        for (size_t i = 0; i < 20; i++) {
            ada_figures_add(forward, &rows[i]);
            ada_figures_add(backward, &rows[19 - i]);
        }
        list = ada_figures_judge(forward, &whose, &count);
        ada_text_print(&one, list, count);
        list = ada_figures_judge(backward, &whose, &count);
        ada_text_print(&other, list, count);
        assert_string_equal(one.data, other.data);
        buf_free(&one);
        buf_free(&other);
        ada_figures_free(forward);
        ada_figures_free(backward);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_gives_its_figures),
        cmocka_unit_test(details_name_the_excess),
        cmocka_unit_test(eligible_and_excess_are_what_is_claimed),
        cmocka_unit_test(the_order_of_rows_does_not_matter),
    };

    return cmocka_run_group_tests_name("ada_ratio", tests, NULL, NULL);
}
