#ifndef MIGRATE_H
#define MIGRATE_H

struct db;
struct err;

/*
 * Brings the schema to this program's version: each migration once, in its own
 * transaction, in order, under an advisory lock, recorded with its number and
 * the digest of its text. What it makes belongs to the schema's owner, if the
 * login may be that owner. Fails with ERR_CONFIG when an applied migration's
 * text has changed, or when the schema is newer than the program. applied is
 * how many were new.
 */
int migrate_up(struct db *db, int *applied, struct err *err);

/* Fails with ERR_CONFIG unless the schema is at this program's version. */
int migrate_check(struct db *db, struct err *err);

/*
 * Makes the roles that are missing, hands the schema to isprofile_owner, and
 * grants what each role may do; again is harmless. Who may not make roles keeps
 * the schema for itself: *left_out is then a sentence that says so, else NULL.
 */
int migrate_roles(struct db *db, const char **left_out, struct err *err);

#endif
