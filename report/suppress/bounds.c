#include "base/memory.h"

#include "report/suppress/bounds_state.h"

#include "report/suppress/bounds.h"

static uint32_t
cell_count_of(const struct bounds *bounds)
{
    return bounds->request.grid->row_count * bounds->request.grid->width;
}

struct bounds *
bounds_new(const struct bounds_request *request)
{
    struct bounds *bounds = memory_new(sizeof *bounds);
    const struct cell_grid *grid = request->grid;

    bounds->request = *request;
    bounds->cells = memory_new_array(cell_count_of(bounds), sizeof *bounds->cells);
    bounds->row_waits = memory_new_array(grid->row_count, sizeof *bounds->row_waits);
    bounds->queue_size = grid->row_count;
    for (size_t s = 0; s < request->set_count; s++) {
        uint32_t line_count = request->sets[s].line_count;

        bounds->lines_wait[s] = memory_new_array(line_count, sizeof **bounds->lines_wait);
        bounds->queue_size += line_count;
    }
    bounds->queue = memory_new_array(bounds->queue_size, sizeof *bounds->queue);
    bounds->is_near_cell = memory_new_array(cell_count_of(bounds) / 8 + 1, 1);
    return bounds;
}

void
bounds_free(struct bounds *bounds)
{
    if (bounds == NULL)
        return;
    for (int s = 0; s < BOUNDS_MAX_SETS; s++)
        free(bounds->lines_wait[s]);
    free(bounds->cells);
    free(bounds->row_waits);
    free(bounds->queue);
    free(bounds->is_near_cell);
    free(bounds->near);
    free(bounds);
}

bool
bounds_work_out(struct bounds *bounds)
{
    for (uint32_t cell = 0; cell < cell_count_of(bounds); cell++)
        bounds->cells[cell] = bounds_state_first(bounds, cell);
    for (uint32_t row = 0; row < bounds->request.grid->row_count; row++)
        bounds_state_wake_row(bounds, row);
    for (uint32_t s = 0; s < bounds->request.set_count; s++) {
        for (uint32_t line = 0; line < bounds->request.sets[s].line_count; line++)
            bounds_state_wake_line(bounds, s, line, bounds_state_columns(bounds, s, line));
    }
    bounds_state_settle(bounds);
    return !bounds->is_contradictory;
}

struct bound
bounds_of(const struct bounds *bounds, uint32_t cell)
{
    return bounds_state_get(bounds, cell);
}
