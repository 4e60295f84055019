#include "transform/check.h"

/* Rules on the rows of STAS. Days are hundredths of a day. */

enum { DAYS_OF_LEAP_YEAR = 36600 };

static const int day_columns[] = {
    STAS_days_attended,
    STAS_days_absent_suspension,
    STAS_days_in_school_suspension,
    STAS_days_absent_excused,
    STAS_days_absent_unexcused,
    STAS_is_days_not_credited,
    STAS_is_days_credited,
};

enum { DAY_COLUMN_COUNT = sizeof day_columns / sizeof *day_columns };

static bool
is_exempt(const struct check_row *row)
{
    return check_is_code(row, STAS_exempt, TEXT("Y"));
}

/* A column that the year does not have is not missing. */
static bool
is_blank(const struct check_row *row, int column)
{
    const struct column *definition = &layout_of(EXTRACT_STAS)->columns[column];

    return !row->values[column].is_present && column_is_in_force(definition, row->year);
}

/* The first blank of the seven day columns and expected_days; -1 when each is filled. */
static int
first_blank(const struct check_row *row)
{
    if (is_blank(row, STAS_expected_days))
        return STAS_expected_days;
    for (int i = 0; i < DAY_COLUMN_COUNT; i++)
        if (is_blank(row, day_columns[i]))
            return day_columns[i];
    return -1;
}

enum check_result
check_exempt_with_days(const struct check_row *row, struct check_hit *hit)
{
    if (!is_exempt(row))
        return CHECK_NOT_APPLICABLE;
    hit->column = STAS_expected_days;
    if (row->values[STAS_expected_days].is_present)
        return CHECK_FOUND;
    for (int i = 0; i < DAY_COLUMN_COUNT; i++) {
        hit->column = day_columns[i];
        if (row->values[day_columns[i]].is_present)
            return CHECK_FOUND;
    }
    return CHECK_PASSED;
}

enum check_result
check_days_missing(const struct check_row *row, struct check_hit *hit)
{
    if (is_exempt(row))
        return CHECK_NOT_APPLICABLE;
    hit->column = first_blank(row);
    return hit->column < 0 ? CHECK_PASSED : CHECK_FOUND;
}

enum check_result
check_days_do_not_add_up(const struct check_row *row, struct check_hit *hit)
{
    int64_t sum = 0;

    if (is_exempt(row) || first_blank(row) >= 0)
        return CHECK_NOT_APPLICABLE;
    for (int i = 0; i < DAY_COLUMN_COUNT; i++)
        sum += row->values[day_columns[i]].number;
    hit->column = STAS_expected_days;
    return sum == row->values[STAS_expected_days].number ? CHECK_PASSED : CHECK_FOUND;
}

enum check_result
check_is_days_exceed_expected(const struct check_row *row, struct check_hit *hit)
{
    static const int needed[] = {STAS_expected_days, STAS_days_attended,
        STAS_days_in_school_suspension, STAS_is_days_not_credited, STAS_is_days_credited};
    const struct value *values = row->values;
    int64_t left, used;

    if (is_exempt(row))
        return CHECK_NOT_APPLICABLE;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (is_blank(row, needed[i]))
            return CHECK_NOT_APPLICABLE;
    left = values[STAS_expected_days].number - values[STAS_days_attended].number -
           values[STAS_days_in_school_suspension].number;
    used = values[STAS_is_days_not_credited].number + values[STAS_is_days_credited].number;
    hit->column = values[STAS_is_days_credited].number > 0 ? STAS_is_days_credited
                                                           : STAS_is_days_not_credited;
    return used > left ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
check_attendance_at_special_school(const struct check_row *row, struct check_hit *hit)
{
    hit->column = STAS_school_of_attendance;
    return row->place->kind == PLACE_NONPUBLIC || row->place->kind == PLACE_PRIVATE ? CHECK_FOUND
                                                                                    : CHECK_PASSED;
}

enum check_result
check_expected_days_implausible(const struct check_row *row, struct check_hit *hit)
{
    hit->column = STAS_expected_days;
    if (!row->values[STAS_expected_days].is_present)
        return CHECK_NOT_APPLICABLE;
    return row->values[STAS_expected_days].number > DAYS_OF_LEAP_YEAR ? CHECK_FOUND : CHECK_PASSED;
}
