#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/*
 * Allocation that does not fail: when memory is out, one line goes to stderr
 * and the process exits with status 71. An open transaction dies with its
 * connection, so nothing needs to be undone.
 */
void *memory_new(size_t size);                     /* zeroed */
void *memory_new_array(size_t count, size_t size); /* zeroed; checks the product */
void *memory_grow(void *old, size_t count, size_t size);
char *memory_copy_text(const char *text, size_t len); /* adds the NUL */

/* The same end for memory that a library could not get. */
_Noreturn void memory_end(void);

#endif
