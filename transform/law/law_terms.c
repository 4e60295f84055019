#include <assert.h>

#include "base/date.h"
#include "base/parse.h"

#include "transform/year_parameter.h"

#include "transform/law/law_terms.h"

enum { HUNDREDTHS = 100 };

/* A year without the parameter has no such kind of study; the other one's deadline stands. */
static struct law_deadline
read_deadline(const char *name, int year, struct law_deadline otherwise)
{
    struct year_parameter parameter;
    struct law_deadline deadline = {LAW_DUE_CALENDAR_DAYS, 0};

    if (!year_parameter_find(name, year, &parameter))
        return otherwise;
    if (text_equals(parameter.value, TEXT("year_end"))) {
        deadline.due = LAW_DUE_YEAR_END;
        return deadline;
    }
    if (text_equals(parameter.unit, TEXT("schoolday")))
        deadline.due = LAW_DUE_SCHOOLDAYS;
    else
        assert(text_equals(parameter.unit, TEXT("calendar_day")));
    deadline.days = year_parameter_number(name, year);
    return deadline;
}

void
law_terms_read(int year, struct law_terms *terms)
{
    *terms = (struct law_terms){
        .semester_days = year_parameter_number("semester_days", year),
        .long_term_days = HUNDREDTHS * (int64_t)year_parameter_number("long_term_schooldays", year),
        .due_fixed = year_parameter_date("signature_due_fixed", year),
        .warning_days = year_parameter_number("signature_warning_short", year),
        .shortest_days = HUNDREDTHS * (int64_t)year_parameter_number("shortest_agreement", year),
    };
    date_from_civil(year + 1, 6, 30, &terms->year_end);
    terms->due_long = read_deadline("signature_due_long", year, (struct law_deadline){0});
    terms->due_short = read_deadline("signature_due_short", year, terms->due_long);
}
