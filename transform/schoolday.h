#ifndef SCHOOLDAY_H
#define SCHOOLDAY_H

#include <stddef.h>
#include <stdint.h>

/*
 * Schooldays: Monday to Friday, less the legal school holidays of Education Code
 * 37220 as they are observed (transform/reference/school_holiday.csv, 1998 to
 * 2035), less the days outside a school's first and last day of instruction. No
 * extract has a calendar day by day, so this is what days are counted by.
 */
struct schoolday_holidays {
    int32_t *days; /* in their order, none on a Saturday or Sunday */
    size_t count;
};

void schoolday_holidays_init(struct schoolday_holidays *holidays);
void schoolday_holidays_reset(struct schoolday_holidays *holidays);

struct schoolday_calendar {
    const struct schoolday_holidays *holidays;
    int32_t first, last; /* days of instruction; INT32_MIN and INT32_MAX where not known */
};

/* How many schooldays lie from one day to another, both included; 0 when they are reversed. */
int64_t schoolday_count(const struct schoolday_calendar *calendar, int32_t from, int32_t to);

/*
 * The schoolday that comes as the number-th from that day on, which counts if it is
 * one. After the last day of instruction weekdays that are no holidays count on.
 */
int32_t schoolday_nth(const struct schoolday_calendar *calendar, int32_t from, int number);

#endif
