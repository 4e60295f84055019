#ifndef CHARACTER_H
#define CHARACTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/*
 * The length (1 to 4) of the well-formed UTF-8 character that text begins with;
 * 0 when its first bytes are none: cut short, overlong, a surrogate, too high.
 */
size_t character_length(struct text text);

/*
 * True for a well-formed character that is not seen itself but moves or turns what is
 * seen: a control (C0, DEL, C1), the end of a line or paragraph (U+2028, U+2029), a
 * mark that sets the direction of writing (U+202A to U+202E, U+2066 to U+2069).
 */
bool character_steers(struct text character);

/* U+FFFD, written where a byte belongs to no character. */
#define CHARACTER_REPLACEMENT "\xef\xbf\xbd"

#endif
