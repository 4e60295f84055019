#include <assert.h>

#include "transform/law/law_days.h"

enum { HUNDREDTHS = 100 };

static int64_t
count(const struct law_days *days, struct day_range range)
{
    if (range.first > range.last)
        return 0;
    if (days->counts_every_day)
        return (int64_t)range.last - range.first + 1;
    return schoolday_count(&days->calendar, range.first, range.last);
}

void
law_days_init(struct law_days *days, const struct schoolday_calendar *calendar,
    struct day_range participation, int64_t credited)
{
    *days = (struct law_days){
        .calendar = *calendar, .participation = participation, .credited = credited};
    days->schooldays = count(days, participation);
    if (days->schooldays == 0) {
        days->counts_every_day = true;
        days->schooldays = count(days, participation);
    }
}

static struct day_range
clip(const struct law_days *days, struct day_range range)
{
    if (range.first < days->participation.first)
        range.first = days->participation.first;
    if (range.last > days->participation.last)
        range.last = days->participation.last;
    return range;
}

int64_t
law_days_count(const struct law_days *days, struct day_range range)
{
    return count(days, clip(days, range));
}

/* What so many schooldays and so much without a date come to. */
static int64_t
cost(const struct law_days *days, int64_t schooldays, int64_t excess)
{
    int64_t lost = schooldays * HUNDREDTHS + excess;

    if (days->schooldays > 0 && schooldays >= days->schooldays)
        return days->credited;
    return lost < days->credited ? lost : days->credited;
}

/* Puts a range among the others; those that it meets become one with it. */
static void
add_range(struct law_days *days, struct day_range range)
{
    int kept = 0, place = 0;

    for (int i = 0; i < days->barred_count; i++) {
        struct day_range other = days->barred[i];

        if (other.last < range.first || other.first > range.last) {
            place += other.last < range.first;
            days->barred[kept++] = other;
            continue;
        }
        range.first = other.first < range.first ? other.first : range.first;
        range.last = other.last > range.last ? other.last : range.last;
    }
    assert(kept < LAW_DAYS_MAX_RANGES);
    for (int i = kept; i > place; i--)
        days->barred[i] = days->barred[i - 1];
    days->barred[place] = range;
    days->barred_count = kept + 1;
}

int64_t
law_days_bar(struct law_days *days, struct day_range range)
{
    range = clip(days, range);
    if (range.first > range.last)
        return 0;
    add_range(days, range);
    return cost(days, count(days, range), 0);
}

int64_t
law_days_bar_all(struct law_days *days)
{
    days->is_all_barred = true;
    return days->credited;
}

int64_t
law_days_add_excess(struct law_days *days, int64_t excess)
{
    days->excess += excess;
    return cost(days, 0, excess);
}

int64_t
law_days_loss(const struct law_days *days)
{
    int64_t schooldays = 0;

    if (days->is_all_barred)
        return days->credited;
    for (int i = 0; i < days->barred_count; i++)
        schooldays += count(days, days->barred[i]);
    return cost(days, schooldays, days->excess);
}
