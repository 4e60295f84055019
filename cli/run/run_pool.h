#ifndef RUN_POOL_H
#define RUN_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct run_law_result;
struct run_plan;
struct run_result;
struct run_rules;
struct settings;

/*
 * The processes that share the work of a run. Each has a connection of its own
 * and takes the files of one LEA after those of another, then judges them together.
 * A process that dies takes no other with it: its file is told as failed, the rest
 * goes on.
 */

struct run_pool {
    const struct settings *settings; /* for the connections */
    const struct run_rules *rules;
    const struct run_plan *plan;
    int jobs;
    struct run_result *results; /* one a planned file, filled here but for settled ones */

    /* Called for each result in the order of the plan, as soon as all before it are there. */
    void (*done)(void *ctx, const struct run_result *result);

    /* Called for each year of an LEA that was judged or failed, in no order. */
    void (*judged)(void *ctx, const struct run_law_result *result);
    void *ctx;
};

/*
 * Does the plan. Returns 0 when each file has its result; -1 with err when the
 * run was stopped or could not be started. In a worker process it returns too,
 * with *is_worker set: the caller then frees what it has and ends.
 */
int run_pool_work(struct run_pool *pool, bool *is_worker, struct err *err);

#endif
