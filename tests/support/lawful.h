#ifndef LAWFUL_H
#define LAWFUL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/parse.h"
#include "base/school.h"
#include "transform/directory.h"
#include "transform/law/law.h"

/*
 * Feeds the law with rows given as text, without ingest and judge: "column=value
 * column=value". What is not named is what a good row of the extract has. What comes
 * out is text again, so that a test is a table of texts.
 */
struct lawful {
    struct directory *directory; /* NULL for none */
    struct law *law;
    const char *year; /* "2023-2024" */
    const char *lea;
    bool shows_info;
    unsigned long next_record[EXTRACT_COUNT];
    struct buf findings;   /* "ISAG 1 rule days: detail", the last two if there, and LF */
    struct buf agreements; /* "1 claimed lost" and LF; hundredths of a day */
    struct law_judgement judgement;
};

static const char *const lawful_rows[EXTRACT_COUNT] = {
    [EXTRACT_SENR] = "birth_date=20080315 school_of_attendance=0999905 ssid=9900000001",
    [EXTRACT_STAS] = "birth_date=20080315 school_of_attendance=0999905 ssid=9900000001 "
                     "expected_days=180 days_attended=120 is_days_not_credited=0 "
                     "is_days_credited=60",
    [EXTRACT_SINF] = "birth_date=20080315 school_of_attendance=0999905 ssid=9900000001",
    [EXTRACT_SPRG] = "birth_date=20080315 school_of_attendance=0999905 ssid=9900000001",
    [EXTRACT_ISAG] =
        "birth_date=20080315 school_of_attendance=0999905 ssid=9900000001 grade_level=10 "
        "program_placement=ALT modality=TRAD agreement_start_date=20230905 "
        "agreement_end_date=20231215 signed_pupil_date=20230901 signed_parent_date=20230901 "
        "signed_teacher_date=20230901 supervisor_seid=9900000101 supervisor_credentialed=Y "
        "manner_stated=Y methods_stated=Y resources_stated=Y policies_stated=Y "
        "max_assignment_days=20 missed_assignment_limit=3 course_credits=15 "
        "other_measure_stated=Y optional_stated=Y missed_assignments=0 is_schooldays=60 "
        "is_percent=100 days_taught=60 days_time_value=60 days_credited=60 work_judged=Y",
    [EXTRACT_ISPU] = "ssid=9900000001 residence_county=01 residency_basis=RESID iep_active=N",
    [EXTRACT_ISAD] = "program_line=REG grade_span=ALL p2_ada=100.00 teacher_fte=5.00",
    [EXTRACT_ISPO] = "grade_span=ALL modality=ALL policy_adopted_date=20210601 "
                     "max_assignment_days=20 assignment_day_unit=S missed_assignment_limit=3 "
                     "no_thing_of_value=Y calendar=TRADITIONAL first_day=20230816 "
                     "last_day=20240605",
};

static inline void
lawful_set(const struct layout *layout, struct value *values, struct text name, struct text text)
{
    int column = layout_find_column((enum extract)(layout - layout_of((enum extract)0)), name);
    struct value *value;
    uint64_t number;
    int32_t date;

    if (column < 0)
        fail_msg("no column %.*s", (int)name.len, name.at);
    value = &values[column];
    *value = (struct value){.text = text, .is_present = text.len > 0};
    switch (layout->columns[column].type) {
    case COLUMN_DATE:
        assert_true(text.len == 0 || date_parse(text, &date));
        value->number = text.len == 0 ? 0 : date;
        break;
    case COLUMN_SSID:
    case COLUMN_INT:
        assert_true(text.len == 0 || parse_unsigned(text, INT64_MAX, &number));
        value->number = text.len == 0 ? 0 : (int64_t)number;
        break;
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        assert_true(text.len == 0 ||
                    parse_decimal(text, layout->columns[column].scale, INT64_MAX, &value->number));
        break;
    default:
        break;
    }
}

static inline void
lawful_set_all(const struct layout *layout, struct value *values, const char *text)
{
    while (*text != '\0') {
        size_t name = strcspn(text, "="), len;

        assert_true(text[name] == '=');
        len = strcspn(text + name + 1, " ");
        lawful_set(layout, values, (struct text){text, name}, (struct text){text + name + 1, len});
        text += name + 1 + len;
        text += *text == ' ';
    }
}

static inline void
lawful_begin(struct lawful *test, enum extract extract)
{
    if (test->law == NULL) {
        struct law_options options = {test->directory, {.extract = extract}};

        assert_true(parse_school_year(text_of(test->year), &options.key.year));
        snprintf(options.key.lea, sizeof options.key.lea, "%s", test->lea);
        test->law = law_new(&options);
    }
    law_begin_extract(test->law, extract);
    test->next_record[extract] = 1;
}

/* The line of a record is one more, as below a header. */
static inline void
lawful_add_as(struct lawful *test, enum extract extract, unsigned long record, const char *columns)
{
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    const struct row row = {extract, record + 1, record, values};

    if (test->law == NULL || test->next_record[extract] == 0)
        lawful_begin(test, extract);
    lawful_set_all(layout_of(extract), values, lawful_rows[extract]);
    lawful_set_all(layout_of(extract), values, columns);
    test->next_record[extract] = record + 1;
    law_add_row(test->law, &row);
}

static inline void
lawful_add(struct lawful *test, enum extract extract, const char *columns)
{
    unsigned long record = test->next_record[extract];

    lawful_add_as(test, extract, record == 0 ? 1 : record, columns);
}

static inline int
lawful_finding(void *ctx, enum extract extract, const struct finding *finding, struct err *err)
{
    struct lawful *test = ctx;

    (void)err;
    assert_int_equal(finding->line, finding->record + 1);
    assert_false(finding->has_value);
    assert_int_equal(finding->field, 0);
    if (finding->rule->severity == SEVERITY_INFO && !test->shows_info)
        return 0;
    buf_printf(
        &test->findings, "%s %lu %s", layout_of(extract)->name, finding->record, finding->rule->id);
    if (finding->ineligible_days != NO_COST)
        buf_printf(&test->findings, " %lld", (long long)finding->ineligible_days);
    if (finding->detail != NULL)
        buf_printf(&test->findings, ": %s", finding->detail);
    buf_add_byte(&test->findings, '\n');
    return 0;
}

static inline int
lawful_agreement(void *ctx, const struct law_agreement *agreement, struct err *err)
{
    (void)err;
    buf_printf(&((struct lawful *)ctx)->agreements, "%lu %lld %lld\n", agreement->record,
        (long long)agreement->claimed_days, (long long)agreement->ineligible_days);
    return 0;
}

/* Judges what was fed; the texts are of this time only. */
static inline void
lawful_judge(struct lawful *test)
{
    struct law_sinks sinks = {
        .finding = lawful_finding, .agreement = lawful_agreement, .ctx = test};
    struct err err;

    buf_reset(&test->findings);
    buf_reset(&test->agreements);
    assert_int_equal(law_finish(test->law, &sinks, &test->judgement, &err), 0);
    buf_terminate(&test->findings);
    buf_terminate(&test->agreements);
}

/* Forgets all rows; the next may be of another year or LEA. */
static inline void
lawful_clear(struct lawful *test)
{
    law_free(test->law);
    test->law = NULL;
    memset(test->next_record, 0, sizeof test->next_record);
}

static inline void
lawful_reset(struct lawful *test)
{
    lawful_clear(test);
    buf_free(&test->findings);
    buf_free(&test->agreements);
    directory_free(test->directory);
}

/* A small directory: district 0199999 and its school 0999905, charter 0999910 in county 31. */
static inline void
lawful_init(struct lawful *test)
{
    static const struct {
        const char *cds_code;
        bool is_charter;
    } schools[] = {{"01999990000000", false}, {"01999990999905", false}, {"01999990999906", false},
        {"31999990999910", true}, {"31999990000000", false}};

    *test = (struct lawful){.year = "2023-2024", .lea = "0199999"};
    test->directory = directory_new();
    for (size_t i = 0; i < sizeof schools / sizeof *schools; i++) {
        struct school school = {.is_charter = schools[i].is_charter,
            .open_date = DATE_NONE,
            .close_date = DATE_NONE,
            .county_name = "",
            .district_name = "",
            .school_name = ""};

        snprintf(school.cds_code, sizeof school.cds_code, "%s", schools[i].cds_code);
        directory_add(test->directory, &school);
    }
    directory_seal(test->directory);
}

/* The set of a group of tests: open_law() and close_law() are its setup and its teardown. */
static struct lawful law;

static inline int
open_law(void **state)
{
    (void)state;
    lawful_init(&law);
    return 0;
}

static inline int
close_law(void **state)
{
    (void)state;
    lawful_reset(&law);
    return 0;
}

#endif
