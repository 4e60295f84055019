#include <assert.h>

#include "base/parse.h"
#include "reference_text.h"

#include "transform/embedded_table.h"

#include "transform/ada_parameters.h"

/* The value of a parameter in a year; the table has exactly one. */
static struct text
find(const char *name, int year)
{
    struct text rest = text_of(transform_reference_ada_parameter);
    struct text fields[EMBEDDED_MAX_FIELDS], value = {0};
    int count = embedded_table_next(&rest, fields);

    assert(count == 5);
    while (embedded_table_next(&rest, fields) == count) {
        int since = embedded_table_year(fields[1]), until = embedded_table_year(fields[2]);

        if (!text_equals(fields[0], text_of(name)) || (since != 0 && year < since) ||
            (until != 0 && year > until))
            continue;
        assert(value.len == 0);
        value = fields[3];
    }
    assert(value.len > 0);
    return value;
}

static bool
is(const char *name, int year, const char *value)
{
    return text_equals(find(name, year), text_of(value));
}

static int64_t
number(const char *name, int year, int scale)
{
    int64_t value = 0;
    bool is_number = parse_decimal(find(name, year), scale, INT32_MAX, &value);

    assert(is_number);
    (void)is_number;
    return value;
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
        .cap_percent = (int)number("cap_percent", first_year, 0),
        .cap_base_excludes_exempt = is("cap_base_excludes_exempt", first_year, "Y"),
        .cap_excludes_emergency = is("cap_excludes_emergency", first_year, "Y"),
        .office_compares_prior_year = is("office_comparison_year", first_year, "prior"),
        .charter_compares_prior_year = is("charter_comparison_year", first_year, "prior"),
        .charter_ratio = number("charter_ratio", first_year, 2),
        .allows_negotiated_ratio = is("negotiated_ratio", first_year, "Y"),
        .has_modalities_apart = is("modalities_apart", first_year, "Y"),
        .split = split_law(first_year),
    };
}
