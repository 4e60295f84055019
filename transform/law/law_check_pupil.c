#include "base/school.h"

#include "transform/law/law_check.h"

/* The agreement beside what ISPU tells of its pupil. */

enum { FULL_TIME = 10000 };

static bool
has_fact(const struct law_case *row, unsigned flag)
{
    return row->facts != NULL && (row->facts->flags & flag) != 0;
}

enum check_result
law_check_thing_of_value(const struct law_case *row, struct law_hit *hit)
{
    bool was_given = has_fact(row, FACTS_THING_OF_VALUE);

    if (row->facts == NULL && row->policy == NULL)
        return CHECK_NOT_APPLICABLE;
    if (!was_given && (row->policy == NULL || row->policy->attests_no_thing_of_value))
        return CHECK_PASSED;
    snprintf(hit->detail, sizeof hit->detail, "%s",
        was_given ? "ISPU: thing_of_value is Y" : "ISPO: no_thing_of_value is not Y");
    return CHECK_FOUND;
}

/* False where no county of residence, or none of the claim, is known. */
static bool
find_contact(const struct law_case *row, enum county_contact *contact)
{
    if (row->facts == NULL || row->facts->residence_county == COUNTY_NOT_KNOWN ||
        row->contacts == NULL)
        return false;
    *contact = row->contacts[row->facts->residence_county];
    return true;
}

enum check_result
law_check_residence_not_adjacent(const struct law_case *row, struct law_hit *hit)
{
    enum county_contact contact;

    (void)hit;
    if (!find_contact(row, &contact) || has_fact(row, FACTS_SCHOOL_OF_ORIGIN))
        return CHECK_NOT_APPLICABLE;
    return contact == COUNTY_APART ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
law_check_residence_not_adjacent_excused(const struct law_case *row, struct law_hit *hit)
{
    enum county_contact contact;

    (void)hit;
    if (!find_contact(row, &contact) || !has_fact(row, FACTS_SCHOOL_OF_ORIGIN))
        return CHECK_NOT_APPLICABLE;
    return contact == COUNTY_APART ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
law_check_residence_point_contact(const struct law_case *row, struct law_hit *hit)
{
    enum county_contact contact;

    (void)hit;
    if (!find_contact(row, &contact))
        return CHECK_NOT_APPLICABLE;
    return contact == COUNTY_TOUCHES ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
law_check_parent_employment_full_time(const struct law_case *row, struct law_hit *hit)
{
    if (!has_fact(row, FACTS_PARENT_EMPLOYED))
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_is_percent;
    return row->agreement->percent == FULL_TIME ? CHECK_FOUND : CHECK_PASSED;
}

/* Days on which the IEP is active and does not provide for independent study yet, or at all. */
enum check_result
law_check_iep_does_not_provide(const struct law_case *row, struct law_hit *hit)
{
    const struct pupil_facts *facts = row->facts;

    if (!has_fact(row, FACTS_IEP_ACTIVE))
        return CHECK_NOT_APPLICABLE;
    hit->cost = LAW_COST_RANGE;
    hit->barred.first = facts->iep_start != DATE_NONE ? facts->iep_start : INT32_MIN;
    hit->barred.last = facts->iep_end != DATE_NONE ? facts->iep_end : INT32_MAX;
    if (has_fact(row, FACTS_IEP_PROVIDES)) {
        if (facts->iep_is_effective == DATE_NONE)
            return CHECK_PASSED;
        if (facts->iep_is_effective <= hit->barred.last)
            hit->barred.last = facts->iep_is_effective - 1;
    }
    return law_days_count(row->days, hit->barred) > 0 ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
law_check_home_hospital_overlap(const struct law_case *row, struct law_hit *hit)
{
    const struct pupil_facts *facts = row->facts;

    if (facts == NULL || (facts->home_start == DATE_NONE && facts->home_end == DATE_NONE))
        return CHECK_NOT_APPLICABLE;
    hit->cost = LAW_COST_RANGE;
    hit->barred.first = facts->home_start != DATE_NONE ? facts->home_start : INT32_MIN;
    hit->barred.last = facts->home_end != DATE_NONE ? facts->home_end : INT32_MAX;
    return law_days_count(row->days, hit->barred) > 0 ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
law_check_pupil_facts_missing(const struct law_case *row, struct law_hit *hit)
{
    if (row->facts != NULL && row->facts->residence_county != COUNTY_NOT_KNOWN)
        return CHECK_PASSED;
    snprintf(hit->detail, sizeof hit->detail, "%s",
        row->facts == NULL ? "ISPU: no row" : "ISPU: residence_county is blank");
    return CHECK_FOUND;
}
