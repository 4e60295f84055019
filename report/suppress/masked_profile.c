#include "base/memory.h"

#include "report/count/category_table.h"
#include "report/suppress/profile_lines.h"
#include "report/suppress/suppress.h"

#include "report/suppress/masked_profile.h"

enum { EVERY_MEASURE = (1U << MEASURE_COUNT) - 1 };

struct masked_profile {
    struct profile profile;
};

/* The breakdowns of a place and filter in which a row hides its pupils, a bit each. */
static unsigned
find_hidden(const struct profile_lines *lines, const struct profile_block *block)
{
    const struct profile *profile = lines->profile;
    unsigned hidden = 0;

    for (uint32_t row = block->first; row < block->end; row++) {
        size_t category = (size_t)(profile->rows[row].category - profile->categories);

        if (cell_is_hidden(&lines->grid, row * lines->grid.width + MEASURE_PUPILS))
            hidden |= 1U << lines->breakdowns[category];
    }
    return hidden;
}

static struct profile_row
mask_row(const struct profile_lines *lines, uint32_t row)
{
    struct profile_row masked = lines->profile->rows[row];

    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        if (!cell_is_hidden(&lines->grid, row * lines->grid.width + m))
            continue;
        masked.hidden |= (uint8_t)(1U << m);
        masked.measures[m] = 0;
    }
    return masked;
}

/* Writes the rows of a place and filter to rows (NULL: only counts them). */
static size_t
list_block(const struct profile_lines *lines, size_t index, struct profile_row *rows)
{
    const struct profile *profile = lines->profile;
    const struct profile_block *block = &lines->blocks[index];
    unsigned hidden = find_hidden(lines, block);
    size_t count = 0;

    for (size_t i = 0; i < profile->category_count; i++) {
        struct profile_row row = profile->rows[block->first];

        if (block->row_of[i] != PROFILE_LINES_NO_ROW) {
            row = mask_row(lines, (uint32_t)block->row_of[i]);
        } else if ((hidden & 1U << lines->breakdowns[i]) != 0) {
            row.category = &profile->categories[i];
            row.hidden = EVERY_MEASURE;
            memset(row.measures, 0, sizeof row.measures);
        } else {
            continue;
        }
        if (rows != NULL)
            rows[count] = row;
        count++;
    }
    return count;
}

static size_t
list_rows(const struct profile_lines *lines, struct profile_row *rows)
{
    size_t count = 0;

    for (size_t i = 0; i < lines->block_count; i++)
        count += list_block(lines, i, rows != NULL ? rows + count : NULL);
    return count;
}

struct masked_profile *
masked_profile_new(const struct suppression *suppression)
{
    const struct profile_lines *lines = suppression_lines(suppression);
    struct masked_profile *masked = memory_new(sizeof *masked);
    struct profile_row *rows;

    masked->profile = *lines->profile;
    masked->profile.is_suppressed = true;
    masked->profile.row_count = list_rows(lines, NULL);
    rows = memory_new_array(masked->profile.row_count, sizeof *rows);
    list_rows(lines, rows);
    masked->profile.rows = rows;
    return masked;
}

void
masked_profile_free(struct masked_profile *masked)
{
    if (masked == NULL)
        return;
    free((struct profile_row *)masked->profile.rows);
    free(masked);
}

const struct profile *
masked_profile_of(const struct masked_profile *masked)
{
    return &masked->profile;
}
