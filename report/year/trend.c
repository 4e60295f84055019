#include <assert.h>

#include "report/year/trend.h"

enum { FIRST_YEAR_OF_STAS_DAYS = 2021, FIRST_YEAR_OF_COHORT = 2016 };

void
trend_add(struct trend *trend, const struct trend_year *year)
{
    assert(trend->count < TREND_YEARS);
    trend->years[trend->count++] = *year;
}

const struct trend_year *
trend_find(const struct trend *trend, int year)
{
    for (size_t i = 0; i < trend->count; i++) {
        if (trend->years[i].year == year)
            return &trend->years[i];
    }
    return NULL;
}

static bool
lies_between(int year, int first_year, int later_year)
{
    return first_year < year && year <= later_year;
}

bool
trend_is_comparable(int first_year, int later_year, enum profile_measure measure)
{
    bool is_completion = measure >= MEASURE_GRADE12;

    /* Who has independent study decides who can complete, too. */
    if (lies_between(FIRST_YEAR_OF_STAS_DAYS, first_year, later_year))
        return false;
    return !is_completion || !lies_between(FIRST_YEAR_OF_COHORT, first_year, later_year);
}

const char *
trend_break(int year)
{
    if (year == FIRST_YEAR_OF_STAS_DAYS)
        return "From 2021-2022 attendance tells the days of independent study; before, agreements "
               "alone did. Counts from before and after are not to be compared.";
    if (year == FIRST_YEAR_OF_COHORT)
        return "From 2016-2017 completion is counted by another cohort. Completion from before and "
               "after is not to be compared.";
    return NULL;
}
