#include "base/memory.h"

#include "report/suppress/audit_remedy.h"

enum {
    MAX_SETS = 4,
    DEEPEST = 12,   /* steps that are kept in mind; more are rare */
    EXHAUSTED = 255 /* as steps: nothing can be reached, ever */
};

static const uint32_t none = UINT32_MAX;

/*
 * What is nearest to a place of the table, by number. A line with a cell worth
 * hiding is 0 steps away from it, a cell as far as the nearest of its lines, a
 * line without one a step more than the nearest of its cells. A count and its
 * base are a step from each other. Cells are hidden
 * and never shown again, so steps only grow, and the smallest of the nearest
 * cells stays that until it is hidden.
 */
struct nearest {
    uint8_t *steps; /* at least so many */
    uint32_t *cell; /* the smallest so many steps away; none as long as it is not looked for */
};

struct audit_remedy {
    struct audit_remedy_request request;
    struct nearest of_cells;           /* by row and published column */
    struct nearest of_lines[MAX_SETS]; /* by line and column */

    uint8_t *is_seen; /* a bit a cell; of the search in hand */
    uint32_t *seen;
    size_t seen_count, seen_capacity;
};

/* A column of a line. */
struct lane {
    const struct line_set *set;
    size_t set_index;
    uint32_t line;
    unsigned column;
};

static unsigned
columns_of(const struct audit_remedy *remedy, size_t set)
{
    return remedy->request.sets[set].is_cellwise ? 1 : remedy->request.grid->published;
}

static struct nearest
new_nearest(size_t count)
{
    struct nearest nearest = {
        memory_new_array(count, 1), memory_new_array(count, sizeof *nearest.cell)};

    memset(nearest.cell, UINT8_MAX, count * sizeof *nearest.cell);
    return nearest;
}

static void
free_nearest(struct nearest *nearest)
{
    free(nearest->steps);
    free(nearest->cell);
}

struct audit_remedy *
audit_remedy_new(const struct audit_remedy_request *request)
{
    struct audit_remedy *remedy = memory_new(sizeof *remedy);
    const struct cell_grid *grid = request->grid;

    remedy->request = *request;
    remedy->of_cells = new_nearest((size_t)grid->row_count * grid->published);
    for (size_t s = 0; s < request->set_count; s++)
        remedy->of_lines[s] =
            new_nearest((size_t)request->sets[s].line_count * columns_of(remedy, s));
    remedy->is_seen = memory_new_array((size_t)grid->row_count * grid->width / 8 + 1, 1);
    return remedy;
}

void
audit_remedy_free(struct audit_remedy *remedy)
{
    if (remedy == NULL)
        return;
    for (size_t s = 0; s < MAX_SETS; s++)
        free_nearest(&remedy->of_lines[s]);
    free_nearest(&remedy->of_cells);
    free(remedy->is_seen);
    free(remedy->seen);
    free(remedy);
}

static bool
can_hide(const struct audit_remedy *remedy, uint32_t cell)
{
    return cell != remedy->request.keep && cell_is_worth_hiding(remedy->request.grid, cell);
}

/* The smaller of two cells that can be hidden, the later one when they are as small. */
static uint32_t
choose(const struct audit_remedy *remedy, uint32_t best, uint32_t cell)
{
    const uint32_t *values = remedy->request.grid->values;

    if (best == none || (cell != none && values[cell] < values[best]))
        return cell;
    return cell != none && values[cell] == values[best] && cell > best ? cell : best;
}

/* What is known already. False: it has to be looked for. */
static bool
recall(const struct audit_remedy *remedy, struct nearest *nearest, size_t at, int steps,
    uint32_t *best)
{
    *best = none;
    if (nearest->steps[at] > steps)
        return true;
    if (nearest->steps[at] < steps) {
        nearest->steps[at] = (uint8_t)steps;
        return false;
    }
    *best = nearest->cell[at];
    return *best != none && can_hide(remedy, *best);
}

static uint32_t
keep_in_mind(struct nearest *nearest, size_t at, uint32_t best)
{
    nearest->cell[at] = best;
    if (best == none)
        nearest->steps[at]++;
    return best;
}

/* Where the published cell stands in of_cells. */
static size_t
place_of(const struct audit_remedy *remedy, uint32_t cell)
{
    const struct cell_grid *grid = remedy->request.grid;

    return (size_t)(cell / grid->width) * grid->published + cell % grid->width;
}

static uint32_t nearest_of_cell(struct audit_remedy *remedy, uint32_t cell, int steps);

static uint32_t
nearest_by_way_of(struct audit_remedy *remedy, uint32_t cell, int steps)
{
    if (steps > 0)
        return nearest_of_cell(remedy, cell, steps - 1);
    return can_hide(remedy, cell) ? cell : none;
}

/* The smallest cell that is so many steps away; none is nearer. */
static uint32_t
nearest_of_line(struct audit_remedy *remedy, const struct lane *lane, int steps)
{
    const struct line_set *set = lane->set;
    const struct cell_grid *grid = remedy->request.grid;
    struct nearest *nearest = &remedy->of_lines[lane->set_index];
    size_t at = (size_t)lane->line * columns_of(remedy, lane->set_index) + lane->column;
    uint32_t best, cell;

    if (recall(remedy, nearest, at, steps, &best))
        return best;
    cell = line_set_cell(set, grid, set->totals[lane->line], lane->column);
    best = nearest_by_way_of(remedy, cell, steps);
    for (uint32_t i = set->starts[lane->line]; i < set->starts[lane->line + 1]; i++) {
        cell = line_set_cell(set, grid, set->parts[i], lane->column);
        best = choose(remedy, best, nearest_by_way_of(remedy, cell, steps));
    }
    return keep_in_mind(nearest, at, best);
}

/* A cellwise line of the cell's row may tie other cells of that row. */
static bool
holds(const struct line_set *set, uint32_t line, uint32_t cell)
{
    if (!set->is_cellwise || set->totals[line] == cell)
        return true;
    for (uint32_t i = set->starts[line]; i < set->starts[line + 1]; i++) {
        if (set->parts[i] == cell)
            return true;
    }
    return false;
}

/* By way of the lines through it. */
static uint32_t
nearest_by_lines(struct audit_remedy *remedy, uint32_t cell, int steps)
{
    unsigned width = remedy->request.grid->width;
    uint32_t row = cell / width;
    uint32_t best = none;

    for (size_t s = 0; s < remedy->request.set_count; s++) {
        const struct line_set *set = &remedy->request.sets[s];
        struct lane lane = {set, s, 0, set->is_cellwise ? 0 : cell % width};

        for (uint32_t i = set->row_starts[row]; i < set->row_starts[row + 1]; i++) {
            lane.line = set->row_lines[i];
            if (holds(set, lane.line, cell))
                best = choose(remedy, best, nearest_of_line(remedy, &lane, steps));
        }
    }
    return best;
}

/* True when one column is counted of the other. */
static bool
is_base(const struct audit_remedy *remedy, unsigned column, unsigned other)
{
    const uint8_t *bases = remedy->request.bases;

    return column != other && (bases[column] == other || bases[other] == column);
}

static uint32_t
nearest_of_cell(struct audit_remedy *remedy, uint32_t cell, int steps)
{
    const struct cell_grid *grid = remedy->request.grid;
    unsigned column = cell % grid->width;
    size_t at = place_of(remedy, cell);
    uint32_t best;

    if (recall(remedy, &remedy->of_cells, at, steps, &best))
        return best;
    best = nearest_by_lines(remedy, cell, steps);
    for (unsigned other = 0; steps > 0 && other < grid->published; other++) {
        if (is_base(remedy, column, other))
            best = choose(remedy, best, nearest_of_cell(remedy, cell - column + other, steps - 1));
    }
    return keep_in_mind(&remedy->of_cells, at, best);
}

static void
see(struct audit_remedy *remedy, uint32_t cell)
{
    uint8_t bit = (uint8_t)(1U << cell % 8);

    if ((remedy->is_seen[cell / 8] & bit) != 0)
        return;
    remedy->is_seen[cell / 8] |= bit;
    if (remedy->seen_count == remedy->seen_capacity) {
        remedy->seen_capacity = remedy->seen_capacity * 2 + 64;
        remedy->seen = memory_grow(remedy->seen, remedy->seen_capacity, sizeof *remedy->seen);
    }
    remedy->seen[remedy->seen_count++] = cell;
}

static void
see_line(struct audit_remedy *remedy, const struct line_set *set, uint32_t line, unsigned column)
{
    const struct cell_grid *grid = remedy->request.grid;

    see(remedy, line_set_cell(set, grid, set->totals[line], column));
    for (uint32_t i = set->starts[line]; i < set->starts[line + 1]; i++)
        see(remedy, line_set_cell(set, grid, set->parts[i], column));
}

static void
see_around(struct audit_remedy *remedy, uint32_t cell)
{
    const struct cell_grid *grid = remedy->request.grid;
    uint32_t row = cell / grid->width;
    unsigned column = cell % grid->width;

    for (size_t s = 0; s < remedy->request.set_count; s++) {
        const struct line_set *set = &remedy->request.sets[s];

        for (uint32_t i = set->row_starts[row]; i < set->row_starts[row + 1]; i++) {
            if (holds(set, set->row_lines[i], cell))
                see_line(remedy, set, set->row_lines[i], column);
        }
    }
    for (unsigned other = 0; other < grid->published; other++) {
        if (is_base(remedy, column, other))
            see(remedy, cell - column + other);
    }
}

/* Step by step through all there is. What is met in vain has no way to anything. */
static uint32_t
search_everywhere(struct audit_remedy *remedy, uint32_t start)
{
    uint32_t best = none;
    size_t next = 0;

    see(remedy, start);
    while (best == none && next < remedy->seen_count) {
        for (size_t end = remedy->seen_count; next < end; next++)
            see_around(remedy, remedy->seen[next]);
        for (size_t i = next; i < remedy->seen_count; i++) {
            if (can_hide(remedy, remedy->seen[i]))
                best = choose(remedy, best, remedy->seen[i]);
        }
    }
    for (size_t i = 0; i < remedy->seen_count; i++) {
        remedy->is_seen[remedy->seen[i] / 8] = 0;
        if (best == none)
            remedy->of_cells.steps[place_of(remedy, remedy->seen[i])] = EXHAUSTED;
    }
    remedy->seen_count = 0;
    return best;
}

bool
audit_remedy_find(struct audit_remedy *remedy, uint32_t cell, uint32_t *found)
{
    const uint8_t *steps = &remedy->of_cells.steps[place_of(remedy, cell)];

    *found = none;
    while (*found == none && *steps <= DEEPEST)
        *found = nearest_of_cell(remedy, cell, *steps);
    if (*found == none && *steps != EXHAUSTED)
        *found = search_everywhere(remedy, cell);
    return *found != none;
}
