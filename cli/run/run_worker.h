#ifndef RUN_WORKER_H
#define RUN_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/run/run_law.h"
#include "cli/run/run_result.h"

struct err;
struct run_pool;

/* What the parent sends: which files to take next, and the LEA's group that they are of. */
struct run_order {
    size_t first, count;
    size_t group;         /* in run_plan.groups */
    bool is_after_death;  /* results of the group that wait are to be settled first */
    bool is_past_judging; /* nothing of the group is judged together any more */
};

/*
 * What comes back: a result for each file; another for one that was waiting, now settled; one for
 * each year that was judged; and an end, with which all that was waiting is settled.
 */
enum run_answer_kind { ANSWER_FILE, ANSWER_SETTLED, ANSWER_LAW, ANSWER_END };

struct run_answer {
    enum run_answer_kind kind;
    struct run_result file;
    struct run_law_result law;
};

/*
 * The life of a worker: takes orders from the socket, sends struct run_answer, until the
 * socket is closed or a signal comes. Nothing is left to tell then, so it has no error
 * of its own.
 */
void run_worker_live(const struct run_pool *pool, int socket);

#endif
