#include <assert.h>

#include "base/parse.h"
#include "transform/year_parameter.h"

#include "transform/ada/ada_parameters.h"

/* True when the year has that parameter, and with that value. */
static bool
is(const char *name, int year, const char *value)
{
    struct year_parameter parameter;

    return year_parameter_find(name, year, &parameter) &&
           text_equals(parameter.value, text_of(value));
}

static int64_t
hundredths(const char *name, int year)
{
    struct year_parameter parameter = {0};
    int64_t number = 0;
    bool is_number = year_parameter_find(name, year, &parameter) &&
                     parse_decimal(parameter.value, 2, INT32_MAX, &number);

    assert(is_number);
    (void)is_number;
    return number;
}

static enum ada_split_law
split_law(int year)
{
    if (is("grade_span_split", year, "unified"))
        return ADA_SPLIT_UNIFIED;
    return is("grade_span_split", year, "any") ? ADA_SPLIT_ANY : ADA_SPLIT_NONE;
}

void
ada_parameters_read(int first_year, struct ada_parameters *parameters)
{
    *parameters = (struct ada_parameters){
        .cap_percent = year_parameter_number("cap_percent", first_year),
        .cap_base_excludes_exempt = is("cap_base_excludes_exempt", first_year, "Y"),
        .cap_excludes_emergency = is("cap_excludes_emergency", first_year, "Y"),
        .office_compares_prior_year = is("office_comparison_year", first_year, "prior"),
        .charter_compares_prior_year = is("charter_comparison_year", first_year, "prior"),
        .charter_ratio = hundredths("charter_ratio", first_year),
        .allows_negotiated_ratio = is("negotiated_ratio", first_year, "Y"),
        .has_modalities_apart = is("modalities_apart", first_year, "Y"),
        .split = split_law(first_year),
    };
}
