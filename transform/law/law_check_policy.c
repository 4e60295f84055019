#include "base/school.h"

#include "transform/law/law_check.h"

/* The agreement beside the LEA's written policy, and what became of missed assignments. */

/* Schooldays that participation may go on after an evaluation that ended it. */
enum { DAYS_TO_RETURN = 5 };

enum check_result
law_check_assignment_time_above_policy(const struct law_case *row, struct law_hit *hit)
{
    const struct policy *policy = row->policy;
    int days = row->agreement->max_assignment_days;

    if (policy == NULL || policy->max_assignment_days < 0 || days < 0)
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_max_assignment_days;
    snprintf(hit->detail, sizeof hit->detail, "the policy allows %d", policy->max_assignment_days);
    return days > policy->max_assignment_days ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
law_check_missed_assignments_not_evaluated(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    int limit = agreement->missed_limit;

    if (limit < 0 && row->policy != NULL)
        limit = row->policy->missed_limit;
    if (limit < 0)
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_evaluation_date;
    snprintf(hit->detail, sizeof hit->detail, "the limit is %d", limit);
    return agreement->missed > 0 && agreement->missed >= limit &&
                   agreement->evaluated_on == DATE_NONE
               ? CHECK_FOUND
               : CHECK_PASSED;
}

enum check_result
law_check_evaluation_not_followed(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    struct day_range after = {0, INT32_MAX};

    if (agreement->evaluated_on == DATE_NONE || (agreement->flags & AGREEMENT_RETURNS) == 0)
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_last_is_date;
    after.first =
        schoolday_nth(&row->days->calendar, agreement->evaluated_on + 1, DAYS_TO_RETURN) + 1;
    return law_days_count(row->days, after) > 0 ? CHECK_FOUND : CHECK_PASSED;
}

/* What is to be mended stands in ISPO, so no column of the agreement is named. */
enum check_result
law_check_policy_missing(const struct law_case *row, struct law_hit *hit)
{
    const struct policy *policy = row->policy;
    const char *what = "no row for the school, grade span and modality";

    if (row->is_policy_open)
        return CHECK_NOT_APPLICABLE;
    if (policy != NULL && policy->adopted != DATE_NONE && policy->max_assignment_days >= 0)
        return CHECK_PASSED;
    if (policy != NULL)
        what = policy->adopted == DATE_NONE ? "policy_adopted_date is blank"
                                            : "max_assignment_days is blank";
    snprintf(hit->detail, sizeof hit->detail, "ISPO: %s", what);
    return CHECK_FOUND;
}

enum check_result
law_check_policy_adopted_late(const struct law_case *row, struct law_hit *hit)
{
    const struct policy *policy = row->policy;

    if (policy == NULL || policy->adopted == DATE_NONE)
        return CHECK_NOT_APPLICABLE;
    hit->cost = LAW_COST_RANGE;
    hit->barred = (struct day_range){INT32_MIN, policy->adopted - 1};
    return row->agreement->first < policy->adopted ? CHECK_FOUND : CHECK_PASSED;
}
