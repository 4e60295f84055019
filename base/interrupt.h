#ifndef INTERRUPT_H
#define INTERRUPT_H

struct err;

/* SIGINT, SIGTERM and SIGHUP: the first asks for an orderly end, the second ends at once. */

/*
 * Watches for them from now on, and ignores SIGPIPE and SIGXFSZ: a closed pipe and a file
 * that may not grow are failed writes.
 */
void interrupt_watch(void);

/*
 * In a worker process: SIGTERM may come twice, to all processes and then from the
 * parent, and asks for an orderly end each time. It ends at once with its parent.
 */
void interrupt_watch_worker(void);

/* The signal that came, or 0. */
int interrupt_signal(void);

/* Returns -1 with err filled when a signal came, else 0. Cheap enough for each record. */
int interrupt_check(struct err *err);

#endif
