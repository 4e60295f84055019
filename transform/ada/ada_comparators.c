#include "base/memory.h"

#include "transform/ada/ada_parameters.h"

#include "transform/ada/ada_comparators.h"

enum { COUNTY_CODES = 100 };

/* A place without an LEA is free. */
struct ada_comparators {
    struct ada_comparator largest[COUNTY_CODES];
    struct ada_comparator largest_unified[COUNTY_CODES];
};

struct ada_comparators *
ada_comparators_new(void)
{
    return memory_new(sizeof(struct ada_comparators));
}

void
ada_comparators_free(struct ada_comparators *comparators)
{
    free(comparators);
}

/* The county of a code that begins with two digits; -1 for another text. */
static int
county_of(const char *code)
{
    if (code[0] < '0' || code[0] > '9' || code[1] < '0' || code[1] > '9')
        return -1;
    return (code[0] - '0') * 10 + (code[1] - '0');
}

static void
take_larger(struct ada_comparator *largest, const struct ada_comparator *comparator)
{
    if (largest->lea[0] == '\0' || comparator->total > largest->total ||
        (comparator->total == largest->total && strcmp(comparator->lea, largest->lea) < 0))
        *largest = *comparator;
}

void
ada_comparators_add(
    struct ada_comparators *comparators, enum ada_lea lea, const struct ada_comparator *comparator)
{
    int county = county_of(comparator->lea);

    if (county < 0)
        return;
    if (lea == ADA_LEA_UNIFIED_DISTRICT)
        take_larger(&comparators->largest_unified[county], comparator);
    if (lea == ADA_LEA_UNIFIED_DISTRICT || lea == ADA_LEA_HIGH_DISTRICT)
        take_larger(&comparators->largest[county], comparator);
}

const struct ada_comparator *
ada_comparators_find(
    const struct ada_comparators *comparators, enum ada_lea lea, const char *county)
{
    const struct ada_comparator *found = NULL;
    int number = county_of(county);

    if (number < 0)
        return NULL;
    if (lea == ADA_LEA_COUNTY_OFFICE)
        found = &comparators->largest[number];
    else if (lea == ADA_LEA_CHARTER)
        found = &comparators->largest_unified[number];
    return found == NULL || found->lea[0] == '\0' ? NULL : found;
}

int
ada_comparators_year(enum ada_lea lea, int year)
{
    struct ada_parameters parameters;

    ada_parameters_read(year, &parameters);
    if (lea == ADA_LEA_CHARTER)
        return parameters.charter_compares_prior_year ? year - 1 : year;
    return parameters.office_compares_prior_year ? year - 1 : year;
}
