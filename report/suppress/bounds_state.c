#include "report/suppress/bounds_state.h"

/* Set in lines_wait while the line is looked at, so that it does not queue for itself. */
enum { IN_HAND = 1U << 15 };

struct bound
bounds_state_first(const struct bounds *bounds, uint32_t cell)
{
    const struct cell_grid *grid = bounds->request.grid;
    const uint16_t *zeros = bounds->request.zeros;
    unsigned column = cell % grid->width;

    if (column < grid->published && cell_is_visible(grid, cell))
        return (struct bound){grid->values[cell], grid->values[cell]};
    if (zeros != NULL && (zeros[cell / grid->width] & 1U << column) != 0)
        return (struct bound){0};
    return (struct bound){0, bounds->request.ceiling};
}

static void
enqueue(struct bounds *bounds, uint32_t set, uint32_t index)
{
    size_t at = bounds->queue_first + bounds->queue_count++;

    bounds->queue[at < bounds->queue_size ? at : at - bounds->queue_size] =
        (struct waiting){index, set};
}

void
bounds_state_wake_line(struct bounds *bounds, uint32_t set, uint32_t line, unsigned columns)
{
    uint16_t *waits = &bounds->lines_wait[set][line];

    columns &= bounds_state_columns(bounds, set, line);
    if (columns != 0 && *waits == 0)
        enqueue(bounds, set, line);
    *waits |= (uint16_t)columns;
}

void
bounds_state_wake_row(struct bounds *bounds, uint32_t row)
{
    if (bounds->request.narrow_row == NULL || bounds->row_waits[row])
        return;
    bounds->row_waits[row] = true;
    enqueue(bounds, BOUNDS_MAX_SETS, row);
}

void
bounds_state_wake(struct bounds *bounds, uint32_t cell)
{
    uint32_t row = cell / bounds->request.grid->width;
    unsigned column = cell % bounds->request.grid->width;

    bounds_state_wake_row(bounds, row);
    for (uint32_t s = 0; s < bounds->request.set_count; s++) {
        const struct line_set *set = &bounds->request.sets[s];
        unsigned columns = set->is_cellwise ? 1U : 1U << column;

        for (uint32_t i = set->row_starts[row]; i < set->row_starts[row + 1]; i++)
            bounds_state_wake_line(bounds, s, set->row_lines[i], columns);
    }
}

bool
bounds_narrow(struct bounds *bounds, uint32_t cell, int64_t lo, int64_t hi)
{
    struct bound *bound = &bounds->cells[cell];
    bool is_news = lo > bound->lo || hi < bound->hi;

    if (!is_news || (bounds->is_near && !bounds_state_is_near(bounds, cell)))
        return false;
    /* A contradiction must not widen anything, or the narrowing might not end. */
    if (lo > bound->hi || hi < bound->lo) {
        bounds->is_contradictory = true;
        return false;
    }
    if (lo > bound->lo)
        bound->lo = (uint32_t)lo;
    if (hi < bound->hi)
        bound->hi = (uint32_t)hi;
    bounds_state_wake(bounds, cell);
    return true;
}

static void
narrow_line(struct bounds *bounds, uint32_t set, uint32_t line)
{
    uint16_t *waits = &bounds->lines_wait[set][line];
    struct lane lane = {&bounds->request.sets[set], line, 0};
    unsigned columns = *waits;
    unsigned again = 0;

    for (; columns >> lane.column != 0; lane.column++) {
        if ((columns & 1U << lane.column) == 0)
            continue;
        *waits = IN_HAND;
        if (bounds_line_narrow(bounds, &lane, set))
            again |= 1U << lane.column;
    }
    *waits = 0;
    bounds_state_wake_line(bounds, set, line, again);
}

static void
narrow_next(struct bounds *bounds)
{
    struct waiting next = bounds->queue[bounds->queue_first];

    bounds->queue_first =
        bounds->queue_first + 1 < bounds->queue_size ? bounds->queue_first + 1 : 0;
    bounds->queue_count--;
    if (next.set < BOUNDS_MAX_SETS) {
        narrow_line(bounds, next.set, next.index);
    } else {
        /* A row is gone through until it is settled, and its own changes need no second look. */
        bounds->request.narrow_row(bounds, next.index);
        bounds->row_waits[next.index] = false;
    }
}

void
bounds_state_settle(struct bounds *bounds)
{
    while (bounds->queue_count > 0)
        narrow_next(bounds);
}
