#ifndef YEAR_PARAMETER_H
#define YEAR_PARAMETER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/*
 * What the law was in a school year, from
 * transform/reference/year_parameter.csv. Each row has its years, its evidence, and
 * a note where sources disagree.
 */
struct year_parameter {
    struct text value;
    struct text unit; /* "schoolday", "calendar_day", "date", "term", "flag" */
};

/* False when the year has no such parameter. year is the first calendar year of the school year. */
bool year_parameter_find(const char *name, int year, struct year_parameter *parameter);

/* The same of a whole number; 0 when the year has none. */
int year_parameter_number(const char *name, int year);

/* The same of a date; DATE_NONE (base/school.h) when the year has none. */
int32_t year_parameter_date(const char *name, int year);

#endif
