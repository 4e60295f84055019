#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/*
 * Allocation that does not fail: when memory is out, one line goes to stderr
 * and the process exits with status 71. An open transaction dies with its
 * connection, so nothing needs to be undone.
 */
#define MEMORY_NEVER_NULL __attribute__((returns_nonnull))

MEMORY_NEVER_NULL void *memory_new(size_t size); /* zeroed */
MEMORY_NEVER_NULL void *memory_new_array(
    size_t count, size_t size); /* zeroed; checks the product */
MEMORY_NEVER_NULL void *memory_grow(void *old, size_t count, size_t size);
MEMORY_NEVER_NULL char *memory_copy_text(const char *text, size_t len); /* adds the NUL */

/* The same end for memory that a library could not get. */
_Noreturn void memory_end(void);

#endif
