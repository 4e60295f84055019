#ifndef PROFILE_ROW_H
#define PROFILE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A row of the profile. */

enum profile_level { LEVEL_STATE, LEVEL_COUNTY, LEVEL_DISTRICT, LEVEL_SCHOOL, LEVEL_COUNT };

enum profile_filter { FILTER_ALL, FILTER_NOT_CHARTER, FILTER_CHARTER, FILTER_COUNT };

/* The measures, in the order of their columns; diploma_percent is computed from two of them. */
enum profile_measure {
    MEASURE_PUPILS,
    MEASURE_FIFTY_PERCENT,
    MEASURE_LONG_TERM,
    MEASURE_GRADE12,
    MEASURE_DIPLOMA,
    MEASURE_OTHER_COMPLETER,
    MEASURE_COUNT,
};

/* Counts of 1 to this many pupils are not for the public (docs/suppression.md). */
enum { SMALL_COUNT = 10 };

/* A category of reporting_category.csv. */
struct profile_category {
    char code[10]; /* "TA", "PCHARTNB" */
    const char *name;
    const char *breakdown;
};

struct profile_place {
    enum profile_level level;
    char cds_code[15];       /* "", 2, 7 or 14 digits by level */
    const char *county_name; /* "" above its level */
    const char *district_name;
    const char *school_name;
};

struct profile_row {
    const struct profile_place *place;
    enum profile_filter filter;
    uint8_t hidden; /* one bit a measure, 1 << measure: not to be shown, and 0 in measures */
    const struct profile_category *category;
    uint32_t measures[MEASURE_COUNT];
};

struct profile {
    int year;                       /* first calendar year of the school year */
    const struct profile_row *rows; /* in the order of the file */
    size_t row_count;
    const struct profile_category *categories;
    size_t category_count;
    bool is_suppressed; /* may be published: small counts are hidden */
};

#endif
