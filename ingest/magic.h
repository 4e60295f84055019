#ifndef MAGIC_H
#define MAGIC_H

#include "base/text.h"

/* How many bytes of the beginning magic_find() looks at. */
enum { MAGIC_SIZE = 512 };

/*
 * Tells by its first bytes what a file is that cannot be read, and what to send
 * instead. NULL for a file that may be text. A gzip file is one, too, when it is
 * found inside a gzip file.
 */
const char *magic_find(struct text head);

/* True for a gzip stream. */
bool magic_is_gzip(struct text head);

#endif
