#ifndef PROFILE_CASE_H
#define PROFILE_CASE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/pupil.h"
#include "base/school.h"

#include "report/count/profile_builder.h"

/*
 * Pupils made row by row, and the profile of them, for the tests of the report.
 * The directory: county 01 Alpha with its office, Beta Unified (a high school, a
 * continuation school, a charter) and county 19 Gamma with one district.
 */
#define BETA "0161119"
#define HIGH "01611190130229"
#define CONTINUATION "01611190132142"
#define CHARTER "01611190106401"
#define OFFICE "01611190000000"
#define NONPUBLIC "01611190000001"
#define PRIVATE "01611190000002"
#define GAMMA "1975309"
#define FAR "19753091995901"
#define UNTOLD "19753091930001" /* no EdOps code */

enum { CASE_MAX_ROWS = 12, CASE_MAX_CATEGORIES = 100 };

struct profile_case {
    struct profile_builder *builder;
    const struct profile *profile; /* once asked for */
    struct profile_category categories[CASE_MAX_CATEGORIES];
    size_t category_count;
    struct pupil pupil;
    struct pupil_attendance attendance[CASE_MAX_ROWS];
    struct pupil_agreement agreements[CASE_MAX_ROWS];
    struct pupil_enrollment enrollments[CASE_MAX_ROWS];
    int32_t record;
};

/* The list of categories comes from the reference data of the program. */
static inline void
case_read_categories(struct profile_case *c)
{
    FILE *file = fopen("transform/reference/reporting_category.csv", "r");
    char line[256];

    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        struct profile_category *category = &c->categories[c->category_count++];
        char *first = strchr(line, ','), *last = strrchr(line, ',');
        size_t quote = first[1] == '"';

        line[strcspn(line, "\r\n")] = '\0';
        memcpy(category->code, line, (size_t)(first - line));
        category->name = strndup(first + 1 + quote, (size_t)(last - first - 1) - 2 * quote);
        category->breakdown = strdup(last + 1);
    }
    fclose(file);
}

static inline void
case_add_school(struct profile_case *c, const char *cds, const char *edops, const char *name)
{
    bool is_alpha = memcmp(cds, "01", 2) == 0;
    struct school school = {
        .is_charter = strcmp(cds, CHARTER) == 0,
        .county_name = is_alpha ? "Alpha" : "Gamma",
        .district_name = is_alpha ? "Beta Unified" : "Gamma Joint",
        .school_name = name,
    };

    memcpy(school.cds_code, cds, sizeof school.cds_code);
    memcpy(school.edops, edops, strlen(edops) + 1);
    profile_builder_add_school(c->builder, &school);
}

static inline void
case_open_year(struct profile_case *c, int year)
{
    static const char *const placements[][2] = {
        {"TRAD", "REG"}, {"ALTSOC", "ALT"}, {"CON", "CONT"}, {"SPEC", "SPED"}, {"SPECON", "SPED"}};

    *c = (struct profile_case){0};
    case_read_categories(c);
    c->builder = profile_builder_new(year, c->categories, c->category_count);
    case_add_school(c, HIGH, "TRAD", "Beta High");
    case_add_school(c, OFFICE, "", "");
    case_add_school(c, CONTINUATION, "CON", "Second Chance");
    case_add_school(c, CHARTER, "ALTSOC", "Own Way");
    case_add_school(c, "19753090000000", "", "");
    case_add_school(c, FAR, "SPECON", "Far Away");
    case_add_school(c, UNTOLD, "", "Untold");
    for (size_t i = 0; i < sizeof placements / sizeof *placements; i++)
        profile_builder_add_placement(c->builder, placements[i][0], placements[i][1]);
    profile_builder_add_special_school(c->builder, "0000000", "District office");
    profile_builder_add_special_school(c->builder, "0000001", "Nonpublic");
    profile_builder_add_special_school(c->builder, "0000002", "Private");
}

static inline void
case_open(struct profile_case *c)
{
    case_open_year(c, 2023);
}

static inline void
case_close(struct profile_case *c)
{
    profile_builder_free(c->builder);
    for (size_t i = 0; i < c->category_count; i++) {
        free((char *)c->categories[i].name);
        free((char *)c->categories[i].breakdown);
    }
}

/* A place at a school by its CDS code; the LEA is its district. */
static inline struct pupil_place
case_place(const char *cds)
{
    struct pupil_place place = {.is_identified = true};

    memcpy(place.cds_code, cds, sizeof place.cds_code);
    memcpy(place.lea, cds, 7);
    return place;
}

/* A place that no school has, reported by a district. */
static inline struct pupil_place
case_unknown(const char *lea, const char *raw)
{
    struct pupil_place place = {.raw_code = raw};

    memcpy(place.cds_code, lea, 8);
    memcpy(place.lea, lea, 8);
    return place;
}

static inline int32_t
case_date(const char *text)
{
    int32_t date = 0;

    assert_true(date_parse(text_of(text), &date));
    return date;
}

/* Days are hundredths. */
static inline struct pupil_attendance *
case_stas_at(struct profile_case *c, struct pupil_place place, int32_t days, int32_t expected)
{
    struct pupil_attendance *row = &c->attendance[c->pupil.attendance_count++];

    *row = (struct pupil_attendance){place, days, expected};
    return row;
}

static inline struct pupil_attendance *
case_stas(struct profile_case *c, const char *cds, int32_t days, int32_t expected)
{
    return case_stas_at(c, case_place(cds), days, expected);
}

static inline struct pupil_agreement *
case_isag_at(struct profile_case *c, struct pupil_place place, int32_t days, int32_t percent)
{
    struct pupil_agreement *row = &c->agreements[c->pupil.agreement_count++];

    *row = (struct pupil_agreement){
        .place = place,
        .school = place.is_identified ? "" : place.raw_code,
        .agreement_id = "A",
        .start_date = case_date("2023-09-01"),
        .end_date = case_date("2023-12-31"),
        .is_schooldays = days,
        .is_percent = percent,
        .grade = "11",
        .record = ++c->record,
    };
    return row;
}

static inline struct pupil_agreement *
case_isag(struct profile_case *c, const char *cds, int32_t days, int32_t percent)
{
    return case_isag_at(c, case_place(cds), days, percent);
}

static inline struct pupil_enrollment *
case_senr_at(struct profile_case *c, struct pupil_place place, const char *grade)
{
    struct pupil_enrollment *row = &c->enrollments[c->pupil.enrollment_count++];

    *row = (struct pupil_enrollment){
        .place = place,
        .school = "",
        .status = 10,
        .start_date = case_date("2023-08-16"),
        .exit_date = INT32_MAX,
        .gender = "F",
        .record = ++c->record,
    };
    memcpy(row->grade, grade, strlen(grade) + 1);
    return row;
}

static inline struct pupil_enrollment *
case_senr(struct profile_case *c, const char *cds, const char *grade)
{
    return case_senr_at(c, case_place(cds), grade);
}

/* Ends an enrollment. */
static inline void
case_exit(struct pupil_enrollment *row, const char *date, const char *reason)
{
    row->exit_date = case_date(date);
    memcpy(row->exit_reason, reason, strlen(reason) + 1);
}

static inline void
case_graduate(struct pupil_enrollment *row, const char *date)
{
    case_exit(row, date, "E230");
    row->completion = COMPLETION_GRADUATE;
}

/* The pupil is complete; the next rows are another one's. */
static inline void
case_next_pupil(struct profile_case *c)
{
    c->pupil.attendance = c->attendance;
    c->pupil.agreements = c->agreements;
    c->pupil.enrollments = c->enrollments;
    profile_builder_add_pupil(c->builder, &c->pupil);
    c->pupil = (struct pupil){0};
}

/* The row of a CDS code (of 0, 2, 7 or 14 digits), filter and category; NULL if there is none. */
static inline const struct profile_row *
case_row(struct profile_case *c, const char *cds, enum profile_filter filter, const char *category)
{
    if (c->pupil.attendance_count + c->pupil.agreement_count > 0)
        case_next_pupil(c);
    c->profile = profile_builder_finish(c->builder);
    for (size_t i = 0; i < c->profile->row_count; i++) {
        const struct profile_row *row = &c->profile->rows[i];

        if (strcmp(row->place->cds_code, cds) == 0 && row->filter == filter &&
            strcmp(row->category->code, category) == 0)
            return row;
    }
    return NULL;
}

/* Compares the six measures, written with blanks between; "" when there is to be no row. */
#define assert_row(c, cds, filter, category, expected)                                             \
    case_assert_row((c), (cds), (filter), (category), (expected), __FILE__, __LINE__)

static inline void
case_assert_row(struct profile_case *c, const char *cds, enum profile_filter filter,
    const char *category, const char *expected, const char *file, int line)
{
    const struct profile_row *row = case_row(c, cds, filter, category);
    char text[128] = "";
    size_t len = 0;

    for (int i = 0; row != NULL && i < MEASURE_COUNT; i++)
        len += (size_t)snprintf(
            text + len, sizeof text - len, "%s%u", i > 0 ? " " : "", row->measures[i]);
    if (strcmp(text, expected) == 0)
        return;
    print_error("%s:%d: %s %s: \"%s\", not \"%s\"\n", file, line, cds, category, text, expected);
    fail();
}

/* Asserts that the pupils at the state are in this category and in no other of the breakdown. */
#define assert_state(c, category) assert_category((c), "", (category))
#define assert_category(c, cds, category)                                                          \
    case_assert_category((c), (cds), (category), __FILE__, __LINE__)

static inline void
case_assert_category(
    struct profile_case *c, const char *cds, const char *category, const char *file, int line)
{
    const struct profile_row *wanted = case_row(c, cds, FILTER_ALL, category);
    size_t found = 0;

    for (size_t i = 0; wanted != NULL && i < c->profile->row_count; i++) {
        const struct profile_row *row = &c->profile->rows[i];

        found += row->place == wanted->place && row->filter == FILTER_ALL &&
                 strcmp(row->category->breakdown, wanted->category->breakdown) == 0;
    }
    if (found == 1)
        return;
    print_error(
        "%s:%d: %s %s: %zu rows of its breakdown, not 1\n", file, line, cds, category, found);
    fail();
}

#endif
