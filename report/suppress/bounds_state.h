#ifndef BOUNDS_STATE_H
#define BOUNDS_STATE_H

#include "report/suppress/bounds.h"

/* What the files of bounds share. Nobody else includes this. */

enum { BOUNDS_MAX_SETS = 4 };

/* What waits: a line of a set, or (set = BOUNDS_MAX_SETS) a row. */
struct waiting {
    uint32_t index;
    uint32_t set;
};

/* A cell near those that are asked for, and what was known of it before. */
struct near_cell {
    uint32_t cell;
    struct bound before;
};

struct bounds {
    struct bounds_request request;
    struct bound *cells;
    uint16_t *lines_wait[BOUNDS_MAX_SETS]; /* by line: the columns to be looked at, a bit each */
    bool *row_waits;
    bool is_contradictory;

    struct waiting *queue; /* a ring: everything waits at most once */
    size_t queue_size, queue_first, queue_count;

    bool is_near; /* only near cells are worked out */
    enum bounds_outer outer;
    uint8_t *is_near_cell; /* a bit a cell */
    struct near_cell *near;
    size_t near_count, near_capacity;
};

/* A column of a line. */
struct lane {
    const struct line_set *set;
    uint32_t line;
    unsigned column;
};

/* The bound that a cell has before anything is worked out. */
struct bound bounds_state_first(const struct bounds *bounds, uint32_t cell);

static inline bool
bounds_state_is_near(const struct bounds *bounds, uint32_t cell)
{
    return (bounds->is_near_cell[cell / 8] & 1U << cell % 8) != 0;
}

/* The bound that the cell has for the work in hand. */
static inline struct bound
bounds_state_get(const struct bounds *bounds, uint32_t cell)
{
    if (bounds->is_near && bounds->outer == BOUNDS_OUTER_OPEN &&
        !bounds_state_is_near(bounds, cell))
        return bounds_state_first(bounds, cell);
    return bounds->cells[cell];
}

/* The columns of a line in which anything is known. */
static inline unsigned
bounds_state_columns(const struct bounds *bounds, uint32_t set, uint32_t line)
{
    const struct line_relations *relations = &bounds->request.relations[set];

    return (unsigned)relations->equal[line] | relations->below[line] | relations->cover[line];
}

/* Everything that looks at the cell is to look again. */
void bounds_state_wake(struct bounds *bounds, uint32_t cell);
void bounds_state_wake_line(struct bounds *bounds, uint32_t set, uint32_t line, unsigned columns);
void bounds_state_wake_row(struct bounds *bounds, uint32_t row);

/* Goes through what waits, until nothing does. */
void bounds_state_settle(struct bounds *bounds);

/* Narrows the cells of a line by each other. True when it has to be looked at once more. */
bool bounds_line_narrow(struct bounds *bounds, const struct lane *lane, uint32_t set);

#endif
