#ifndef VERDICT_H
#define VERDICT_H

#include <stdbool.h>
#include <stddef.h>

#include "attack/ranges.h"

/* What an attack has learned, held against the truth. */
struct verdict {
    size_t hidden; /* figures that are hidden, and are not 0 */
    size_t pinned; /* of these: only one value is left */
    size_t narrow; /* small counts, or all but a small count, that are left a span below 10 */
    size_t wrong;  /* the truth is outside: a mistake of the attack */
};

/*
 * known is what was there to start from: the release, and what is known besides.
 * The first findings are told on stderr when is_telling, by place and category,
 * without the figure.
 */
struct verdict verdict_reach(const struct ranges *ranges, const struct sheet *known,
    const struct sheet *truth, bool is_telling);

/*
 * Looks at a release without deducing anything: every row of the truth is there,
 * what is shown is true, no small count or rest is shown, a percentage says
 * nothing that its counts do not, and where a row of a breakdown is hidden, its
 * categories without a pupil are hidden rows too. Returns how often that fails,
 * and tells the first times on stderr.
 */
size_t verdict_look(
    const struct world *world, const struct sheet *shown, const struct sheet *truth);

#endif
