#include "report/suppress/bounds_state.h"

static uint32_t
cell_of(const struct bounds *bounds, const struct lane *lane, uint32_t node)
{
    return line_set_cell(lane->set, bounds->request.grid, node, lane->column);
}

struct sums {
    int64_t lo, hi;
};

static struct sums
sum_parts(const struct bounds *bounds, const struct lane *lane)
{
    const struct line_set *set = lane->set;
    struct sums sums = {0};

    for (uint32_t i = set->starts[lane->line]; i < set->starts[lane->line + 1]; i++) {
        struct bound bound = bounds_state_get(bounds, cell_of(bounds, lane, set->parts[i]));

        sums.lo += bound.lo;
        sums.hi += bound.hi;
    }
    return sums;
}

static struct bound
total_of(const struct bounds *bounds, const struct lane *lane)
{
    return bounds_state_get(bounds, cell_of(bounds, lane, lane->set->totals[lane->line]));
}

static bool
narrow_total(struct bounds *bounds, const struct lane *lane, int64_t lo, int64_t hi)
{
    return bounds_narrow(bounds, cell_of(bounds, lane, lane->set->totals[lane->line]), lo, hi);
}

/*
 * Narrows every part to what the others leave of the total. room_up: how far the
 * sum may rise above the lowest one; room_down: how far it may fall below the highest.
 */
static bool
narrow_parts(struct bounds *bounds, const struct lane *lane, int64_t room_up, int64_t room_down)
{
    const struct line_set *set = lane->set;
    bool is_news = false;

    for (uint32_t i = set->starts[lane->line]; i < set->starts[lane->line + 1]; i++) {
        uint32_t cell = cell_of(bounds, lane, set->parts[i]);
        struct bound bound = bounds_state_get(bounds, cell);

        is_news |= bounds_narrow(bounds, cell, bound.hi - room_down, bound.lo + room_up);
    }
    return is_news;
}

/* Once is enough: the bounds of a sum and its parts are then as narrow as it makes them. */
static void
narrow_equal(struct bounds *bounds, const struct lane *lane)
{
    struct sums sums = sum_parts(bounds, lane);
    struct bound total;

    narrow_total(bounds, lane, sums.lo, sums.hi);
    total = total_of(bounds, lane);
    narrow_parts(bounds, lane, total.hi - sums.lo, sums.hi - total.lo);
}

static bool
narrow_below(struct bounds *bounds, const struct lane *lane)
{
    const struct line_set *set = lane->set;
    struct bound total = total_of(bounds, lane);
    uint32_t highest = 0;
    bool is_news = false;

    for (uint32_t i = set->starts[lane->line]; i < set->starts[lane->line + 1]; i++) {
        uint32_t cell = cell_of(bounds, lane, set->parts[i]);
        struct bound bound = bounds_state_get(bounds, cell);

        is_news |= bounds_narrow(bounds, cell, 0, total.hi);
        highest = bound.lo > highest ? bound.lo : highest;
    }
    return narrow_total(bounds, lane, highest, total.hi) || is_news;
}

static bool
narrow_cover(struct bounds *bounds, const struct lane *lane)
{
    struct sums sums = sum_parts(bounds, lane);
    bool is_news = narrow_total(bounds, lane, 0, sums.hi);

    return narrow_parts(bounds, lane, UINT32_MAX, sums.hi - total_of(bounds, lane).lo) || is_news;
}

bool
bounds_line_narrow(struct bounds *bounds, const struct lane *lane, uint32_t set)
{
    const struct line_relations *relations = &bounds->request.relations[set];
    unsigned bit = 1U << lane->column;
    bool is_news = false;

    if ((relations->equal[lane->line] & bit) != 0) {
        narrow_equal(bounds, lane);
        return false;
    }
    if ((relations->below[lane->line] & bit) != 0)
        is_news |= narrow_below(bounds, lane);
    if ((relations->cover[lane->line] & bit) != 0)
        is_news |= narrow_cover(bounds, lane);
    return is_news;
}
