#ifndef DIFF_CAUSES_H
#define DIFF_CAUSES_H

struct frozen_year;
struct err;
struct profile_place;

/*
 * Which LEAs have changed what two snapshots hold of the pupils at a school or in
 * a district: those whose rows there differ, and whose submission of that extract
 * does, too.
 */
struct diff_causes;

/* Reads the pupils of both, side by side. */
int diff_causes_read(struct diff_causes **causes, struct frozen_year *old_year,
    struct frozen_year *new_year, struct err *err);
void diff_causes_free(struct diff_causes *causes); /* NULL does nothing */

/*
 * Their codes with blanks between; "" for none, and for counties and the state:
 * what lies in them tells. Good until the next call.
 */
const char *diff_causes_of(struct diff_causes *causes, const struct profile_place *place);

#endif
