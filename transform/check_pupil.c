#include "base/date.h"

#include "transform/check.h"

/* Rules on a pupil's grade and age, the same for every extract that tells them. */

/* Where the extracts that have grades keep what the rules here ask for. */
struct pupil_columns {
    int grade, birth_date, start_date;
};

static struct pupil_columns
columns_of(enum extract extract)
{
    if (extract == EXTRACT_SENR)
        return (struct pupil_columns){
            SENR_grade_level, SENR_birth_date, SENR_enrollment_start_date};
    return (struct pupil_columns){ISAG_grade_level, ISAG_birth_date, ISAG_agreement_start_date};
}

enum check_result
check_grade_outside_school_span(const struct check_row *row, struct check_hit *hit)
{
    const struct value *grade = &row->values[columns_of(row->extract).grade];
    bool serves, is_judged;

    if (!grade->is_present || row->place->kind != PLACE_SCHOOL || !row->place->has_span)
        return CHECK_NOT_APPLICABLE;
    serves = place_serves(row->place, grade->text, &is_judged);
    if (!is_judged)
        return CHECK_NOT_APPLICABLE;
    if (serves)
        return CHECK_PASSED;
    hit->column = columns_of(row->extract).grade;
    snprintf(hit->detail, CHECK_DETAIL_SIZE, "the directory says %s", row->place->school->grades);
    return CHECK_FOUND;
}

/* True when the age lies between youngest and oldest. Most births need no calendar. */
static bool
is_plausible(int32_t birth, int32_t on, int youngest, int oldest)
{
    int32_t days = on - birth;
    int age;

    if (days >= youngest * 366 && days < (oldest + 1) * 365)
        return true;
    if (birth > on)
        return false;
    age = date_age(birth, on);
    return age >= youngest && age <= oldest;
}

enum check_result
check_age_implausible(const struct check_row *row, struct check_hit *hit)
{
    struct pupil_columns columns = columns_of(row->extract);
    const struct value *birth = &row->values[columns.birth_date];
    const struct value *start = &row->values[columns.start_date];
    bool is_adult = check_is_code(row, columns.grade, TEXT("AD"));

    if (!birth->is_present || !start->is_present)
        return CHECK_NOT_APPLICABLE;
    hit->column = columns.birth_date;
    return is_plausible((int32_t)birth->number, (int32_t)start->number, is_adult ? 16 : 3,
               is_adult ? 80 : 22)
               ? CHECK_PASSED
               : CHECK_FOUND;
}
