#include "base/memory.h"
#include "base/profile_row.h"

#include "report/suppress/complement.h"

enum { MAX_SETS = 4 };

struct complement {
    struct complement_request request;
    uint8_t *touched[MAX_SETS]; /* one a line: a bit a column that is to be looked at */
};

struct complement *
complement_new(const struct complement_request *request)
{
    struct complement *complement = memory_new(sizeof *complement);

    complement->request = *request;
    for (size_t s = 0; s < request->set_count; s++)
        complement->touched[s] = memory_new_array(request->sets[s].line_count, 1);
    return complement;
}

void
complement_free(struct complement *complement)
{
    if (complement == NULL)
        return;
    for (size_t s = 0; s < MAX_SETS; s++)
        free(complement->touched[s]);
    free(complement);
}

void
complement_touch(struct complement *complement, uint32_t cell)
{
    const struct cell_grid *grid = complement->request.grid;
    uint32_t row = cell / grid->width;
    unsigned column = cell % grid->width;

    for (size_t s = 0; s < complement->request.set_count; s++) {
        const struct line_set *set = &complement->request.sets[s];
        uint8_t bit = (uint8_t)(set->is_cellwise ? 1U : 1U << column);

        for (uint32_t i = set->row_starts[row]; i < set->row_starts[row + 1]; i++)
            complement->touched[s][set->row_lines[i]] |= bit;
    }
}

/* What a line looks like to a reader. */
struct look {
    uint32_t hidden_count;
    uint64_t hidden_sum;
    uint32_t smallest; /* the cell to hide next */
    bool has_smallest;
};

static struct look
look_at_parts(
    const struct complement *complement, const struct line_set *set, uint32_t line, unsigned column)
{
    const struct cell_grid *grid = complement->request.grid;
    struct look look = {0};

    for (uint32_t i = set->starts[line]; i < set->starts[line + 1]; i++) {
        uint32_t cell = line_set_cell(set, grid, set->parts[i], column);

        if (!cell_is_visible(grid, cell)) {
            look.hidden_count++;
            look.hidden_sum += grid->values[cell];
        } else if (cell_is_worth_hiding(grid, cell) &&
                   (!look.has_smallest || grid->values[cell] <= grid->values[look.smallest])) {
            look.smallest = cell;
            look.has_smallest = true;
        }
    }
    return look;
}

static bool
is_in_order(
    const struct cell_grid *grid, uint32_t total, const struct look *look, bool zeros_protect)
{
    if (!cell_is_visible(grid, total))
        return look->hidden_count > 0 || (zeros_protect && grid->values[total] == 0);
    return look->hidden_count == 0 || (look->hidden_count > 1 && look->hidden_sum > SMALL_COUNT) ||
           (zeros_protect && look->hidden_sum == 0);
}

static void
mend_line(struct complement *complement, size_t s, uint32_t line, unsigned column)
{
    const struct line_set *set = &complement->request.sets[s];
    const struct cell_grid *grid = complement->request.grid;
    const struct cell_hider *hider = &complement->request.hider;
    uint32_t total = line_set_cell(set, grid, set->totals[line], column);
    bool zeros_protect = set->is_cellwise || (complement->request.strict & 1U << column) == 0;
    uint8_t mark = (uint8_t)(CELL_COMPLEMENT + s);

    for (;;) {
        struct look look = look_at_parts(complement, set, line, column);

        if (is_in_order(grid, total, &look, zeros_protect))
            return;
        if (look.has_smallest)
            hider->hide(hider->ctx, look.smallest, mark);
        else if (grid->marks[total] == CELL_SHOWN)
            hider->hide(hider->ctx, total, mark);
        else
            return;
    }
}

/* Columns may be touched by the ones before them. */
static void
mend_columns(struct complement *complement, size_t s, uint32_t line)
{
    uint8_t *touched = &complement->touched[s][line];

    for (unsigned column = 0; column < complement->request.grid->published; column++) {
        if ((*touched & 1U << column) == 0)
            continue;
        mend_line(complement, s, line, column);
        *touched &= (uint8_t) ~(1U << column);
    }
}

/* One pass over the lines that were touched; false when there was none. */
static bool
sweep(struct complement *complement)
{
    bool has_found = false;

    for (size_t s = 0; s < complement->request.set_count; s++) {
        const uint8_t *touched = complement->touched[s];
        uint32_t count = complement->request.sets[s].line_count;

        for (uint32_t line = 0; line < count; line++) {
            if (touched[line] == 0)
                continue;
            has_found = true;
            mend_columns(complement, s, line);
        }
    }
    return has_found;
}

void
complement_settle(struct complement *complement)
{
    while (sweep(complement))
        continue;
}
