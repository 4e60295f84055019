#ifndef ENROLLED_H
#define ENROLLED_H

#include <stdbool.h>

struct value;

/* What the status of an enrollment makes of it. values are those of a SENR row. */

/* Status 30, short-term, for more days than that status is for; the first and last day count. */
bool enrolled_is_too_long(const struct value *values);

/* Status 10, and what is too long for status 30 and so counted as primary. */
bool enrolled_is_primary(const struct value *values);

#endif
