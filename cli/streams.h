#ifndef STREAMS_H
#define STREAMS_H

#include <stdbool.h>

/* The standard streams, which whoever starts the program may have closed. */

/*
 * Puts something in the place of those that are closed, so that no file that is opened
 * later gets what is said. To use one still fails.
 */
void streams_hold(void);

/* True when standard output is a pipe whose reader has gone, such as head -1. */
bool streams_reader_has_gone(void);

#endif
