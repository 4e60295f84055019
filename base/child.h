#ifndef CHILD_H
#define CHILD_H

struct err;

/*
 * A piece of work in a process of its own, beside this one. It begins with a copy of
 * all that there is; what it leaves behind are files that were open before. It ends
 * with this process at the latest.
 */
struct child;

/* Fails when no process can be made. */
int child_begin(
    struct child **child, int (*work)(void *ctx, struct err *err), void *ctx, struct err *err);

/*
 * Waits for its end; -1 with its failure in err, or what ended it. A signal that asks this
 * process to end (base/interrupt.h) ends the child, too. Frees the child.
 */
int child_end(struct child *child, struct err *err);

/* Ends it at once, wherever it is. NULL does nothing. */
void child_kill(struct child *child);

#endif
