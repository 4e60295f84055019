#ifndef MASK_H
#define MASK_H

#include <stdbool.h>

#include "base/text.h"

struct buf;

/*
 * Adds a value as results may show it: its first character and its length in
 * characters, "S***(5)"; or as it is, when the user asked to see values. Blank
 * stays blank. A character that cannot be shown becomes "?".
 */
void mask_add(struct buf *buf, struct text value, bool show_values);

/* The same for a value that may be masked already. */
void mask_add_again(struct buf *buf, struct text value, bool show_values);

#endif
