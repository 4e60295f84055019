#include "base/school.h"

#include "transform/law/law_check.h"

/* What a written agreement states, how long it runs, and what is claimed under it. */

static bool
has_flag(const struct law_case *row, unsigned flag)
{
    return (row->agreement->flags & flag) != 0;
}

static enum check_result
found_if(bool is_found)
{
    return is_found ? CHECK_FOUND : CHECK_PASSED;
}

/* The longest agreement of the school's calendar, in calendar days; half a year may be half a day
 * more. */
static int64_t
longest(const struct law_case *row, const char **why)
{
    const struct policy *policy = row->policy;
    int64_t first, second;

    *why = "no semester dates are reported; ";
    if (policy != NULL && policy->is_year_round && policy->first_day <= policy->last_day) {
        *why = "";
        return ((int64_t)policy->last_day - policy->first_day + 1) / 2;
    }
    if (policy == NULL || policy->semester_1_last_day == DATE_NONE ||
        policy->semester_2_first_day == DATE_NONE)
        return row->terms->semester_days;
    *why = "";
    first = (int64_t)policy->semester_1_last_day - policy->first_day + 1;
    second = (int64_t)policy->last_day - policy->semester_2_first_day + 1;
    return first > second ? first : second;
}

enum check_result
law_check_agreement_too_long(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    const char *why;
    int64_t limit = longest(row, &why);

    if ((int64_t)agreement->end - agreement->start + 1 <= limit)
        return CHECK_PASSED;
    hit->column = ISAG_agreement_end_date;
    hit->cost = LAW_COST_RANGE;
    hit->barred = (struct day_range){(int32_t)(agreement->start + limit), INT32_MAX};
    snprintf(
        hit->detail, sizeof hit->detail, "%s%lld calendar days are allowed", why, (long long)limit);
    return CHECK_FOUND;
}

enum check_result
law_check_agreement_crosses_semester(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    const struct policy *policy = row->policy;
    const char *why;

    if (policy == NULL || policy->is_year_round || policy->semester_1_last_day == DATE_NONE ||
        policy->semester_2_first_day == DATE_NONE ||
        (int64_t)agreement->end - agreement->start + 1 > longest(row, &why))
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_agreement_end_date;
    return found_if(agreement->start <= policy->semester_1_last_day &&
                    agreement->end >= policy->semester_2_first_day);
}

enum check_result
law_check_agreement_beyond_year(const struct law_case *row, struct law_hit *hit)
{
    hit->column = ISAG_agreement_end_date;
    hit->cost = LAW_COST_RANGE;
    hit->barred = (struct day_range){row->terms->year_end + 1, INT32_MAX};
    return found_if(row->agreement->end > row->terms->year_end);
}

enum check_result
law_check_agreement_element_missing(const struct law_case *row, struct law_hit *hit)
{
    static const struct {
        unsigned flag;
        int column;
        const char *name;
    } elements[] = {
        {AGREEMENT_MANNER, ISAG_manner_stated, "manner"},
        {AGREEMENT_METHODS, ISAG_methods_stated, "methods"},
        {AGREEMENT_RESOURCES, ISAG_resources_stated, "resources"},
        {AGREEMENT_POLICIES, ISAG_policies_stated, "policies"},
        {0, ISAG_max_assignment_days, "longest assignment time"},
    };
    size_t len = 0;

    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        bool is_there = elements[i].flag != 0 ? has_flag(row, elements[i].flag)
                                              : row->agreement->max_assignment_days >= 0;

        if (is_there)
            continue;
        if (len == 0)
            hit->column = elements[i].column;
        len += (size_t)snprintf(hit->detail + len, sizeof hit->detail - len, "%s%s",
            len > 0 ? ", " : "", elements[i].name);
    }
    return found_if(len > 0);
}

enum check_result
law_check_agreement_credits_missing(const struct law_case *row, struct law_hit *hit)
{
    enum agreement_grade grade = row->agreement->grade;

    if ((grade >= GRADE_09 && grade <= GRADE_12) || grade == GRADE_UNGRADED_SECONDARY) {
        hit->column = ISAG_course_credits;
        return found_if(!has_flag(row, AGREEMENT_CREDITS));
    }
    if ((grade >= GRADE_TK && grade <= GRADE_08) || grade == GRADE_UNGRADED_ELEMENTARY) {
        hit->column = ISAG_other_measure_stated;
        return found_if(!has_flag(row, AGREEMENT_OTHER_MEASURE));
    }
    return CHECK_NOT_APPLICABLE;
}

enum check_result
law_check_agreement_optional_not_stated(const struct law_case *row, struct law_hit *hit)
{
    hit->column = ISAG_optional_stated;
    return found_if(!has_flag(row, AGREEMENT_OPTIONAL));
}

enum check_result
law_check_agreement_classroom_not_offered(const struct law_case *row, struct law_hit *hit)
{
    if (!has_flag(row, AGREEMENT_REFERRED))
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_classroom_offered;
    return found_if(!has_flag(row, AGREEMENT_CLASSROOM_OFFERED));
}

enum check_result
law_check_agreements_overlap(const struct law_case *row, struct law_hit *hit)
{
    hit->column = ISAG_agreement_start_date;
    snprintf(
        hit->detail, sizeof hit->detail, "record %lu", (unsigned long)row->agreement->overlapped);
    return found_if((row->agreement->marks & AGREEMENT_OVERLAPS) != 0);
}

enum check_result
law_check_agreement_too_short(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;

    if (has_flag(row, AGREEMENT_OF_CHARTER))
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_is_schooldays;
    snprintf(
        hit->detail, sizeof hit->detail, "at least %d", (int)(row->terms->shortest_days / 100));
    return found_if(agreement->schooldays < row->terms->shortest_days && agreement->credited > 0);
}

enum check_result
law_check_supervisor_not_credentialed(const struct law_case *row, struct law_hit *hit)
{
    bool has_supervisor = has_flag(row, AGREEMENT_HAS_SUPERVISOR);

    hit->column = has_supervisor ? ISAG_supervisor_credentialed : ISAG_supervisor_seid;
    return found_if(!has_supervisor || !has_flag(row, AGREEMENT_CREDENTIALED));
}

/* Where nothing is credited, nothing was credited wrongly. */
enum check_result
law_check_work_not_judged(const struct law_case *row, struct law_hit *hit)
{
    hit->column = ISAG_work_judged;
    return found_if(!has_flag(row, AGREEMENT_WORK_JUDGED) && row->agreement->credited > 0);
}

enum check_result
law_check_credit_above_time_value(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    bool is_of_taught = agreement->taught < agreement->time_value;
    int64_t most = is_of_taught ? agreement->taught : agreement->time_value;

    hit->column = ISAG_days_credited;
    hit->cost = LAW_COST_EXCESS;
    hit->excess = agreement->credited - most;
    snprintf(hit->detail, sizeof hit->detail, "%s",
        is_of_taught ? "above the days taught" : "above the time value of the work");
    return found_if(hit->excess > 0);
}
