#include <assert.h>
#include <stdbool.h>

#include "base/date.h"
#include "base/memory.h"
#include "reference_text.h"

#include "transform/embedded_table.h"

#include "transform/schoolday.h"

enum { DAYS_OF_WEEK = 7, SCHOOLDAYS_OF_WEEK = 5 };

/* 1970-01-01 was a Thursday. */
enum { MONDAY_TO_DAY_ZERO = 3 };

void
schoolday_holidays_init(struct schoolday_holidays *holidays)
{
    struct text rest = text_of(transform_reference_school_holiday);
    struct text fields[EMBEDDED_MAX_FIELDS];
    size_t capacity = 0;

    *holidays = (struct schoolday_holidays){0};
    embedded_table_next(&rest, fields);
    while (embedded_table_next(&rest, fields) > 0) {
        bool is_date;
        int32_t day = 0;

        if (holidays->count == capacity) {
            capacity = capacity == 0 ? 512 : capacity * 2;
            holidays->days = memory_grow(holidays->days, capacity, sizeof *holidays->days);
        }
        is_date = date_parse(fields[0], &day);
        assert(is_date && date_weekday(day) < SCHOOLDAYS_OF_WEEK);
        assert(holidays->count == 0 || holidays->days[holidays->count - 1] < day);
        (void)is_date;
        holidays->days[holidays->count++] = day;
    }
}

void
schoolday_holidays_reset(struct schoolday_holidays *holidays)
{
    free(holidays->days);
    *holidays = (struct schoolday_holidays){0};
}

/* How many of Monday to Friday lie before that day, from a Monday long ago. */
static int64_t
weekdays_before(int64_t day)
{
    int64_t weeks, rest;

    day += MONDAY_TO_DAY_ZERO;
    weeks = day >= 0 ? day / DAYS_OF_WEEK : -((-day + DAYS_OF_WEEK - 1) / DAYS_OF_WEEK);
    rest = day - weeks * DAYS_OF_WEEK;
    return weeks * SCHOOLDAYS_OF_WEEK + (rest < SCHOOLDAYS_OF_WEEK ? rest : SCHOOLDAYS_OF_WEEK);
}

static size_t
holidays_before(const struct schoolday_holidays *holidays, int64_t day)
{
    size_t low = 0, high = holidays->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (holidays->days[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t
schoolday_count(const struct schoolday_calendar *calendar, int32_t from, int32_t to)
{
    if (from < calendar->first)
        from = calendar->first;
    if (to > calendar->last)
        to = calendar->last;
    if (from > to)
        return 0;
    return weekdays_before((int64_t)to + 1) - weekdays_before(from) -
           (int64_t)(holidays_before(calendar->holidays, (int64_t)to + 1) -
                     holidays_before(calendar->holidays, from));
}

int32_t
schoolday_nth(const struct schoolday_calendar *calendar, int32_t from, int number)
{
    struct schoolday_calendar open = {calendar->holidays, calendar->first, INT32_MAX};
    int32_t day = from < open.first ? open.first : from;

    for (;; day++) {
        number -= (int)schoolday_count(&open, day, day);
        if (number <= 0)
            return day;
    }
}
