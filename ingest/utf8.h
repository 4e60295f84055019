#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing above U+10FFFF. */

/*
 * How many bytes at the beginning are whole, valid characters. Sets *has_others
 * when one of them is not ASCII, and leaves it alone otherwise.
 */
size_t utf8_valid_prefix(struct text text, bool *has_others);

/* Length of the ASCII at the beginning. */
size_t utf8_ascii_prefix(struct text text);

/*
 * Bytes of the first character (1 to 4); 0 when the text ends within a
 * character that is valid so far; -1 when it is not UTF-8.
 */
int utf8_character(struct text text);

/* Writes a character (no surrogate, at most U+10FFFF) and returns its 1 to 4 bytes. */
size_t utf8_encode(uint32_t character, char bytes[4]);

/* The character that a byte of windows-1252 stands for; 0 for the five that stand for none. */
uint32_t windows_1252_character(unsigned char byte);

#endif
