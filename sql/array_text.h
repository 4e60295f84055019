#ifndef ARRAY_TEXT_H
#define ARRAY_TEXT_H

#include <stdint.h>

#include "base/text.h"

struct buf;

/* An array as a statement takes it for a parameter, such as {1,2}: in a buf that is empty at first.
 */

void array_add_number(struct buf *array, uint64_t number);

/* An item that needs no quotes: letters, digits and low lines, and at least one of them. */
void array_add_word(struct buf *array, const char *word);

/* Any other; without a NUL. */
void array_add_text(struct buf *array, struct text text);

/* Closes the array and returns it. */
const char *array_end(struct buf *array);

#endif
