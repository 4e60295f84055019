#ifndef RANGES_H
#define RANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "attack/facts.h"
#include "attack/world.h"

/*
 * The lowest and highest value that each figure of a release can have, narrowed
 * rule by rule until no rule says more.
 */
struct range {
    uint32_t lo, hi;
};

/* What an attacker may know beyond the columns that are shown. */
struct knowledge {
    bool of_sums;     /* which figures of places, and of charters, add up; which `*` are no rows */
    bool of_rests;    /* where count and base add up over places, the rest does too */
    bool of_groups;   /* no pupil group is larger than the total */
    bool of_the_mask; /* what is hidden for itself is not 0; a place that is listed has a pupil */
};

struct ranges {
    const struct world *world;
    const struct facts *facts;
    struct knowledge knowledge;
    struct range *cells; /* by block, category and column */
    uint16_t *adds_up;   /* by family and category: a bit a column */
    bool is_contradictory;
    size_t contradiction; /* the cell where it showed */

    bool *block_waits;
    uint64_t (*family_waits)[2]; /* a bit a category */
    size_t *scratch;             /* the parts of the line in hand */
};

struct ranges_request {
    const struct world *world;
    const struct facts *facts;
    struct knowledge knowledge;
    const struct sheet *shown;
    const struct sheet *truth; /* tells what adds up, when the attacker knows */
};

void ranges_start(struct ranges *ranges, const struct ranges_request *request);
void ranges_free(struct ranges *ranges);

static inline size_t
ranges_cell(const struct ranges *ranges, uint32_t block, int category, int column)
{
    return world_row(ranges->world, block, category) * COLUMN_COUNT + (size_t)column;
}

/* The cell is at least lo, at most hi. True when that is news. */
bool ranges_narrow(struct ranges *ranges, size_t cell, int64_t lo, int64_t hi);

/* Applies every rule until none says more, or the ranges contradict each other. */
void ranges_settle(struct ranges *ranges);

#endif
