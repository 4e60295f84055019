#ifndef YEAR_DATA_H
#define YEAR_DATA_H

#include <stdint.h>

struct basis;
struct buf;
struct db;
struct enrollment_count;
struct err;
struct lea_trend;
struct pupil;
struct report_reference;
struct school_sink;
struct snapshot_reader;
struct submission;
struct trend;
struct year_basis;

/*
 * The data that the profile of a school year is made of: as they stand now, or
 * as a snapshot has frozen them. All of it is of one moment of the database.
 */
struct year_data;

struct year_request {
    int year;                                 /* first calendar year; of a snapshot, 0 or its own */
    int64_t snapshot;                         /* its number; 0 for the current data */
    const struct report_reference *reference; /* the program's own; for a snapshot not needed */
    const struct basis *versions; /* the program's own, likewise; directory is not looked at */
};

/*
 * Fails with ERR_CONFIG when the database holds the reference data of another
 * program, or when a snapshot was changed; with ERR_NO_INPUT when it is not
 * there; with ERR_USAGE when it is of another year.
 */
int year_data_open(
    struct year_data **data, struct db *db, const struct year_request *request, struct err *err);
void year_data_close(struct year_data *data); /* NULL does nothing */

/* Borrowed until the data are closed. */
const struct year_basis *year_data_basis(const struct year_data *data);
const struct report_reference *year_data_reference(const struct year_data *data);

/* Of a snapshot: what else it holds. NULL for the current data. */
struct snapshot_reader *year_data_snapshot(const struct year_data *data);

/* Passes the school directory in the order of CDS codes, before the first pupil. */
int year_data_schools(struct year_data *data, const struct school_sink *sink, struct err *err);

/* Returns 1 with the next pupil by SSID (borrowed until the next call), 0 at the end, or -1. */
int year_data_next_pupil(struct year_data *data, const struct pupil **pupil, struct err *err);

/*
 * Adds the bytes of the profile.csv of an earlier release, which the public files
 * come after. Only a snapshot has one, if it was made with it.
 */
int year_data_earlier(struct year_data *data, struct buf *bytes, struct err *err);

/* Passes the submissions that stood of the year before, by LEA and extract. */
int year_data_prior(struct year_data *data,
    int (*submission)(void *ctx, const struct submission *submission, struct err *err), void *ctx,
    struct err *err);

/* Adds the years before from their newest snapshots. */
int year_data_trend(
    struct year_data *data, struct trend *trend, struct lea_trend *leas, struct err *err);

/*
 * Passes how many pupils were enrolled on Census Day, the first Wednesday of
 * October: first the state, then districts (sql/report/enrollment.h).
 */
int year_data_enrollment(struct year_data *data,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err);

#endif
