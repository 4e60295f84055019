#ifndef STANDING_H
#define STANDING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/submission.h"

struct db;
struct err;

/*
 * What stands in all years at once, for a run that begins, and as which files it was
 * seen: a stamp is a text that the file system changes whenever it changes the file.
 */

struct standing_item {
    struct submission_key key;
    struct row_counts rows;
    char sha256[SHA256_TEXT_SIZE];
    bool is_of_basis;    /* judged on the basis that was asked for */
    const char *stamp;   /* "" when none is known; both texts are borrowed until the sink returns */
    const char *made_of; /* what the law was last asked about in its year; "" for nothing */
};

/* Passes each current submission in the order of LEA, year and extract. */
int standing_read(struct db *db, const struct basis *basis,
    int (*take)(void *ctx, const struct standing_item *item, struct err *err), void *ctx,
    struct err *err);

/* Notes as which file a submission was seen, in the caller's transaction if there is one. */
int standing_note_stamp(struct db *db, const struct submission_key *key, int64_t id,
    const char *stamp, struct err *err);

/* The same for what stands now, if it is of these bytes. */
int standing_renew_stamp(struct db *db, const struct submission_key *key, const char *sha256,
    const char *stamp, struct err *err);

#endif
