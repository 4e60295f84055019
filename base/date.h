#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/*
 * Dates are day numbers of the proleptic Gregorian calendar, counted from
 * 1970-01-01. No time zone, no locale, no clock but date_today().
 */
enum { DATE_TEXT_SIZE = 11 }; /* CCYY-MM-DD and the NUL */

/* True when year (1 to 9999), month and day name a day; *date is then its number. */
bool date_from_civil(int year, int month, int day, int32_t *date);
void date_to_civil(int32_t date, int *year, int *month, int *day);

/*
 * Reads CCYYMMDD, CCYY-MM-DD or MM/DD/CCYY (month and day of one or two digits
 * in the last two). False for any other spelling and for a day that is not.
 */
bool date_parse(struct text text, int32_t *date);

/* Writes CCYY-MM-DD. */
void date_format(int32_t date, char text[DATE_TEXT_SIZE]);

int date_weekday(int32_t date); /* 0 is Monday, 6 is Sunday */

/* Completed years of age on a date. A birthday of 29 February is 1 March in common years. */
int date_age(int32_t birth, int32_t on);

/* Today in UTC. Only the command line calls it, where --as-of was not given. */
int32_t date_today(void);

#endif
