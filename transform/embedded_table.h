#ifndef EMBEDDED_TABLE_H
#define EMBEDDED_TABLE_H

#include <stddef.h>

#include "base/text.h"

/*
 * Reads the tables of transform/reference/ as they are embedded: comma separated,
 * values with commas in quotes, no quote inside a value, LF. They are part of the
 * program, so a table that breaks this form is a bug (assert).
 */
enum { EMBEDDED_MAX_FIELDS = 16 };

/* The next row of what is left; returns its number of fields, 0 at the end. */
int embedded_table_next(struct text *rest, struct text fields[EMBEDDED_MAX_FIELDS]);

/* The position of a column in a header row; -1 if there is none. */
int embedded_table_column(const struct text *header, int count, const char *name);

/* "2017-2018" gives 2017, the empty text 0. */
int embedded_table_year(struct text text);

#endif
