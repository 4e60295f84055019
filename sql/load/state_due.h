#ifndef STATE_DUE_H
#define STATE_DUE_H

#include <stddef.h>
#include <stdint.h>

struct db;
struct err;
struct submission_key;

/*
 * Which LEAs are to be judged together with the others. A load notes it in its own
 * transaction, so that it is not forgotten when the run ends early.
 */
struct state_due {
    int year; /* in which the school year begins */
    char lea[8];
    int64_t id; /* the submission that was loaded last */
};

/* Notes it, within the transaction of a load. */
int state_due_add(struct db *db, const struct submission_key *key, int64_t id, struct err *err);

/* All of them, by year and LEA; the caller frees *list. */
int state_due_read(struct db *db, struct state_due **list, size_t *count, struct err *err);

/* Takes LEAs of one year out; one that was loaded again meanwhile stays. */
int state_due_forget(struct db *db, const struct state_due *list, size_t count, struct err *err);

#endif
