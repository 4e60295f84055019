#ifndef EARLIER_RELEASE_H
#define EARLIER_RELEASE_H

#include "report/suppress/complement.h"

struct profile;
struct profile_lines;

/*
 * Marks the cells whose figure readers have from an earlier release of the same
 * year: shown there, and still the same. Hiding such a cell protects nothing, so
 * it neither serves as a complement nor is it unknown to the audit.
 *
 * Both list their rows in the order of the file, by the same categories.
 */
void earlier_release_mark(struct profile_lines *lines, const struct profile *earlier);

/*
 * Hides what the earlier release hid. Shown now, such a cell would tell what stood
 * hidden beside it then: few figures change from one release to the next, and a
 * line that holds two hidden ones then and another two now gives away the third.
 */
void earlier_release_hide(
    const struct profile_lines *lines, const struct profile *earlier, struct cell_hider hider);

/*
 * False when it shows a count of 1 to 10, as no release does: it is the agency's own
 * file, and to take all that it shows as known would protect nothing.
 */
bool earlier_release_is_public(const struct profile *earlier);

#endif
