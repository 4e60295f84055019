#ifndef CHARACTER_H
#define CHARACTER_H

#include <stddef.h>

#include "base/text.h"

/*
 * The length (1 to 4) of the well-formed UTF-8 character that text begins with;
 * 0 when its first bytes are none: cut short, overlong, a surrogate, too high.
 */
size_t character_length(struct text text);

/* U+FFFD, written where a byte belongs to no character. */
#define CHARACTER_REPLACEMENT "\xef\xbf\xbd"

#endif
