#ifndef UTF8_H
#define UTF8_H

#include <stddef.h>

#include "base/text.h"

/*
 * The length (1 to 4) of the well-formed UTF-8 character that text begins with;
 * 0 when its first bytes are none: cut short, overlong, a surrogate, too high.
 */
size_t utf8_length(struct text text);

/* U+FFFD, written where a byte belongs to no character. */
#define UTF8_REPLACEMENT "\xef\xbf\xbd"

#endif
