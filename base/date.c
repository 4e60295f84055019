#include "base/digits.h"

#include "base/date.h"

static const int days_before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

static bool
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days from 0001-01-01 to the first day of the year. */
static int32_t
days_before_year(int year)
{
    int before = year - 1;

    return before * 365 + before / 4 - before / 100 + before / 400;
}

enum { EPOCH = 719162 }; /* days_before_year(1970) */

bool
date_from_civil(int year, int month, int day, int32_t *date)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12)
        return false;
    if (day < 1 || day > days_in_month(year, month))
        return false;
    *date = days_before_year(year) + days_before_month[month - 1] + (month > 2 && is_leap(year)) +
            day - 1 - EPOCH;
    return true;
}

void
date_to_civil(int32_t date, int *year, int *month, int *day)
{
    int32_t days = date + EPOCH;
    int y = days / 366 + 1;
    int m = 1;

    while (days_before_year(y + 1) <= days)
        y++;
    days -= days_before_year(y);
    while (days >= days_in_month(y, m)) {
        days -= days_in_month(y, m);
        m++;
    }
    *year = y;
    *month = m;
    *day = days + 1;
}

/* Reads between min and max digits from the front of the text. */
static bool
take_number(struct text *text, size_t min, size_t max, int *number)
{
    size_t len = 0;

    *number = 0;
    while (len < text->len && len < max && text->at[len] >= '0' && text->at[len] <= '9')
        *number = *number * 10 + (text->at[len++] - '0');
    text->at += len;
    text->len -= len;
    return len >= min;
}

static bool
take_byte(struct text *text, char byte)
{
    if (text->len == 0 || text->at[0] != byte)
        return false;
    text->at++;
    text->len--;
    return true;
}

bool
date_parse(struct text text, int32_t *date)
{
    struct text us = text;
    int year, month, day;
    uint32_t first, last;

    if (text.len == 8 && digits_read4(text.at, &first) && digits_read4(text.at + 4, &last))
        return date_from_civil((int)first, (int)(last / 100), (int)(last % 100), date);
    if (take_number(&text, 4, 4, &year) && take_byte(&text, '-') &&
        take_number(&text, 1, 2, &month) && take_byte(&text, '-') &&
        take_number(&text, 1, 2, &day) && text.len == 0)
        return date_from_civil(year, month, day, date);
    if (take_number(&us, 1, 2, &month) && take_byte(&us, '/') && take_number(&us, 1, 2, &day) &&
        take_byte(&us, '/') && take_number(&us, 4, 4, &year) && us.len == 0)
        return date_from_civil(year, month, day, date);
    return false;
}

void
date_format(int32_t date, char text[DATE_TEXT_SIZE])
{
    int year, month, day;

    date_to_civil(date, &year, &month, &day);
    snprintf(text, DATE_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
        (unsigned)day % 100);
}

int
date_weekday(int32_t date)
{
    return (int)(((int64_t)date + EPOCH) % 7);
}

int
date_age(int32_t birth, int32_t on)
{
    int birth_year, birth_month, birth_day, year, month, day;

    date_to_civil(birth, &birth_year, &birth_month, &birth_day);
    date_to_civil(on, &year, &month, &day);
    return year - birth_year -
           (month < birth_month || (month == birth_month && day < birth_day) ? 1 : 0);
}

int32_t
date_today(void)
{
    return (int32_t)(time(NULL) / 86400);
}
