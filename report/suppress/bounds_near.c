#include "base/memory.h"

#include "report/suppress/bounds_state.h"

static void
add_cell(struct bounds *bounds, uint32_t cell)
{
    struct bound first;

    if (bounds_state_is_near(bounds, cell))
        return;
    first = bounds_state_first(bounds, cell);
    if (first.lo == first.hi)
        return;
    if (bounds->near_count == bounds->near_capacity) {
        bounds->near_capacity = bounds->near_capacity * 2 + 64;
        bounds->near = memory_grow(bounds->near, bounds->near_capacity, sizeof *bounds->near);
    }
    bounds->is_near_cell[cell / 8] |= (uint8_t)(1U << cell % 8);
    bounds->near[bounds->near_count++] = (struct near_cell){cell, bounds->cells[cell]};
}

static void
add_line(struct bounds *bounds, const struct line_set *set, uint32_t line, unsigned column)
{
    const struct cell_grid *grid = bounds->request.grid;

    add_cell(bounds, line_set_cell(set, grid, set->totals[line], column));
    for (uint32_t i = set->starts[line]; i < set->starts[line + 1]; i++)
        add_cell(bounds, line_set_cell(set, grid, set->parts[i], column));
}

/* The cells that a cell can be narrowed by, and narrows. */
static void
add_around(struct bounds *bounds, uint32_t cell)
{
    unsigned width = bounds->request.grid->width;
    uint32_t row = cell / width;

    for (unsigned column = 0; column < width && bounds->request.narrow_row != NULL; column++)
        add_cell(bounds, row * width + column);
    for (uint32_t s = 0; s < bounds->request.set_count; s++) {
        const struct line_set *set = &bounds->request.sets[s];
        unsigned column = set->is_cellwise ? 0 : cell % width;

        for (uint32_t i = set->row_starts[row]; i < set->row_starts[row + 1]; i++) {
            uint32_t line = set->row_lines[i];

            if ((bounds_state_columns(bounds, s, line) & 1U << column) != 0)
                add_line(bounds, set, line, column);
        }
    }
}

static void
forget_near(struct bounds *bounds)
{
    for (size_t i = 0; i < bounds->near_count; i++)
        bounds->is_near_cell[bounds->near[i].cell / 8] = 0;
    bounds->near_count = 0;
}

bool
bounds_work_out_near(struct bounds *bounds, const struct bounds_near *near)
{
    forget_near(bounds);
    for (size_t i = 0; i < near->count; i++)
        add_cell(bounds, near->cells[i]);
    for (size_t i = 0; i < bounds->near_count && bounds->near_count < near->reach; i++)
        add_around(bounds, bounds->near[i].cell);
    for (size_t i = 0; i < bounds->near_count; i++) {
        uint32_t cell = bounds->near[i].cell;

        bounds->cells[cell] = bounds_state_first(bounds, cell);
        bounds_state_wake(bounds, cell);
    }
    bounds->is_near = true;
    bounds->outer = near->outer;
    bounds_state_settle(bounds);
    bounds->is_near = false;
    return !bounds->is_contradictory;
}

void
bounds_undo_near(struct bounds *bounds)
{
    for (size_t i = 0; i < bounds->near_count; i++)
        bounds->cells[bounds->near[i].cell] = bounds->near[i].before;
    forget_near(bounds);
}
