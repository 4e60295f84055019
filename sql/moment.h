#ifndef MOMENT_H
#define MOMENT_H

#include <stdbool.h>

struct db;
struct err;

/*
 * One state of the database: all that is read between begin and end is as it
 * stood at one moment, whatever others commit meanwhile. The readers of a year
 * (pupil_cursor, directory_store_read, ledger_walk_year ...) join it.
 */

/* may_write tells whether rows can be added within it, kept by moment_keep(). */
int moment_begin(struct db *db, bool may_write, struct err *err);

/* Ends it and keeps what was written. */
int moment_keep(struct db *db, struct err *err);

/* Ends it, if one is open, and keeps nothing. */
void moment_end(struct db *db);

/*
 * Opens another connection, to the same database, that sees the open moment of db, and
 * nothing but reads it. To be closed with db_close(), before the moment ends.
 */
int moment_join(struct db **other, struct db *db, struct err *err);

/* True between begin and end. */
bool moment_is_open(const struct db *db);

#endif
