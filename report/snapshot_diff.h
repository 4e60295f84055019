#ifndef SNAPSHOT_DIFF_H
#define SNAPSHOT_DIFF_H

#include <stdint.h>

#include "base/profile_row.h"
#include "base/submission.h"

struct db;
struct err;
struct year_basis;

/* What differs between two snapshots of a school year, and what has caused it. */

/* A cell of the profile. A row that is not there counts nobody. */
struct cell_change {
    const struct profile_place *place;
    enum profile_filter filter;
    const struct profile_category *category;
    enum profile_measure measure; /* MEASURE_COUNT: diploma_percent, in tenths */
    int64_t old_value, new_value; /* -1: blank */
    const char *leas;             /* who has changed it: report/diff_causes.h */
};

/* A submission that stands in one of them only, or with other bytes. */
struct submission_change {
    const struct submission *old_one; /* NULL: added */
    const struct submission *new_one; /* NULL: withdrawn */
};

/* One of rule_set, reference, directory and program_version. */
struct basis_change {
    const char *name;
    const char *old_value, *new_value;
};

/*
 * begin comes first, when both snapshots were read and hold. Changes come in this
 * order: basis, submissions by LEA and extract, cells in the order of the profile.
 */
struct snapshot_diff {
    int (*begin)(void *ctx, const struct year_basis *old_one, const struct year_basis *new_one,
        struct err *err);
    int (*basis)(void *ctx, const struct basis_change *change, struct err *err);
    int (*submission)(void *ctx, const struct submission_change *change, struct err *err);
    int (*cell)(void *ctx, const struct cell_change *change, struct err *err);
    void *ctx;
};

/* Fails with ERR_USAGE when the snapshots are of two school years. */
int snapshot_diff_make(struct db *db, int64_t old_id, int64_t new_id,
    const struct snapshot_diff *diff, struct err *err);

#endif
