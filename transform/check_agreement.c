#include "base/date.h"

#include "transform/check.h"

/* Rules on the rows of ISAG that refuse a row or cost no days; the law judges the others. */

/* How long the record of an evaluation is kept. */
enum { YEARS_TO_KEEP = 3 };

enum check_result
check_agreement_dates_reversed(const struct check_row *row, struct check_hit *hit)
{
    const struct value *start = &row->values[ISAG_agreement_start_date];
    const struct value *end = &row->values[ISAG_agreement_end_date];

    if (!start->is_present || !end->is_present)
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_agreement_end_date;
    return end->number < start->number ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
check_agreement_outside_year(const struct check_row *row, struct check_hit *hit)
{
    const struct value *start = &row->values[ISAG_agreement_start_date];
    const struct value *end = &row->values[ISAG_agreement_end_date];

    if (!start->is_present || !end->is_present)
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_agreement_start_date;
    return end->number < check_year_start(row) || start->number > check_year_end(row)
               ? CHECK_FOUND
               : CHECK_PASSED;
}

enum check_result
check_modality_not_in_force(const struct check_row *row, struct check_hit *hit)
{
    hit->column = ISAG_modality;
    return check_is_code(row, ISAG_modality, TEXT("CBIS")) ? CHECK_FOUND : CHECK_PASSED;
}

/* Of 29 February, to 1 March where the later year has no such day. */
enum check_result
check_evaluation_retention(const struct check_row *row, struct check_hit *hit)
{
    const struct value *evaluation = &row->values[ISAG_evaluation_date];
    char text[DATE_TEXT_SIZE];
    int year, month, day;
    int32_t until;

    if (!evaluation->is_present)
        return CHECK_NOT_APPLICABLE;
    date_to_civil((int32_t)evaluation->number, &year, &month, &day);
    if (!date_from_civil(year + YEARS_TO_KEEP, month, day, &until) &&
        !date_from_civil(year + YEARS_TO_KEEP, month + 1, 1, &until))
        return CHECK_NOT_APPLICABLE;
    date_format(until, text);
    hit->column = ISAG_evaluation_date;
    snprintf(hit->detail, CHECK_DETAIL_SIZE, "until %s", text);
    return CHECK_FOUND;
}
