#ifndef BOUNDS_H
#define BOUNDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/suppress/line_set.h"

/*
 * What can be worked out about every cell of a table from the shown ones: the
 * lowest and highest value that the lines and the rules of a row leave it.
 */
struct bounds;

struct bound {
    uint32_t lo, hi;
};

/* What holds between total and parts of each line: a bit a column. */
struct line_relations {
    uint16_t *equal; /* the parts add up to the total */
    uint16_t *below; /* no part is above the total */
    uint16_t *cover; /* the total is not above the sum of its parts */
};

struct bounds_request {
    const struct cell_grid *grid;
    const struct line_set *sets;
    const struct line_relations *relations; /* one a set */
    size_t set_count;
    uint32_t ceiling;      /* no cell is higher */
    const uint16_t *zeros; /* one a row: columns known to be 0 whatever is hidden; NULL for none */
    void (*narrow_row)(struct bounds *bounds, uint32_t row); /* NULL for none */
};

/* Everything in the request is borrowed. Nothing is worked out yet. */
struct bounds *bounds_new(const struct bounds_request *request);
void bounds_free(struct bounds *bounds);

/* Works out everything. False when the lines contradict each other. */
bool bounds_work_out(struct bounds *bounds);

/*
 * After more cells were hidden, works out anew only the cells around some of
 * them. It goes on from what was known before, or from nothing: with the other
 * cells as they were, bounds can only be too narrow; with the others taken as
 * unknown, only too wide. Where both say the same, it is the truth.
 */
enum bounds_outer { BOUNDS_OUTER_KEPT, BOUNDS_OUTER_OPEN };

struct bounds_near {
    const uint32_t *cells; /* hidden ones */
    size_t count;
    size_t reach; /* about how many cells around them */
    enum bounds_outer outer;
};

bool bounds_work_out_near(struct bounds *bounds, const struct bounds_near *near);

/* Puts back what the last bounds_work_out_near() has changed. */
void bounds_undo_near(struct bounds *bounds);

struct bound bounds_of(const struct bounds *bounds, uint32_t cell);

/* For narrow_row(): cells of that row are at least lo, at most hi. True when that was news. */
bool bounds_narrow(struct bounds *bounds, uint32_t cell, int64_t lo, int64_t hi);

#endif
