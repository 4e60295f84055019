#ifndef FACTS_H
#define FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "attack/release.h"

/*
 * What anybody knows of every profile from the definitions of its columns and
 * categories, whatever the figures.
 */
enum {
    COLUMN_COUNT = 2 * FIGURE_COUNT - 1, /* the figures, then the rest of each but pupils */
    MAX_LINES = 16,
    MAX_PARTS = 20,
    MAX_TWINS = 24
};

static inline int
column_of_rest(int figure)
{
    return figure + FIGURE_COUNT - 1;
}

/* In every column a category counts as much as some others together. */
struct sum {
    int whole;
    int parts[MAX_PARTS];
    int part_count;
};

/* One figure that stands in two places. */
struct twin {
    int category, column;
    int other_category, other_column;
};

struct facts {
    struct sum sums[MAX_LINES];
    int sum_count;
    struct twin twins[MAX_TWINS];
    int twin_count;
    uint16_t zeros[MAX_CATEGORIES];  /* a bit a figure that is 0 always */
    bool is_steady[MAX_CATEGORIES];  /* a pupil is in it wherever it is counted, or nowhere */
    bool is_group[MAX_CATEGORIES];   /* a part of the total, and no line knows */
    bool is_missing[MAX_CATEGORIES]; /* race not reported: may be hidden though 0 */
    int total;
};

void facts_fill(struct facts *facts, const struct category_list *categories);

#endif
