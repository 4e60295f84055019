#ifndef LEA_TREND_H
#define LEA_TREND_H

#include <stddef.h>

#include "report/year/trend.h"

/* The figures of each LEA in years before, as they were published: for its own page. Zero it. */

struct lea_year {
    char lea[8];
    struct trend_year year;
};

struct lea_trend {
    struct lea_year *years;
    size_t count, room;
};

void lea_trend_add(struct lea_trend *trend, const struct lea_year *year);

/* Sorts by LEA and year: before lea_trend_find(). */
void lea_trend_finish(struct lea_trend *trend);

/* The years of an LEA, oldest first; *count may be 0. */
const struct lea_year *lea_trend_find(
    const struct lea_trend *trend, const char *lea, size_t *count);

void lea_trend_reset(struct lea_trend *trend);

#endif
