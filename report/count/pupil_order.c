#include "report/count/pupil_order.h"

static int
compare_numbers(int32_t a, int32_t b)
{
    return (a > b) - (a < b);
}

static int
compare_tie(const struct pupil_place *a, const struct pupil_place *b, const char *school_a,
    const char *school_b)
{
    int order = strcmp(a->lea, b->lea);

    return order != 0 ? order : strcmp(school_a, school_b);
}

int
enrollment_compare(const struct pupil_enrollment *a, const struct pupil_enrollment *b)
{
    int order = compare_numbers(a->start_date, b->start_date);

    if (order == 0)
        order = compare_numbers(a->exit_date, b->exit_date);
    if (order == 0)
        order = compare_tie(&a->place, &b->place, a->school, b->school);
    return order != 0 ? order : compare_numbers(a->record, b->record);
}

int
agreement_compare_dates(const struct pupil_agreement *a, const struct pupil_agreement *b)
{
    int order = compare_numbers(a->start_date, b->start_date);

    if (order == 0)
        order = compare_numbers(a->end_date, b->end_date);
    if (order == 0)
        order = compare_tie(&a->place, &b->place, a->school, b->school);
    return order != 0 ? order : compare_numbers(a->record, b->record);
}

int
agreement_compare_days(const struct pupil_agreement *a, const struct pupil_agreement *b)
{
    int order = compare_numbers(a->is_schooldays, b->is_schooldays);

    if (order == 0)
        order = compare_numbers(a->end_date, b->end_date);
    if (order == 0)
        order = strcmp(b->agreement_id, a->agreement_id);
    if (order == 0)
        order = strcmp(b->place.lea, a->place.lea);
    if (order == 0)
        order = strcmp(a->school, b->school);
    return order != 0 ? order : compare_numbers(a->record, b->record);
}

bool
enrollment_counts(const struct pupil_enrollment *enrollment)
{
    return (enrollment->status == 10 || enrollment->status == 30) &&
           strcmp(enrollment->exit_reason, "N470") != 0;
}
