#include "base/layout.h"
#include "base/memory.h"
#include "base/school.h"

#include "transform/law/law_policy.h"

static const struct {
    const char *code;
    enum agreement_grade low, high;
} spans[] = {
    {"TK3", GRADE_TK, GRADE_03},
    {"46", GRADE_04, GRADE_06},
    {"78", GRADE_07, GRADE_08},
    {"912", GRADE_09, GRADE_12},
    {"K6", GRADE_TK, GRADE_06},
    {"712", GRADE_07, GRADE_12},
};

static bool
is_code(const struct value *value, const char *code)
{
    return value->is_present && text_equals(value->text, text_of(code));
}

static int32_t
date_of(const struct value *value)
{
    return value->is_present ? (int32_t)value->number : DATE_NONE;
}

static int
int_of(const struct value *value)
{
    return value->is_present ? (int)value->number : -1;
}

static void
set_span(struct policy *policy, const struct value *span)
{
    policy->is_for_all_grades = true;
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (!is_code(span, spans[i].code))
            continue;
        policy->is_for_all_grades = false;
        policy->low = spans[i].low;
        policy->high = spans[i].high;
    }
}

void
law_policies_add(struct law_policies *policies, const struct row *row, uint32_t school)
{
    const struct value *values = row->values;
    bool is_all = is_code(&values[ISPO_modality], "ALL");
    struct policy policy = {
        .school = values[ISPO_school_of_attendance].is_present ? school : POLICY_WHOLE_LEA,
        .is_for_course_based = is_all || is_code(&values[ISPO_modality], "CBIS"),
        .is_for_traditional = is_all || is_code(&values[ISPO_modality], "TRAD"),
        .attests_no_thing_of_value = is_code(&values[ISPO_no_thing_of_value], "Y"),
        .is_year_round = is_code(&values[ISPO_calendar], "YEAR_ROUND"),
        .adopted = date_of(&values[ISPO_policy_adopted_date]),
        .max_assignment_days = int_of(&values[ISPO_max_assignment_days]),
        .missed_limit = int_of(&values[ISPO_missed_assignment_limit]),
        .first_day = (int32_t)values[ISPO_first_day].number,
        .last_day = (int32_t)values[ISPO_last_day].number,
        .semester_1_last_day = date_of(&values[ISPO_semester_1_last_day]),
        .semester_2_first_day = date_of(&values[ISPO_semester_2_first_day]),
    };

    set_span(&policy, &values[ISPO_grade_span]);
    if (policies->count == policies->capacity) {
        policies->capacity = policies->capacity == 0 ? 16 : policies->capacity * 2;
        policies->policies =
            memory_grow(policies->policies, policies->capacity, sizeof *policies->policies);
    }
    policies->policies[policies->count++] = policy;
    policies->is_sorted = false;
}

void
law_policies_reset(struct law_policies *policies)
{
    free(policies->policies);
    *policies = (struct law_policies){0};
}

static int
width_of(const struct policy *policy)
{
    return policy->is_for_all_grades ? GRADE_OTHER : (int)policy->high - (int)policy->low;
}

static bool
is_for_both(const struct policy *policy)
{
    return policy->is_for_course_based && policy->is_for_traditional;
}

/* By school; the rows of one school in the order in which they are to be taken. */
static int
order_policies(const void *a, const void *b)
{
    const struct policy *left = a, *right = b;

    if (left->school != right->school)
        return left->school < right->school ? -1 : 1;
    if (width_of(left) != width_of(right))
        return width_of(left) - width_of(right);
    return (int)is_for_both(left) - (int)is_for_both(right);
}

void
law_policies_sort(struct law_policies *policies)
{
    if (!policies->is_sorted && policies->count > 0)
        qsort(policies->policies, policies->count, sizeof *policies->policies, order_policies);
    policies->is_sorted = true;
}

static bool
is_of_modality(const struct policy *policy, const struct agreement *agreement)
{
    return (agreement->flags & AGREEMENT_COURSE_BASED) != 0 ? policy->is_for_course_based
                                                            : policy->is_for_traditional;
}

static bool
applies(const struct policy *policy, const struct agreement *agreement)
{
    if (!policy->is_for_all_grades &&
        (agreement->grade < policy->low || agreement->grade > policy->high))
        return false;
    return is_of_modality(policy, agreement);
}

/* The first of a school's that fits the agreement. */
static const struct policy *
find_of_school(const struct law_policies *policies, uint32_t school,
    const struct agreement *agreement,
    bool (*fits)(const struct policy *policy, const struct agreement *agreement))
{
    size_t low = 0, high = policies->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (policies->policies[middle].school < school)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < policies->count && policies->policies[low].school == school; low++)
        if (fits(&policies->policies[low], agreement))
            return &policies->policies[low];
    return NULL;
}

const struct policy *
law_policies_find(const struct law_policies *policies, const struct agreement *agreement)
{
    const struct policy *policy = find_of_school(policies, agreement->school, agreement, applies);

    return policy != NULL ? policy : find_of_school(policies, POLICY_WHOLE_LEA, agreement, applies);
}

bool
law_policies_fit_some_grade(const struct law_policies *policies, const struct agreement *agreement)
{
    return find_of_school(policies, agreement->school, agreement, is_of_modality) != NULL ||
           find_of_school(policies, POLICY_WHOLE_LEA, agreement, is_of_modality) != NULL;
}
