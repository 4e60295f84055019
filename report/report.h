#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/profile_row.h"

struct basis;
struct db;
struct err;
struct report_reference;
struct year_report;

/* The profile of one school year, from the database to files. */

struct report_request {
    int year;             /* first calendar year; of a snapshot, 0 or its own */
    int64_t snapshot;     /* its number; 0 for the current data */
    const char *output;   /* folder, made when missing; NULL for no files */
    unsigned formats;     /* bits of report/report_files.h */
    bool is_unsuppressed; /* every count is shown: not for the public */
    bool wants_mask;      /* find out what may be published in any case, for who is told */
    const char *earlier;  /* a public profile.csv of the same year; NULL for none */
    const struct report_reference *reference;
    const struct basis *versions; /* of rules and reference data, as the program has them */

    /* Called before the files are put in place, with all that there is to tell. NULL for none. */
    int (*tell)(void *ctx, const struct year_report *report, struct err *err);
    void *ctx;
};

/* What the command line says afterwards. */
struct report_summary {
    uint32_t measures[MEASURE_COUNT]; /* of all pupils of the state */
    uint8_t hidden;                   /* a bit a measure that the files hide */
    size_t row_count;
    int year;            /* first calendar year */
    size_t school_count; /* schools, offices and special schools that have rows */
};

/*
 * Writes profile.csv, .json and so on as far as asked for, and manifest.json, all
 * or none. The unsuppressed ones (profile-unsuppressed.csv) have mode 0600: they
 * hold small counts and are not for the public. Fails with ERR_DATA when the
 * public ones cannot be published.
 */
int report_write(struct db *db, const struct report_request *request,
    struct report_summary *summary, struct err *err);

#endif
