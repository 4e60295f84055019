#ifndef LOAD_H
#define LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/row.h"
#include "base/submission.h"

struct db;
struct err;

/*
 * One submission, one transaction: lock, delete the replaced rows, COPY, places,
 * counts, ledger row, COMMIT. Until the COMMIT the old submission stands, whole.
 */
struct load;

/*
 * BEGIN and the advisory lock of (LEA, extract, year). ERR_TRY_AGAIN when it is
 * not free within wait_seconds.
 */
int load_begin(struct load **load, struct db *db, const struct submission_key *key,
    int wait_seconds, struct err *err);

/* The submission that would be replaced, as it stands under the lock; false when none does. */
bool load_current(const struct load *load, struct submission *current);

/* The id that the submission has, or would have; it is in the ledger after load_commit(). */
int64_t load_id(const struct load *load);

/* Adds an accepted row by binary COPY; the first deletes the rows it replaces. */
int load_row(struct load *load, const struct row *row, struct err *err);

/*
 * Ends the COPY, notes where the schools lie, writes counts, normalizations and the ledger
 * row, checks the law of the ledger (ERR_BUG when it does not hold), commits and
 * frees load. When the answer to COMMIT is lost, the outcome is looked up over a
 * new connection, never assumed. dry_run does all of it and rolls back.
 */
int load_commit(struct load *load, const struct submission *submission,
    const struct rule_count *counts, size_t count_count, const struct normalization *normalizations,
    size_t normalization_count, bool dry_run, struct err *err);

/*
 * From here on load_commit() may return before the submission is on the disk: a server that
 * crashes can lose it, whole, until a later commit of any session has returned that waits for
 * the disk (sql/load/ledger.h, ledger_flush(); law_year_commit()).
 */
void load_commit_later(struct load *load);

/* Rolls back and frees. NULL does nothing. */
void load_abandon(struct load *load);

#endif
