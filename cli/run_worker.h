#ifndef RUN_WORKER_H
#define RUN_WORKER_H

#include <stddef.h>

struct err;
struct run_pool;

/* What the parent sends: which files to take next. */
struct run_order {
    size_t first, count;
};

/*
 * The life of a worker: takes orders from the socket, sends one struct run_result
 * a file, until the socket is closed or a signal comes. Nothing is left to tell
 * then, so it has no error of its own.
 */
void run_worker_live(const struct run_pool *pool, int socket);

#endif
