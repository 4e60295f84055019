#ifndef LAW_POLICY_H
#define LAW_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/row.h"
#include "transform/law/law_agreement.h"

/* The written policies and school calendars of an LEA, from ISPO, and which one applies. */

enum { POLICY_WHOLE_LEA = INT32_MAX }; /* no school number is so large */

struct policy {
    uint32_t school;                /* school_number(), or POLICY_WHOLE_LEA */
    enum agreement_grade low, high; /* of the grade span; of ALL each grade is one */
    bool is_for_all_grades;
    bool is_for_course_based, is_for_traditional;
    bool attests_no_thing_of_value;
    bool is_year_round;
    int32_t adopted;                       /* DATE_NONE where blank, like the semesters' */
    int max_assignment_days, missed_limit; /* -1 where blank */
    int32_t first_day, last_day;
    int32_t semester_1_last_day, semester_2_first_day;
};

struct law_policies {
    struct policy *policies;
    size_t count;
    size_t capacity;
    bool is_sorted;
};

/* school is the number of the row's school; not asked for when the row is of the whole LEA. */
void law_policies_add(struct law_policies *policies, const struct row *row, uint32_t school);
void law_policies_reset(struct law_policies *policies);

/* Once after the last row, before the first search. */
void law_policies_sort(struct law_policies *policies);

/*
 * The policy for a pupil's school, grade and modality: the school's before the whole
 * LEA's, then the narrower grade span, then the one for the modality alone. A grade
 * of no span is covered by ALL only. NULL when none applies.
 */
const struct policy *law_policies_find(
    const struct law_policies *policies, const struct agreement *agreement);

/* True when a policy would apply to the agreement if its grade were this or that. */
bool law_policies_fit_some_grade(
    const struct law_policies *policies, const struct agreement *agreement);

#endif
