#ifndef LAW_YEAR_H
#define LAW_YEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/submission.h"

struct db;
struct err;

/*
 * An LEA's school year as it stands, for those who judge its files together: in one
 * transaction, under the locks of all its extracts, so that nothing of it changes
 * meanwhile. Rows are read with row_reader.h, results written with cost_store.h.
 */

/* The current submission of an extract. */
struct standing {
    bool is_there;
    int64_t id;
    struct submission submission; /* its file_name is the year's */
};

struct law_year {
    struct db *db;
    char lea[8];
    int year;
    struct standing standing[EXTRACT_COUNT];
    char made_of[SHA256_TEXT_SIZE]; /* of the last judgement; "" when there is none */
    char *names[EXTRACT_COUNT];     /* of files */
};

/* Reads it, without a lock. Free with law_year_reset(). */
int law_year_read(
    struct law_year *year, struct db *db, const char *lea, int first_year, struct err *err);
void law_year_reset(struct law_year *year);

/*
 * Begins the transaction and reads the year under the locks. ERR_TRY_AGAIN when one is
 * not free within wait_seconds, or when the directory is not that of basis any more.
 */
int law_year_begin(struct law_year *year, struct db *db, const struct submission_key *key,
    const struct basis *basis, int wait_seconds, struct err *err);

/* Notes what the judgement was made of; "" for nothing, then nothing stands. */
int law_year_note(struct law_year *year, const char *made_of, struct err *err);
int law_year_commit(struct law_year *year, struct err *err);

/*
 * Notes, within the transaction that changes what stands of key's LEA and year, that they are to be
 * judged together: whoever asks finds that the law has been asked about nothing.
 */
int law_year_note_due(struct db *db, const struct submission_key *key, struct err *err);

/* Ends the transaction, if it is open, and takes back what was done in it. */
void law_year_abandon(struct law_year *year);

/*
 * What was found in the file of a submission by itself. counts has one a rule of the
 * catalogue, in its order; those of rules that were not looked at are left alone.
 */
int law_year_read_counts(const struct law_year *year, enum extract extract,
    struct rule_count *counts, size_t count, struct err *err);

/* Passes the spellings that normalisation changed in it. */
int law_year_read_normalizations(const struct law_year *year, enum extract extract,
    void (*add)(void *ctx, const struct normalization *normalization), void *ctx, struct err *err);

#endif
