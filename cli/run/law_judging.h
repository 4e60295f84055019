#ifndef LAW_JUDGING_H
#define LAW_JUDGING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/submission.h"

struct db;
struct err;
struct held_files;
struct law_feed;
struct run_law_result;
struct run_rules;

/* Rows of an extract that the feed holds: those of this file, as it stands under this id. */
struct law_fed {
    bool is_valid;
    int64_t id;
    char sha256[SHA256_TEXT_SIZE];
};

/* One year to judge. */
struct law_wish {
    const struct run_rules *rules;
    struct submission_key key; /* its extract does not matter */
    struct law_feed *feed;
    const struct law_fed *fed; /* of each extract */
    struct held_files *held;   /* files whose folders wait for this; or NULL */
    bool is_changed;           /* something of it was loaded: what was judged before is past */
};

/*
 * Judges the files of an LEA's year together as they stand: stores what agreements lose
 * and what was found, in one transaction, and then writes the result folders. Does
 * nothing when they were judged together before, and the folders show it. Files that were held
 * and are judged are settled afterwards.
 */
int law_judging_do(
    const struct law_wish *wish, struct db *db, struct run_law_result *result, struct err *err);

#endif
