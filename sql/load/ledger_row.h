#ifndef LEDGER_ROW_H
#define LEDGER_ROW_H

#include <libpq-fe.h>
#include <stddef.h>
#include <stdint.h>

struct basis;
struct db;
struct err;
struct rule_count;
struct submission;
struct submission_key;

/*
 * Rows of the ledger inside the caller's transaction: what ledger.c and load.c
 * have in common.
 */

/* The advisory lock of an LEA, extract and year, by a name that people can read. */
int ledger_row_lock(
    struct db *db, const struct submission_key *key, int wait_seconds, struct err *err);

/* The id for the next row; ids of one key grow in the order in which they take its lock. */
int ledger_row_next_id(struct db *db, int64_t *id, struct err *err);

/* Id of the current submission, 0 when none stands; file_name is not filled. */
int ledger_row_current(struct db *db, const struct submission_key *key, struct submission *current,
    int64_t *id, struct err *err);

/* The same, and the id of the next submission. */
int ledger_row_begin(struct db *db, const struct submission_key *key, struct submission *current,
    int64_t *id, int64_t *next, struct err *err);

/*
 * Fails with ERR_CONFIG or ERR_TRY_AGAIN unless rule set, reference data and directory are
 * those of a verdict: under the lock on the directory they cannot change any more.
 */
int ledger_row_check_basis(struct db *db, const struct basis *basis, struct err *err);

/* Fills submission from a row of ledger_current.sql or ledger_walk.sql; text is the result's. */
void ledger_row_read(const PGresult *result, int row, struct submission *submission);

/*
 * Adds the row. Fails with ERR_BUG when the law of the ledger does not hold.
 * withdraws is the submission that a withdrawal takes out, else 0.
 */
int ledger_row_add(struct db *db, int64_t id, const struct submission *submission,
    int64_t withdraws, struct err *err);

/* Adds the counts of the rules that were looked at. */
int ledger_row_add_counts(struct db *db, int64_t id, const char *lea,
    const struct rule_count *counts, size_t count, struct err *err);

#endif
