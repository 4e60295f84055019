#include <search.h>

#include "base/memory.h"

#include "transform/crowded_days.h"

struct crowded_day {
    uint64_t group;
    struct enrollment_dates dates;
    uint32_t record;
};

static int
compare_groups(const struct crowded_day *a, const struct crowded_day *b)
{
    return (a->group > b->group) - (a->group < b->group);
}

static int
compare_starts(const void *a, const void *b)
{
    const struct crowded_day *left = a, *right = b;
    int order = compare_groups(left, right);

    if (order != 0)
        return order;
    return (left->dates.start > right->dates.start) - (left->dates.start < right->dates.start);
}

/* Enrollments with a day in common are equal; others have an order. */
static int
compare_days(const void *a, const void *b)
{
    const struct crowded_day *left = a, *right = b;

    if (left->group == right->group && enrollment_dates_overlap(left->dates, right->dates))
        return 0;
    return compare_starts(a, b);
}

static bool
find(void *const *tree, struct crowded_day day, int (*compare)(const void *, const void *),
    uint32_t *record)
{
    struct crowded_day *const *found = tfind(&day, tree, compare);

    if (found == NULL)
        return false;
    *record = (*found)->record;
    return true;
}

bool
crowded_days_find_start(
    const struct crowded_days *days, uint64_t group, int32_t start, uint32_t *record)
{
    return find(
        &days->by_start, (struct crowded_day){group, {start, start}, 0}, compare_starts, record);
}

bool
crowded_days_find_overlap(const struct crowded_days *days, uint64_t group,
    struct enrollment_dates dates, uint32_t *record)
{
    return enrollment_dates_came(dates) &&
           find(&days->by_days, (struct crowded_day){group, dates, 0}, compare_days, record);
}

void
crowded_days_add(
    struct crowded_days *days, uint64_t group, struct enrollment_dates dates, uint32_t record)
{
    struct crowded_day *day = memory_new(sizeof *day);

    *day = (struct crowded_day){group, dates, record};
    if (tsearch(day, &days->by_start, compare_starts) == NULL)
        memory_end();
    if (enrollment_dates_came(dates) && tsearch(day, &days->by_days, compare_days) == NULL)
        memory_end();
}

/* The tree of starts has every enrollment. */
static void
keep(void *day)
{
    (void)day;
}

void
crowded_days_reset(struct crowded_days *days)
{
    tdestroy(days->by_days, keep);
    tdestroy(days->by_start, free);
    *days = (struct crowded_days){0};
}
