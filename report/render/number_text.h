#ifndef NUMBER_TEXT_H
#define NUMBER_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* Numbers as people and files read them. Exact integers throughout, no locale. */

enum { NUMBER_TEXT_SIZE = 40 };

/* "1234567". Each function writes a NUL too, and returns the length without it. */
size_t number_text_unsigned(uint64_t number, char text[NUMBER_TEXT_SIZE]);

/* "1,234,567" */
size_t number_text_grouped(uint64_t number, char text[NUMBER_TEXT_SIZE]);

/* number in units of 10^-scale, all digits of the scale written: 1250 at 2 is "12.50". */
size_t number_text_decimal(int64_t number, int scale, char text[NUMBER_TEXT_SIZE]);

/*
 * 100 x part / whole in tenths of a percent, rounded half up: 1 of 8 is 125.
 * whole is not 0; both stay below 2^53.
 */
int64_t number_percent_tenths(uint64_t part, uint64_t whole);

#endif
