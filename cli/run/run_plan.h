#ifndef RUN_PLAN_H
#define RUN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/submission.h"

struct inbox;
struct inbox_file;
struct ingest_options;
struct known_file;
struct run_known;

/*
 * What a run will do: whose submission each file seems to be, which two are the
 * same, where results go, and who works on what. Made before the work is shared
 * out, so that nothing depends on how many share it.
 */

struct planned_file {
    const struct inbox_file *from;
    char lea[8];               /* whose it is for the run: of the inbox, else of the file; or "" */
    struct submission_key key; /* as the beginning of the file tells */
    const struct known_file *known;  /* what it is, unread since it was loaded; NULL: it is read */
    const struct planned_file *twin; /* another file of the same submission; NULL without one */
    char *folder;                    /* for results, below --output */
    bool is_settled;                 /* it has its result, and is of no group */
};

/* Files of one LEA, for one worker. */
struct plan_group {
    size_t first, count; /* in run_plan.files */
    uint64_t bytes;
};

struct run_plan {
    struct planned_file *files; /* by LEA, year, extract, path */
    size_t file_count;
    struct plan_group *groups; /* the largest first */
    size_t group_count;
};

/* What --lea and --year leave; NULL and 0 for all. */
struct plan_filter {
    const char *lea;
    int year;
};

/*
 * Borrows the inbox, and known, which may be NULL: then every file is read. Free with
 * run_plan_reset().
 */
void run_plan_make(struct run_plan *plan, const struct inbox *inbox, const struct run_known *known,
    const struct ingest_options *options, const struct plan_filter *filter);
void run_plan_reset(struct run_plan *plan);

#endif
