#include "base/profile_row.h"

#include "report/suppress/profile_lines.h"

#include "report/suppress/earlier_release.h"

static int
compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* The order of the file. */
static int
compare_rows(const struct profile *profile, const struct profile_row *row,
    const struct profile *earlier, const struct profile_row *other)
{
    int order = compare_numbers(row->place->level, other->place->level);

    if (order == 0)
        order = strcmp(row->place->cds_code, other->place->cds_code);
    if (order == 0)
        order = compare_numbers(row->filter, other->filter);
    if (order == 0)
        order = compare_numbers((size_t)(row->category - profile->categories),
            (size_t)(other->category - earlier->categories));
    return order;
}

/* Calls visit() for each row that stands in both, with its first cell. */
static void
match_rows(const struct profile_lines *lines, const struct profile *earlier,
    void (*visit)(void *ctx, uint32_t first, const struct profile_row *earlier), void *ctx)
{
    const struct profile *profile = lines->profile;
    size_t other = 0;

    for (size_t row = 0; row < profile->row_count && other < earlier->row_count;) {
        int order = compare_rows(profile, &profile->rows[row], earlier, &earlier->rows[other]);

        if (order == 0)
            visit(ctx, (uint32_t)row * lines->grid.width, &earlier->rows[other]);
        row += order <= 0;
        other += order >= 0;
    }
}

static void
mark_row(void *ctx, uint32_t first, const struct profile_row *earlier)
{
    struct cell_grid *grid = ctx;

    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        bool is_shown = (earlier->hidden & 1U << m) == 0;

        if (is_shown && earlier->measures[m] == grid->values[first + m])
            grid->marks[first + m] |= CELL_KNOWN;
    }
}

void
earlier_release_mark(struct profile_lines *lines, const struct profile *earlier)
{
    match_rows(lines, earlier, mark_row, &lines->grid);
}

static void
hide_row(void *ctx, uint32_t first, const struct profile_row *earlier)
{
    const struct cell_hider *hider = ctx;

    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        if ((earlier->hidden & 1U << m) != 0)
            hider->hide(hider->ctx, first + m, CELL_EARLIER);
    }
}

void
earlier_release_hide(
    const struct profile_lines *lines, const struct profile *earlier, struct cell_hider hider)
{
    match_rows(lines, earlier, hide_row, &hider);
}

bool
earlier_release_is_public(const struct profile *earlier)
{
    for (size_t row = 0; row < earlier->row_count; row++) {
        for (unsigned m = 0; m < MEASURE_COUNT; m++) {
            uint32_t count = earlier->rows[row].measures[m]; /* 0 where it is hidden */

            if (count > 0 && count <= SMALL_COUNT)
                return false;
        }
    }
    return true;
}
