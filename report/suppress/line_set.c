#include "base/memory.h"

#include "report/suppress/line_set.h"

void
line_set_begin(struct line_set *set, uint32_t total)
{
    if (set->line_count + 2 > set->line_capacity) {
        set->line_capacity = set->line_capacity * 2 + 64;
        set->totals = memory_grow(set->totals, set->line_capacity, sizeof *set->totals);
        set->starts = memory_grow(set->starts, set->line_capacity, sizeof *set->starts);
        if (set->line_count == 0)
            set->starts[0] = 0;
    }
    set->totals[set->line_count] = total;
    set->starts[set->line_count + 1] = set->starts[set->line_count];
}

void
line_set_add(struct line_set *set, uint32_t part)
{
    uint32_t *end = &set->starts[set->line_count + 1];

    if (*end == set->part_capacity) {
        set->part_capacity = set->part_capacity * 2 + 64;
        set->parts = memory_grow(set->parts, set->part_capacity, sizeof *set->parts);
    }
    set->parts[(*end)++] = part;
}

void
line_set_end(struct line_set *set)
{
    if (set->starts[set->line_count + 1] > set->starts[set->line_count])
        set->line_count++;
}

/* A cellwise line can meet a row more than once, and is then listed as often. */
static void
walk_nodes(
    struct line_set *set, unsigned divisor, void (*visit)(struct line_set *, uint32_t, uint32_t))
{
    for (uint32_t line = 0; line < set->line_count; line++) {
        visit(set, set->totals[line] / divisor, line);
        for (uint32_t i = set->starts[line]; i < set->starts[line + 1]; i++)
            visit(set, set->parts[i] / divisor, line);
    }
}

static void
count_node(struct line_set *set, uint32_t row, uint32_t line)
{
    (void)line;
    set->row_starts[row + 1]++;
}

/* row_starts[row] serves as the place to write at, and ends up where the next row begins. */
static void
place_node(struct line_set *set, uint32_t row, uint32_t line)
{
    set->row_lines[set->row_starts[row]++] = line;
}

void
line_set_index(struct line_set *set, const struct cell_grid *grid)
{
    unsigned divisor = set->is_cellwise ? grid->width : 1;
    uint32_t *starts = memory_new_array((size_t)grid->row_count + 1, sizeof *starts);

    set->row_starts = starts;
    walk_nodes(set, divisor, count_node);
    for (uint32_t row = 0; row < grid->row_count; row++)
        starts[row + 1] += starts[row];
    set->row_lines = memory_new_array(starts[grid->row_count], sizeof *set->row_lines);
    walk_nodes(set, divisor, place_node);
    memmove(starts + 1, starts, grid->row_count * sizeof *starts);
    starts[0] = 0;
}

void
line_set_free(struct line_set *set)
{
    free(set->totals);
    free(set->starts);
    free(set->parts);
    free(set->row_starts);
    free(set->row_lines);
    *set = (struct line_set){0};
}
