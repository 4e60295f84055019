#ifndef INTERRUPT_H
#define INTERRUPT_H

struct err;

/* SIGINT, SIGTERM and SIGHUP: the first asks for an orderly end, the second ends at once. */

/* Watches for them from now on, and ignores SIGPIPE: a closed pipe is a failed write. */
void interrupt_watch(void);

/* The signal that came, or 0. */
int interrupt_signal(void);

/* Returns -1 with err filled when a signal came, else 0. Cheap enough for each record. */
int interrupt_check(struct err *err);

#endif
