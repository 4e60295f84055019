#ifndef AGENCY_STORE_H
#define AGENCY_STORE_H

#include <stdint.h>

#include "base/ada.h"
#include "base/school.h"

struct db;
struct err;

/* What the agency's own files are made of, read from one state of the database. */

/* A current row of ISAD. Borrowed: it dies when the call returns. */
struct agency_ada_row {
    const char *lea;
    int year;                     /* first calendar year of the school year */
    const struct school *lea_row; /* of the LEA in the directory; NULL when it is not there */
    struct ada_row row;
};

/*
 * A row of ineligible.csv: a rule that costs days in an LEA; or, with rule "", what its
 * agreements claim and lose altogether. Hundredths of a day. Borrowed likewise.
 */
struct agency_cost {
    const char *lea;
    const char *extract;
    const char *rule;
    uint64_t found; /* of an LEA's total: agreements that lose days */
    int64_t ineligible_days;
    int64_t claimed_days; /* of an LEA's total, as the next */
    int64_t eligible_days;
};

/* Each returns 0, or -1 with err filled, which ends the reading. */
struct agency_sinks {
    int (*ada_row)(void *ctx, const struct agency_ada_row *row, struct err *err);
    int (*cost)(void *ctx, const struct agency_cost *cost, struct err *err);
    void *ctx;
};

/*
 * Passes the ISAD rows of the year before and of the year, in the order of year, LEA and
 * record; then the costs of the year in the order of LEA, its total first, extract and
 * rule.
 */
int agency_store_read(struct db *db, int year, const struct agency_sinks *sinks, struct err *err);

#endif
