#include "base/date.h"
#include "base/enrolled.h"

#include "transform/check.h"

/* Rules on the rows of SENR. */

static int32_t
date_of(const struct check_row *row, int column)
{
    return (int32_t)row->values[column].number;
}

static bool
has(const struct check_row *row, int column)
{
    return row->values[column].is_present;
}

static enum check_result
found_if(bool is_found, int column, struct check_hit *hit)
{
    hit->column = column;
    return is_found ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
check_exit_before_start(const struct check_row *row, struct check_hit *hit)
{
    int32_t first;

    if (!has(row, SENR_enrollment_start_date) || !has(row, SENR_enrollment_exit_date))
        return CHECK_NOT_APPLICABLE;
    /* A pupil who never came may leave on the day before. */
    first = date_of(row, SENR_enrollment_start_date) -
            check_is_code(row, SENR_exit_reason, TEXT("N470"));
    return found_if(
        date_of(row, SENR_enrollment_exit_date) < first, SENR_enrollment_exit_date, hit);
}

enum check_result
check_exit_incomplete(const struct check_row *row, struct check_hit *hit)
{
    bool has_date = has(row, SENR_enrollment_exit_date), has_reason = has(row, SENR_exit_reason);

    if (!has_date && !has_reason)
        return CHECK_NOT_APPLICABLE;
    return found_if(
        has_date != has_reason, has_date ? SENR_exit_reason : SENR_enrollment_exit_date, hit);
}

enum check_result
check_completion_without_e230(const struct check_row *row, struct check_hit *hit)
{
    if (!has(row, SENR_completion_status))
        return CHECK_NOT_APPLICABLE;
    return found_if(
        !has(row, SENR_exit_reason) ||
            !reference_pair_is_valid(row->reference, PAIR_EXIT_COMPLETION,
                row->codes[SENR_exit_reason], row->codes[SENR_completion_status], row->year),
        SENR_completion_status, hit);
}

enum check_result
check_e230_without_completion(const struct check_row *row, struct check_hit *hit)
{
    if (!check_is_code(row, SENR_exit_reason, TEXT("E230")))
        return CHECK_NOT_APPLICABLE;
    return found_if(!has(row, SENR_completion_status), SENR_completion_status, hit);
}

/* The code of a column with the grade of the row, in one of the tables of valid pairs. */
static enum check_result
check_pair_with_grade(
    const struct check_row *row, enum pair_kind kind, int column, struct check_hit *hit)
{
    const struct code *grade = row->codes[SENR_grade_level];

    if (!has(row, column) || !has(row, SENR_grade_level))
        return CHECK_NOT_APPLICABLE;
    grade = reference_grade_of_pairs(row->reference, grade);
    return found_if(
        !reference_pair_is_valid(row->reference, kind, row->codes[column], grade, row->year),
        column, hit);
}

enum check_result
check_exit_grade_combination(const struct check_row *row, struct check_hit *hit)
{
    return check_pair_with_grade(row, PAIR_EXIT_GRADE, SENR_exit_reason, hit);
}

enum check_result
check_completion_grade_combination(const struct check_row *row, struct check_hit *hit)
{
    return check_pair_with_grade(row, PAIR_COMPLETION_GRADE, SENR_completion_status, hit);
}

enum check_result
check_uc_csu_missing(const struct check_row *row, struct check_hit *hit)
{
    if (!check_is_code(row, SENR_completion_status, TEXT("100")))
        return CHECK_NOT_APPLICABLE;
    return found_if(!has(row, SENR_met_uc_csu_requirements), SENR_met_uc_csu_requirements, hit);
}

enum check_result
check_graduation_exemption_missing(const struct check_row *row, struct check_hit *hit)
{
    int32_t last_without = 0;

    date_from_civil(2023, 6, 30, &last_without);
    if (!check_is_code(row, SENR_completion_status, TEXT("100")) ||
        !has(row, SENR_enrollment_exit_date) ||
        date_of(row, SENR_enrollment_exit_date) <= last_without)
        return CHECK_NOT_APPLICABLE;
    return found_if(!has(row, SENR_graduation_exemption), SENR_graduation_exemption, hit);
}

enum check_result
check_graduation_exemption_unexpected(const struct check_row *row, struct check_hit *hit)
{
    if (!has(row, SENR_graduation_exemption))
        return CHECK_NOT_APPLICABLE;
    return found_if(
        !check_is_code(row, SENR_completion_status, TEXT("100")), SENR_graduation_exemption, hit);
}

/* The academic year and its completion window together: 1 July to 15 August of the next year. */
enum check_result
check_enrollment_outside_year(const struct check_row *row, struct check_hit *hit)
{
    int32_t start, last, window_end = 0;

    if (!has(row, SENR_enrollment_start_date) || !has(row, SENR_academic_year))
        return CHECK_NOT_APPLICABLE;
    start = last = date_of(row, SENR_enrollment_start_date);
    if (!has(row, SENR_enrollment_exit_date))
        last = INT32_MAX;
    else if (date_of(row, SENR_enrollment_exit_date) > start)
        last = date_of(row, SENR_enrollment_exit_date);
    date_from_civil(row->year + 1, 8, 15, &window_end);
    return found_if(
        start > window_end || last < check_year_start(row), SENR_enrollment_start_date, hit);
}

enum check_result
check_short_term_too_long(const struct check_row *row, struct check_hit *hit)
{
    if (!check_is_code(row, SENR_enrollment_status, TEXT("30")) ||
        !has(row, SENR_enrollment_start_date) || !has(row, SENR_enrollment_exit_date))
        return CHECK_NOT_APPLICABLE;
    return found_if(enrolled_is_too_long(row->values), SENR_enrollment_exit_date, hit);
}

enum check_result
check_nonpublic_school_code(const struct check_row *row, struct check_hit *hit)
{
    bool is_nonpublic = check_is_code(row, SENR_school_of_attendance, TEXT("0000001"));
    bool has_school = has(row, SENR_school_of_attendance_nps);

    if (!is_nonpublic && !has_school)
        return CHECK_NOT_APPLICABLE;
    return found_if(is_nonpublic != has_school,
        is_nonpublic ? SENR_school_of_attendance_nps : SENR_school_of_attendance, hit);
}
