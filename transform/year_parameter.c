#include <assert.h>

#include "base/date.h"
#include "base/parse.h"
#include "base/school.h"
#include "reference_text.h"

#include "transform/embedded_table.h"

#include "transform/year_parameter.h"

enum { NAME, SINCE, UNTIL, VALUE, UNIT };

bool
year_parameter_find(const char *name, int year, struct year_parameter *parameter)
{
    struct text rest = text_of(transform_reference_year_parameter);
    struct text fields[EMBEDDED_MAX_FIELDS];

    embedded_table_next(&rest, fields);
    while (embedded_table_next(&rest, fields) > 0) {
        int since = embedded_table_year(fields[SINCE]), until = embedded_table_year(fields[UNTIL]);

        if (text_equals(fields[NAME], text_of(name)) && year >= since &&
            (until == 0 || year <= until)) {
            *parameter = (struct year_parameter){fields[VALUE], fields[UNIT]};
            return true;
        }
    }
    return false;
}

int
year_parameter_number(const char *name, int year)
{
    struct year_parameter parameter;
    uint64_t number = 0;
    bool is_number;

    if (!year_parameter_find(name, year, &parameter))
        return 0;
    is_number = parse_unsigned(parameter.value, INT16_MAX, &number);
    assert(is_number);
    (void)is_number;
    return (int)number;
}

int32_t
year_parameter_date(const char *name, int year)
{
    struct year_parameter parameter;
    int32_t date = 0;
    bool is_date;

    if (!year_parameter_find(name, year, &parameter))
        return DATE_NONE;
    is_date = date_parse(parameter.value, &date);
    assert(is_date);
    (void)is_date;
    return date;
}
