#ifndef ADA_COMPARATORS_H
#define ADA_COMPARATORS_H

#include "transform/ada/ada_figure.h"

/*
 * The districts of one school year that others are compared with: in each county the
 * largest high or unified one, for its county office, and the largest unified one,
 * for charters that elect it. The largest has the most P-2 ADA in all programs; of
 * equals the lowest code. Elementary districts never count.
 */
struct ada_comparators;

struct ada_comparators *ada_comparators_new(void);
void ada_comparators_free(struct ada_comparators *comparators);

/* An LEA of any kind, in any order. */
void ada_comparators_add(
    struct ada_comparators *comparators, enum ada_lea lea, const struct ada_comparator *comparator);

/*
 * What an LEA of that kind is compared with; county begins with the two digits of its
 * county. NULL for kinds that are not, and where no district of the county is known.
 */
const struct ada_comparator *ada_comparators_find(
    const struct ada_comparators *comparators, enum ada_lea lea, const char *county);

/* The school year, by its first calendar year, whose districts an LEA of that kind is compared
 * with in a year. */
int ada_comparators_year(enum ada_lea lea, int year);

#endif
