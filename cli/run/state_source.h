#ifndef STATE_SOURCE_H
#define STATE_SOURCE_H

#include <stddef.h>

struct db;
struct err;
struct state_sink;

/*
 * The rules on all LEAs together (transform/state/state_review.h) over the rows that stand in the
 * database, of one moment. Passes the findings of a school year; with LEAs (7 digits each), only
 * those of pupils and names that they have rows of; NULL for all.
 */
int state_source_review(struct db *db, int year, const char *const *leas, size_t lea_count,
    const struct state_sink *sink, struct err *err);

#endif
