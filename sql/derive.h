#ifndef DERIVE_H
#define DERIVE_H

struct db;
struct err;
struct submission_key;

/*
 * The parts of segments that are kept per LEA (migration 0004), derived from
 * the rows of a submission, the directory and the code sets. Inside the
 * caller's transaction.
 */

/*
 * The lock on what parts are derived from: shared while a submission is loaded,
 * alone while the directory or the code sets change.
 */
#define DERIVE_LOCK "the school directory"

/* Derives the parts of one submission anew; its rows may be gone, then none are left. */
int derive_parts(struct db *db, const struct submission_key *key, struct err *err);

/* The same for the current submissions that a statement lists: LEA, extract, school year. */
int derive_stale(struct db *db, const char *sql, struct err *err);

#endif
