#ifndef TREND_READ_H
#define TREND_READ_H

struct db;
struct err;
struct lea_trend;
struct trend;

/*
 * Adds the years before a year, as far as they reach back, from the newest
 * snapshot of each: the state's and those of the LEAs. Fails with ERR_CONFIG when
 * one of these was changed.
 */
int trend_read(
    struct db *db, int year, struct trend *trend, struct lea_trend *leas, struct err *err);

#endif
