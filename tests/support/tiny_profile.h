#ifndef TINY_PROFILE_H
#define TINY_PROFILE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/profile_row.h"

#include "report/suppress/suppress.h"

/*
 * Profiles written down row by row, for the tests of suppression: a handful of
 * categories and of places, so that a mask can be worked out by hand.
 */
enum { TINY_MAX_PLACES = 16, TINY_MAX_ROWS = 512 };

static const struct profile_category tiny_categories[] = {
    {"TA", "Total", "total"},
    {"RB", "Black or African American", "race"},
    {"RH", "Hispanic or Latino", "race"},
    {"RW", "White", "race"},
    {"RD", "Not reported", "race"},
    {"GM", "Male", "gender"},
    {"GF", "Female", "gender"},
    {"SE", "English learners", "pupil_group"},
    {"G11", "Grade 11", "grade"},
    {"G12", "Grade 12", "grade"},
    {"GR912", "Grades 9-12", "grade_span"},
    {"DLONG", "Long-term", "duration"},
    {"DSHORT", "Short-term", "duration"},
    {"XFULL", "Full-time", "extent"},
    {"XPART", "Part-time", "extent"},
};

enum { TINY_CATEGORY_COUNT = sizeof tiny_categories / sizeof *tiny_categories };

struct tiny_profile {
    struct profile_place places[TINY_MAX_PLACES];
    size_t place_count;
    struct profile_row rows[TINY_MAX_ROWS];
    struct profile profile;
};

static inline void
tiny_begin(struct tiny_profile *tiny)
{
    *tiny = (struct tiny_profile){0};
    tiny->profile = (struct profile){.year = 2023,
        .rows = tiny->rows,
        .categories = tiny_categories,
        .category_count = TINY_CATEGORY_COUNT};
}

/* A place, by its CDS code: "" is the state. The rows that are added next are about it. */
static inline void
tiny_place(struct tiny_profile *tiny, const char *cds_code)
{
    struct profile_place *place = &tiny->places[tiny->place_count++];
    size_t len = strlen(cds_code);

    assert_true(tiny->place_count <= TINY_MAX_PLACES);
    place->level = len == 0   ? LEVEL_STATE
                   : len == 2 ? LEVEL_COUNTY
                   : len == 7 ? LEVEL_DISTRICT
                              : LEVEL_SCHOOL;
    memcpy(place->cds_code, cds_code, len + 1);
    place->county_name = place->district_name = place->school_name = "";
}

static inline const struct profile_category *
tiny_category(const char *code)
{
    for (size_t i = 0; i < TINY_CATEGORY_COUNT; i++) {
        if (strcmp(tiny_categories[i].code, code) == 0)
            return &tiny_categories[i];
    }
    fail_msg("no category %s", code);
    return NULL;
}

/* A row about the last place, in the order of the file; one without a pupil is left out. */
static inline void
tiny_row_of(struct tiny_profile *tiny, enum profile_filter filter, const char *category,
    const uint32_t measures[MEASURE_COUNT])
{
    struct profile_row *row = &tiny->rows[tiny->profile.row_count];

    assert_true(tiny->profile.row_count < TINY_MAX_ROWS);
    if (measures[MEASURE_PUPILS] == 0 && tiny->profile.row_count > 0)
        return;
    *row = (struct profile_row){.place = &tiny->places[tiny->place_count - 1],
        .filter = filter,
        .category = tiny_category(category)};
    memcpy(row->measures, measures, sizeof row->measures);
    tiny->profile.row_count++;
}

#define tiny_row(tiny, category, ...)                                                              \
    tiny_row_of((tiny), FILTER_ALL, (category), (const uint32_t[MEASURE_COUNT]){__VA_ARGS__})

static inline size_t
tiny_find(const struct profile *profile, const char *cds_code, const char *category)
{
    for (size_t i = 0; i < profile->row_count; i++) {
        if (strcmp(profile->rows[i].place->cds_code, cds_code) == 0 &&
            profile->rows[i].filter == FILTER_ALL &&
            strcmp(profile->rows[i].category->code, category) == 0)
            return i;
    }
    return profile->row_count;
}

static inline struct suppression *
tiny_suppress(const struct tiny_profile *tiny, const struct profile *earlier)
{
    struct err err = {0};
    struct suppression *suppression = suppress_profile(&tiny->profile, earlier, &err);

    if (suppression == NULL)
        fail_msg("%s", err.text);
    return suppression;
}

/* The columns of a row that are hidden, one letter each: p, f, l, g, d, o; "-" for none. */
static inline void
assert_hidden(const struct tiny_profile *tiny, const struct suppression *suppression,
    const char *cds_code, const char *category, const char *expected)
{
    size_t row = tiny_find(&tiny->profile, cds_code, category);
    char got[MEASURE_COUNT + 1] = "";
    size_t len = 0;

    for (int m = 0; m < MEASURE_COUNT; m++) {
        if (suppression_is_hidden(suppression, row, (enum profile_measure)m))
            got[len++] = "pflgdo"[m];
    }
    if (len == 0)
        got[0] = '-';
    if (strcmp(got, expected) != 0)
        fail_msg("\"%s\" %s hides \"%s\", not \"%s\"", cds_code, category, got, expected);
}

#endif
