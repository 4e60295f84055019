#ifndef PARSE_H
#define PARSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* The one strict place where numbers are read from text. No sign, no blank, no exponent. */

/* Decimal digits only, at most max. */
bool parse_unsigned(struct text text, uint64_t max, uint64_t *number);

/*
 * A decimal of 0 or more with at most scale digits after the point, as a whole
 * number of 10^-scale: "12.5" at scale 2 is 1250. "5." and ".5" are read; "."
 * is not. max is in the same unit.
 */
bool parse_decimal(struct text text, int scale, int64_t max, int64_t *number);

/* "2023-2024" gives 2023. False unless the second year follows the first. */
bool parse_school_year(struct text text, int *first_year);

/* A size such as 64M, 16G or plain bytes; suffixes K, M, G, T are powers of 1024. */
bool parse_size(struct text text, uint64_t *bytes);

#endif
