#ifndef RUN_LAW_H
#define RUN_LAW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/submission.h"

struct db;
struct file_result;
struct row;
struct run_result;
struct run_rules;

/*
 * The law in a run: the files of an LEA and year judged together, once the last of them
 * has been taken. Rows that are loaded are fed as they pass; those of extracts that did
 * not come are read back from the database. Nothing depends on which came when: a year
 * is judged when what stands is not what it was last judged on, or when a folder does
 * not show it.
 */
struct run_law;

/* What became of one LEA's year. Plain data: it travels from worker to parent as it is. */
struct run_law_result {
    char lea[8];
    int year;
    bool is_judged;        /* false: nothing had changed, or it failed */
    enum err_code failure; /* ERR_NONE: none */
    uint64_t findings;
    int64_t claimed_days, ineligible_days; /* of all agreements; hundredths */
    char reason[1024];                     /* of a failure */
};

struct run_law *run_law_new(const struct run_rules *rules);
void run_law_free(struct run_law *law); /* NULL does nothing */

/* This LEA's year is concerned; a key that is not told in full is passed over. */
void run_law_touch(struct run_law *law, const struct submission_key *key);

/* A file comes, by its beginning of that key. True when the year *over is over by that. */
bool run_law_next_file(
    struct run_law *law, const struct submission_key *key, struct submission_key *over);

/* A row of the file that is on its way into the database. */
void run_law_add_row(struct run_law *law, const struct submission_key *key, const struct row *row);

/* What became of the file: it stands under this id, or what came of it does not count. */
void run_law_accept(struct run_law *law, const struct submission *submission, int64_t id);
void run_law_refuse(struct run_law *law);

/*
 * True when the folder of a file, about to be accepted, may wait for what the law says of its
 * year; then, once it is accepted, the file is given over with own, which is taken. What the
 * result says may be told when the work on the LEA is over, and nothing of it is left unsettled.
 */
bool run_law_may_hold(struct run_law *law, const struct submission_key *key);
void run_law_hold(struct run_law *law, const struct run_result *result, struct file_result *own);

/* From here to run_law_rest() no file is held. */
void run_law_hold_none(struct run_law *law);

/*
 * Takes a file that was held, but of which it is not sure that it is on the disk and that its
 * folder is in place: the year was not judged with it. False when there is none.
 */
bool run_law_take_unsettled(struct run_law *law, struct run_result *result);

/* Another session is at work on the year: it judges it, or the next run does; not this one. */
void run_law_leave(struct run_law *law, const struct submission_key *key);

/* A year that is touched and not judged yet; false when there is none. */
bool run_law_find_left(const struct run_law *law, struct submission_key *key);

/*
 * True when nothing of the year was loaded, and it was judged, and its folders
 * show it, as it stood when the run began; and no folder waits.
 */
bool run_law_is_settled(const struct run_law *law, const struct submission_key *key);

/* Fills result for a year that cannot be judged; it is not left any more. */
void run_law_pass_over(
    struct run_law *law, const struct submission_key *key, struct run_law_result *result);

/* Judges a year; it is not left any more, whether that succeeds or not. */
int run_law_judge(struct run_law *law, struct db *db, const struct submission_key *key,
    struct run_law_result *result, struct err *err);

/* No more years of the LEA are judged: folders that waited for that wait no longer. */
void run_law_give_up(struct run_law *law);

/* The work on an LEA is over: forgets what is left of it. */
void run_law_rest(struct run_law *law);

#endif
