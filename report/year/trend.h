#ifndef TREND_H
#define TREND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/profile_row.h"

/*
 * The state's figures year by year: up to five school years, the last of them the
 * year of the report. A year without a snapshot is not there.
 */
enum { TREND_YEARS = 5 };

struct trend_year {
    int year;
    int64_t snapshot;                 /* 0: the year of the report itself */
    uint8_t hidden;                   /* one bit a measure: not to be shown, and 0 in measures */
    uint32_t measures[MEASURE_COUNT]; /* of all pupils of the state */
};

struct trend {
    struct trend_year years[TREND_YEARS]; /* oldest first */
    size_t count;
};

/* Adds a year behind the others. */
void trend_add(struct trend *trend, const struct trend_year *year);

/* The year, or NULL when it is not there. */
const struct trend_year *trend_find(const struct trend *trend, int year);

/*
 * True when a measure of two years was made by one method: from 2021-22 STAS
 * tells independent study days, from 2016-17 completion follows another cohort.
 */
bool trend_is_comparable(int first_year, int later_year, enum profile_measure measure);

/* A sentence about what began to be counted otherwise in a school year; NULL for nothing. */
const char *trend_break(int year);

#endif
