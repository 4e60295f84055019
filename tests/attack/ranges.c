#include "base/memory.h"

#include "attack/ranges.h"

enum { SMALL_COUNT = 10 };

bool
ranges_narrow(struct ranges *ranges, size_t cell, int64_t lo, int64_t hi)
{
    struct range *range = &ranges->cells[cell];
    size_t row = cell / COLUMN_COUNT;
    size_t category_count = (size_t)ranges->world->categories.count;
    uint32_t block = (uint32_t)(row / category_count);
    size_t category = row % category_count;
    const struct block *at = &ranges->world->blocks[block];

    if (lo <= range->lo && hi >= range->hi)
        return false;
    lo = lo > range->lo ? lo : range->lo;
    hi = hi < range->hi ? hi : range->hi;
    if (lo > hi) {
        ranges->is_contradictory = true;
        ranges->contradiction = cell;
        return false;
    }
    *range = (struct range){(uint32_t)lo, (uint32_t)hi};
    ranges->block_waits[block] = true;
    for (int i = 0; i < at->family_count; i++)
        ranges->family_waits[at->families[i]][category / 64] |= UINT64_C(1) << category % 64;
    return true;
}

/* whole = parts[0] + parts[1] + ... */
static bool
apply_sum(struct ranges *ranges, size_t whole, const size_t *parts, size_t count)
{
    int64_t lo = 0, hi = 0;
    bool is_news;

    for (size_t i = 0; i < count; i++) {
        lo += ranges->cells[parts[i]].lo;
        hi += ranges->cells[parts[i]].hi;
    }
    is_news = ranges_narrow(ranges, whole, lo, hi);
    for (size_t i = 0; i < count; i++) {
        struct range part = ranges->cells[parts[i]], all = ranges->cells[whole];
        int64_t others_lo = lo - part.lo, others_hi = hi - part.hi;

        if (!ranges_narrow(ranges, parts[i], all.lo - others_hi, all.hi - others_lo))
            continue;
        is_news = true;
        lo = others_lo + ranges->cells[parts[i]].lo;
        hi = others_hi + ranges->cells[parts[i]].hi;
    }
    return is_news;
}

/* small <= large */
static bool
apply_order(struct ranges *ranges, size_t small, size_t large)
{
    bool is_news = ranges_narrow(ranges, small, 0, ranges->cells[large].hi);

    return ranges_narrow(ranges, large, ranges->cells[small].lo, UINT32_MAX) || is_news;
}

static bool
apply_row(struct ranges *ranges, uint32_t block, int category)
{
    size_t first = ranges_cell(ranges, block, category, 0);
    size_t completers[] = {first + DIPLOMA, first + OTHER_COMPLETER};
    bool is_news = false;

    for (int f = 1; f < FIGURE_COUNT; f++) {
        size_t parts[] = {first + (size_t)f, first + (size_t)column_of_rest(f)};

        is_news |= apply_sum(ranges, first + (size_t)release_base_of(f), parts, 2);
    }
    /* Nobody completes twice, and only those in grade 12 do. */
    for (int i = 0; i < 2; i++) {
        const struct range *cells = ranges->cells;
        struct range all = cells[first + GRADE12], other = cells[completers[1 - i]];

        is_news |= ranges_narrow(ranges, completers[i], 0, (int64_t)all.hi - other.lo);
    }
    return ranges_narrow(ranges, first + GRADE12,
               (int64_t)ranges->cells[completers[0]].lo + ranges->cells[completers[1]].lo,
               UINT32_MAX) ||
           is_news;
}

static bool
apply_sums(struct ranges *ranges, uint32_t block)
{
    const struct facts *facts = ranges->facts;
    bool is_news = false;

    for (int s = 0; s < facts->sum_count; s++) {
        const struct sum *sum = &facts->sums[s];

        for (int column = 0; column < COLUMN_COUNT; column++) {
            for (int i = 0; i < sum->part_count; i++)
                ranges->scratch[i] = ranges_cell(ranges, block, sum->parts[i], column);
            is_news |= apply_sum(ranges, ranges_cell(ranges, block, sum->whole, column),
                ranges->scratch, (size_t)sum->part_count);
        }
    }
    return is_news;
}

static bool
apply_block(struct ranges *ranges, uint32_t block)
{
    const struct facts *facts = ranges->facts;
    bool is_news = apply_sums(ranges, block);

    for (int t = 0; t < facts->twin_count; t++) {
        const struct twin *twin = &facts->twins[t];
        size_t other = ranges_cell(ranges, block, twin->other_category, twin->other_column);

        is_news |=
            apply_sum(ranges, ranges_cell(ranges, block, twin->category, twin->column), &other, 1);
    }
    for (int c = 0; c < ranges->world->categories.count; c++) {
        is_news |= apply_row(ranges, block, c);
        for (int f = 0; ranges->knowledge.of_groups && facts->is_group[c] && f < COLUMN_COUNT; f++)
            is_news |= apply_order(ranges, ranges_cell(ranges, block, c, f),
                ranges_cell(ranges, block, facts->total, f));
    }
    return is_news;
}

/* No part is larger than the whole; the whole is not larger than all parts. */
static void
apply_unequal(struct ranges *ranges, const struct family *family, size_t whole, int column)
{
    int64_t hi = 0;

    for (uint32_t i = 0; i < family->part_count; i++) {
        apply_order(ranges, ranges->scratch[i], whole);
        hi += ranges->cells[ranges->scratch[i]].hi;
    }
    /* Some pupils of a district are at no school that is known. */
    if (column != PUPILS ||
        (family->is_of_places && block_level(&ranges->world->blocks[family->whole]) == 2))
        return;
    ranges_narrow(ranges, whole, 0, hi);
    for (uint32_t i = 0; i < family->part_count; i++) {
        size_t part = ranges->scratch[i];

        ranges_narrow(ranges, part,
            (int64_t)ranges->cells[whole].lo - (hi - ranges->cells[part].hi), UINT32_MAX);
    }
}

static void
apply_family(struct ranges *ranges, uint32_t f, int category)
{
    const struct world *world = ranges->world;
    const struct family *family = &world->families[f];
    unsigned adds_up = ranges->adds_up[world_row(world, f, category)];

    for (int column = 0; column < COLUMN_COUNT; column++) {
        bool is_bound =
            ranges->facts->is_steady[category] && (column == PUPILS || column == LONG_TERM);
        size_t whole = ranges_cell(ranges, family->whole, category, column);

        if ((adds_up & 1U << column) == 0 && !is_bound)
            continue;
        for (uint32_t i = 0; i < family->part_count; i++)
            ranges->scratch[i] =
                ranges_cell(ranges, world->parts[family->first_part + i], category, column);
        if ((adds_up & 1U << column) != 0)
            apply_sum(ranges, whole, ranges->scratch, family->part_count);
        else
            apply_unequal(ranges, family, whole, column);
    }
}

static bool
settle_blocks(struct ranges *ranges)
{
    bool is_news = false;

    for (uint32_t b = 0; b < ranges->world->block_count; b++) {
        if (!ranges->block_waits[b])
            continue;
        while (!ranges->is_contradictory && apply_block(ranges, b))
            is_news = true;
        ranges->block_waits[b] = false;
    }
    return is_news;
}

static bool
settle_families(struct ranges *ranges)
{
    bool has_waited = false;

    for (uint32_t f = 0; f < ranges->world->family_count; f++) {
        for (int c = 0; c < ranges->world->categories.count; c++) {
            uint64_t bit = UINT64_C(1) << c % 64;

            if ((ranges->family_waits[f][c / 64] & bit) == 0)
                continue;
            has_waited = true;
            ranges->family_waits[f][c / 64] &= ~bit;
            apply_family(ranges, f, c);
        }
    }
    return has_waited;
}

void
ranges_settle(struct ranges *ranges)
{
    bool is_news = true;

    while (is_news && !ranges->is_contradictory) {
        is_news = settle_blocks(ranges);
        is_news |= settle_families(ranges);
    }
}

/* What the parts of a family's line leave of the whole; *has_parts is false when none is there. */
static int64_t
left_over(const struct world *world, const struct family *family, const struct sheet *truth,
    int category, int figure, bool *has_parts)
{
    size_t row = world_row(world, family->whole, category);
    int64_t left = truth->figures[row * FIGURE_COUNT + (size_t)figure];

    for (uint32_t i = 0; i < family->part_count; i++) {
        row = world_row(world, world->parts[family->first_part + i], category);
        left -= truth->figures[row * FIGURE_COUNT + (size_t)figure];
        *has_parts |= truth->is_there[row];
    }
    return left;
}

/*
 * Which columns of a family's line add up, by the true figures; of rests only when
 * asked. Where nobody is in a part (pupils of a district at no school that is
 * known), there is no line.
 */
static unsigned
columns_that_add_up(
    const struct ranges *ranges, const struct sheet *truth, uint32_t f, int category)
{
    const struct family *family = &ranges->world->families[f];
    bool has_parts = false;
    unsigned bits = 0;

    for (int figure = 0; figure < FIGURE_COUNT; figure++) {
        if (left_over(ranges->world, family, truth, category, figure, &has_parts) == 0)
            bits |= 1U << figure;
    }
    for (int figure = 1; ranges->knowledge.of_rests && figure < FIGURE_COUNT; figure++) {
        unsigned both = 1U << figure | 1U << release_base_of(figure);

        if ((bits & both) == both)
            bits |= 1U << column_of_rest(figure);
    }
    return has_parts ? bits : 0;
}

/*
 * At a school a hidden figure that was not hidden along with its row, its base or
 * another race is above 0. Above schools it can be the 0 of a total over places
 * that does not add up.
 */
static bool
is_above_zero(const struct ranges *ranges, size_t row, const int32_t *figures, int figure)
{
    size_t category_count = (size_t)ranges->world->categories.count;
    size_t category = row % category_count;

    if (figure == PUPILS)
        return category == (size_t)ranges->facts->total;
    return block_level(&ranges->world->blocks[row / category_count]) == 3 &&
           !ranges->facts->is_missing[category] &&
           figures[release_base_of(figure)] != FIGURE_HIDDEN;
}

static void
start_row(struct ranges *ranges, const struct ranges_request *request, size_t row, uint32_t ceiling)
{
    int category = (int)(row % (size_t)ranges->world->categories.count);
    const int32_t *figures = &request->shown->figures[row * FIGURE_COUNT];
    bool is_there = request->shown->is_there[row];
    struct range *cells = &ranges->cells[row * COLUMN_COUNT];

    if (request->knowledge.of_sums)
        is_there = is_there && request->truth->is_there[row];
    for (int c = 0; c < COLUMN_COUNT; c++)
        cells[c].hi = is_there ? ceiling : 0;
    for (int f = 0; is_there && f < FIGURE_COUNT; f++) {
        bool is_zero = (ranges->facts->zeros[category] & 1U << f) != 0;

        if (figures[f] != FIGURE_HIDDEN)
            cells[f] = (struct range){(uint32_t)figures[f], (uint32_t)figures[f]};
        else if (is_zero)
            cells[f].hi = 0;
        else if (request->knowledge.of_the_mask && is_above_zero(ranges, row, figures, f))
            cells[f].lo = 1;
    }
}

void
ranges_start(struct ranges *ranges, const struct ranges_request *request)
{
    const struct world *world = request->world;
    size_t rows = world_row(world, world->block_count, 0);
    size_t longest = MAX_PARTS;
    uint32_t ceiling;

    *ranges =
        (struct ranges){.world = world, .facts = request->facts, .knowledge = request->knowledge};
    ranges->cells = memory_new_array(rows * COLUMN_COUNT, sizeof *ranges->cells);
    ranges->adds_up =
        memory_new_array(world_row(world, world->family_count, 0), sizeof *ranges->adds_up);
    ranges->block_waits = memory_new_array(world->block_count, sizeof *ranges->block_waits);
    ranges->family_waits = memory_new_array(world->family_count, sizeof *ranges->family_waits);
    /* The first row is the state's. How many pupils it has can be known from elsewhere. */
    ceiling = (uint32_t)request->truth->figures[PUPILS];
    if (ceiling < SMALL_COUNT)
        ceiling = SMALL_COUNT;
    for (size_t row = 0; row < rows; row++)
        start_row(ranges, request, row, ceiling);
    memset(ranges->block_waits, true, world->block_count);
    for (uint32_t f = 0; f < world->family_count; f++) {
        longest = world->families[f].part_count > longest ? world->families[f].part_count : longest;
        memset(ranges->family_waits[f], UINT8_MAX, sizeof ranges->family_waits[f]);
        for (int c = 0; request->knowledge.of_sums && c < world->categories.count; c++)
            ranges->adds_up[world_row(world, f, c)] =
                (uint16_t)columns_that_add_up(ranges, request->truth, f, c);
    }
    ranges->scratch = memory_new_array(longest, sizeof *ranges->scratch);
}

void
ranges_free(struct ranges *ranges)
{
    free(ranges->cells);
    free(ranges->adds_up);
    free(ranges->block_waits);
    free(ranges->family_waits);
    free(ranges->scratch);
}
