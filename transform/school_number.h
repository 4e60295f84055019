#ifndef SCHOOL_NUMBER_H
#define SCHOOL_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct intern;

/*
 * School codes as numbers, so that they fit beside other things in 16 bytes: seven
 * digits are their own number, any other text gets one from others. Two codes have
 * the same number exactly if they are the same.
 */
enum { SCHOOL_NUMBER_BITS = 27 };

uint32_t school_number(struct intern *others, struct text code);

/* False for a code that is not seven digits. */
bool school_number_read(struct text code, uint32_t *number);

#endif
