#include "base/memory.h"

#include "report/year/lea_trend.h"

void
lea_trend_add(struct lea_trend *trend, const struct lea_year *year)
{
    if (trend->count == trend->room) {
        trend->room = trend->room * 2 + 16;
        trend->years = memory_grow(trend->years, trend->room, sizeof *trend->years);
    }
    trend->years[trend->count++] = *year;
}

static int
compare_years(const void *a, const void *b)
{
    const struct lea_year *one = a, *other = b;
    int order = strcmp(one->lea, other->lea);

    return order != 0 ? order : one->year.year - other->year.year;
}

void
lea_trend_finish(struct lea_trend *trend)
{
    if (trend->count > 0)
        qsort(trend->years, trend->count, sizeof *trend->years, compare_years);
}

const struct lea_year *
lea_trend_find(const struct lea_trend *trend, const char *lea, size_t *count)
{
    size_t from = 0, to = trend->count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (strcmp(trend->years[middle].lea, lea) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    *count = 0;
    while (from + *count < trend->count && strcmp(trend->years[from + *count].lea, lea) == 0)
        ++*count;
    return trend->years + from;
}

void
lea_trend_reset(struct lea_trend *trend)
{
    free(trend->years);
    *trend = (struct lea_trend){0};
}
