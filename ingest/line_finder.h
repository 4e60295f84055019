#ifndef LINE_FINDER_H
#define LINE_FINDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/*
 * Finds the ends of physical lines, LF, CRLF or CR, in a piece of text from its
 * beginning to its end. Each byte is looked at once for each of them, however
 * the lines end.
 */
struct line_finder {
    struct text piece;
    size_t next_lf, next_cr, next_quote; /* LINE_END_NONE behind the last */
};

#define LINE_END_NONE SIZE_MAX

void line_finder_start(struct line_finder *finder, struct text piece);

/*
 * Where the line that begins at at ends, behind its line end. LINE_END_NONE when
 * that is not in the piece, or when the piece ends with a CR that may be half a
 * line end. at never goes back.
 */
size_t line_finder_end(struct line_finder *finder, size_t at);

/* True when there is a quote from at to before end. at never goes back. */
bool line_finder_has_quote(struct line_finder *finder, size_t at, size_t end);

#endif
