#ifndef PROFILE_LINES_H
#define PROFILE_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "base/profile_row.h"

#include "report/suppress/line_set.h"

/*
 * The rows of a profile as a table of cells, and the lines through it
 * (docs/suppression.md, point 4). The measures are the first
 * columns; behind them stands the rest of each but pupils: base - count.
 */

enum {
    PROFILE_LINES_WIDTH = 2 * MEASURE_COUNT - 1,
    PROFILE_LINES_NO_ROW = -1,
};

/* What lines run between. */
enum profile_line_kind {
    LINES_OF_BREAKDOWN, /* the total and a breakdown; a span and its grades */
    LINES_OF_EQUALS,    /* one figure twice; cellwise */
    LINES_OF_PLACES,    /* a place and the places in it */
    LINES_OF_CHARTER,   /* all, and those of either kind */
    LINE_KIND_COUNT,
};

/* The rows of one place and charter filter, which stand together. */
struct profile_block {
    uint32_t first, end;
    const int32_t *row_of; /* by category; PROFILE_LINES_NO_ROW for none */
};

struct profile_lines {
    const struct profile *profile;
    struct cell_grid grid; /* all shown */
    struct line_set sets[LINE_KIND_COUNT];
    struct profile_block *blocks; /* in the order of the file */
    size_t block_count;
    uint8_t *breakdowns; /* enum breakdown by category */
};

/* The profile is borrowed, and has its rows in the order of the file, none of them hidden. */
struct profile_lines *profile_lines_new(const struct profile *profile);
void profile_lines_free(struct profile_lines *lines);

/* The column that each measure is counted of; pupils are counted of themselves. */
extern const uint8_t profile_lines_bases[MEASURE_COUNT];

/* Where the rest of a measure stands; pupils have none. */
static inline unsigned
profile_lines_rest(unsigned column)
{
    return column + MEASURE_COUNT - 1;
}

#endif
