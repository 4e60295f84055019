#ifndef REPORT_REFERENCE_H
#define REPORT_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/profile_row.h"
#include "base/text.h"

struct err;

/*
 * The embedded tables that the profile is made with: reporting_category,
 * program_placement and special_school. Whoever has the tables pushes all of
 * them, row by row; the others are let pass.
 */
struct report_reference;

struct report_reference *report_reference_new(void);
void report_reference_free(struct report_reference *reference);

/*
 * Takes one row of a table, header first; reference is a struct report_reference.
 * Fails with ERR_BUG when a table that is used has other columns than expected.
 */
int report_reference_row(void *reference, const char *table, const struct text *fields, int count,
    bool is_header, struct err *err);

/* A code and what it stands for: an EdOps code and its placement, a special school and its name. */
struct report_pair {
    const char *code;
    const char *meaning;
};

/* In the order of the tables, borrowed. */
const struct profile_category *report_reference_categories(
    const struct report_reference *reference, size_t *count);
const struct report_pair *report_reference_placements(
    const struct report_reference *reference, size_t *count);
const struct report_pair *report_reference_special_schools(
    const struct report_reference *reference, size_t *count);

/*
 * All rows that were taken, as lines (report/frozen/tab_line.h): table, "header" or "row",
 * fields. Borrowed.
 */
struct text report_reference_lines(const struct report_reference *reference);

#endif
