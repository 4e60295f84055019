#ifndef FROZEN_YEAR_H
#define FROZEN_YEAR_H

#include <stdint.h>

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

/* The data of a school year as a snapshot holds them: what year_data gives for one. */
struct frozen_year;

int frozen_year_open(struct frozen_year **year, struct db *db, int64_t id, struct err *err);
void frozen_year_close(struct frozen_year *year); /* NULL does nothing */

/* Borrowed until it is closed. */
const struct year_basis *frozen_year_basis(const struct frozen_year *year);
const struct report_reference *frozen_year_reference(const struct frozen_year *year);
struct snapshot_reader *frozen_year_reader(struct frozen_year *year);

int frozen_year_schools(struct frozen_year *year, const struct school_sink *sink, struct err *err);

/* As year_data_next_pupil(). */
int frozen_year_next_pupil(struct frozen_year *year, const struct pupil **pupil, struct err *err);

/* Adds the bytes of the earlier release that the public files come after; none without one. */
int frozen_year_earlier(struct frozen_year *year, struct buf *bytes, struct err *err);

/* The submissions that stood of the year before, by LEA and extract. */
int frozen_year_prior(struct frozen_year *year,
    int (*submission)(void *ctx, const struct submission *submission, struct err *err), void *ctx,
    struct err *err);

/* As trend_read(). */
int frozen_year_trend(
    struct frozen_year *year, struct trend *trend, struct lea_trend *leas, struct err *err);

/* As enrollment_walk(). */
int frozen_year_enrollment(struct frozen_year *year,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err);

#endif
