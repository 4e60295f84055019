#ifndef PLACE_INDEX_H
#define PLACE_INDEX_H

#include <stddef.h>

#include "base/profile_row.h"

/*
 * Where the rows of each place of a profile are: for pages of single places, which
 * would otherwise walk over all rows again and again.
 */
struct place_rows {
    const struct profile_row *rows; /* of all three filters, in the order of the file */
    size_t count;
};

struct place_index {
    struct place_rows *places;      /* by level and code */
    size_t starts[LEVEL_COUNT + 1]; /* where each level begins */
};

/* Borrows the rows of the profile. */
struct place_index place_index_make(const struct profile *profile);
void place_index_reset(struct place_index *index);

/* The places of a level inside a code: "" for the state, 2 or 7 digits. *count may be 0. */
const struct place_rows *place_index_inside(
    const struct place_index *index, enum profile_level level, const char *code, size_t *count);

/* The row of all pupils and all schools of a place; NULL when it has none. */
const struct profile_row *place_rows_total(const struct place_rows *place);

#endif
