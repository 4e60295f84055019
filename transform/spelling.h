#ifndef SPELLING_H
#define SPELLING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "transform/reference.h"

/* Spellings of grade levels and program placements, and what is near to a code. */

enum { SPELLING_MAX = 64, SUGGESTION_SIZE = 80 };

/*
 * Folds a trimmed spelling: ASCII letters upper, every run of blanks (with
 * blank_underscores also "_") one space. False when the result is longer than
 * SPELLING_MAX, which no spelling of ours is.
 */
bool spelling_fold(
    struct text text, bool blank_underscores, char folded[SPELLING_MAX], size_t *len);

/*
 * Edit distance with neighbours swapped counting once. Both at most SPELLING_MAX
 * long. ASCII case does not matter.
 */
size_t spelling_distance(struct text a, struct text b);

/*
 * Writes the codes whose spelling is nearest to text, nearest first, at most three:
 * "09", "E130 or E140". With only_near just the nearest, and only if text may be a
 * slip of it and they are not many; with aliases their spellings count too. The empty text for
 * none.
 */
void spelling_suggest(const struct code_set *set, const struct alias_set *aliases, struct text text,
    bool only_near, char suggestion[SUGGESTION_SIZE]);

#endif
