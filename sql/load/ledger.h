#ifndef LEDGER_H
#define LEDGER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/submission.h"

struct db;
struct err;

/* The ledger: what was submitted, what became of it, and what stands. */

/*
 * The current submission of an LEA, extract and year. Returns 0; *found tells
 * whether one stands. file_name is not filled.
 */
int ledger_current(struct db *db, const struct submission_key *key, struct submission *current,
    bool *found, struct err *err);

/*
 * Brings to the disk what was loaded of the LEA and year of key, by whichever session, and lies
 * not there yet (sql/load/load.h, load_commit_later()).
 */
int ledger_flush(struct db *db, const struct submission_key *key, struct err *err);

/* Whether the ledger has the submission of this key and these bytes under this id. */
int ledger_has(struct db *db, const struct submission_key *key, int64_t id, const char *sha256,
    bool *has, struct err *err);

/* How a refusal is looked for, beyond its key and bytes; together or none. */
enum {
    REFUSAL_BY_NAME = 1, /* under the same file name */
    REFUSAL_EVER = 2     /* whatever was accepted since: it was no file of this key */
};

/*
 * True when the same bytes were refused under the same basis, and nothing of this
 * key was accepted since: then it is old news. A key whose parts are empty is
 * compared as such, together with the file name.
 */
int ledger_was_refused(struct db *db, const struct submission *submission, unsigned how,
    bool *was_refused, struct err *err);

/* Writes the ledger row of a refused file, with its counts, in a transaction of its own. */
int ledger_refuse(struct db *db, const struct submission *submission,
    const struct rule_count *counts, size_t count_count, struct err *err);

/* Takes the current submission out: its rows go, the ledger keeps it as withdrawn. */
int ledger_withdraw(struct db *db, const struct submission_key *key, int wait_seconds,
    bool *was_there, struct err *err);

/* Passes each current submission in the order of LEA, extract and year. */
int ledger_walk_current(struct db *db,
    int (*submission)(void *ctx, const struct submission *submission, struct err *err), void *ctx,
    struct err *err);

/* The same for those of one school year, in the order of LEA and extract. */
int ledger_walk_year(struct db *db, int year,
    int (*submission)(void *ctx, const struct submission *submission, struct err *err), void *ctx,
    struct err *err);

/* How many of these submissions, by key and bytes, the ledger has never had, whatever became of
 * them. */
int ledger_count_unknown(
    struct db *db, const struct submission *list, size_t count, size_t *unknown, struct err *err);

#endif
