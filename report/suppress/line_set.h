#ifndef LINE_SET_H
#define LINE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A table of counts, and the lines that run through it: a total and the parts
 * that it stands over. Cells are numbered row by row: row * width + column. A
 * line ties rows and holds in every column of its own; a cellwise one ties
 * single cells.
 */

enum { GRID_MAX_WIDTH = 16 };

struct cell_grid {
    uint32_t row_count;
    unsigned width;     /* columns */
    unsigned published; /* the first of them: columns that readers see; the rest is worked out */
    const uint32_t *values;
    uint8_t *marks; /* one a cell: 0 is shown; see cell_mark */
};

/*
 * Why a cell is hidden. CELL_KNOWN may stand beside it: readers have the figure
 * from elsewhere, so that hiding it protects nothing.
 */
enum cell_mark {
    CELL_SHOWN,
    CELL_PRIMARY,
    CELL_IN_ROW,
    CELL_RACE_NOT_REPORTED,
    CELL_COMPLEMENT, /* the first of the line sets; the next ones follow */
    CELL_AUDIT = 32,
    CELL_EARLIER = 64,
    CELL_KNOWN = 128,
};

static inline bool
cell_is_hidden(const struct cell_grid *grid, uint32_t cell)
{
    return (grid->marks[cell] & ~CELL_KNOWN) != 0;
}

/* True when readers have the figure. */
static inline bool
cell_is_visible(const struct cell_grid *grid, uint32_t cell)
{
    return grid->marks[cell] == CELL_SHOWN || (grid->marks[cell] & CELL_KNOWN) != 0;
}

/* True when hiding the cell takes something from the reader. */
static inline bool
cell_is_worth_hiding(const struct cell_grid *grid, uint32_t cell)
{
    return grid->marks[cell] == CELL_SHOWN && grid->values[cell] > 0;
}

/* Zero it before the first line. */
struct line_set {
    bool is_cellwise;
    uint32_t line_count;
    uint32_t *totals; /* rows, or cells */
    uint32_t *starts; /* line i: parts[starts[i]] up to parts[starts[i + 1]] */
    uint32_t *parts;  /* rows, or cells */
    size_t line_capacity;
    size_t part_capacity;

    /* The lines through row r: row_lines[row_starts[r]] up to row_lines[row_starts[r + 1]]. */
    uint32_t *row_starts;
    uint32_t *row_lines;
};

/* Lines one after the other, each with its parts; one without parts is dropped. */
void line_set_begin(struct line_set *set, uint32_t total);
void line_set_add(struct line_set *set, uint32_t part);
void line_set_end(struct line_set *set);

/* After the last line: fills row_starts and row_lines. */
void line_set_index(struct line_set *set, const struct cell_grid *grid);
void line_set_free(struct line_set *set);

/* The cell of a total or part in a column; the column of a cellwise line is 0. */
static inline uint32_t
line_set_cell(
    const struct line_set *set, const struct cell_grid *grid, uint32_t node, unsigned column)
{
    return set->is_cellwise ? node : node * grid->width + column;
}

#endif
