#include "base/layout.h"
#include "base/row.h"

#include "base/enrolled.h"

enum { SHORT_TERM_DAYS = 30 };

static bool
has_status(const struct value *values, struct text status)
{
    const struct value *value = &values[SENR_enrollment_status];

    return value->is_present && text_equals(value->text, status);
}

bool
enrolled_is_too_long(const struct value *values)
{
    const struct value *start = &values[SENR_enrollment_start_date];
    const struct value *exit = &values[SENR_enrollment_exit_date];

    return has_status(values, TEXT("30")) && start->is_present && exit->is_present &&
           exit->number - start->number + 1 > SHORT_TERM_DAYS;
}

bool
enrolled_is_primary(const struct value *values)
{
    return has_status(values, TEXT("10")) || enrolled_is_too_long(values);
}
