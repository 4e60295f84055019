#ifndef CHECK_CAUSES_H
#define CHECK_CAUSES_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/findings/tally.h"

struct buf;
struct summary;
struct summary_file;

/* Wrong values of all files of a result by how many rows one fix clears. */

enum { CHECK_CAUSES = 20 };

struct check_cause {
    const struct summary_file *file;
    struct cause cause;
};

/*
 * Fills causes with those of most rows and returns how many. *is_complete is
 * false when there were more different values than are kept.
 */
size_t check_causes_list(
    const struct summary *summary, struct check_cause causes[CHECK_CAUSES], bool *is_complete);

/* "grade_level is blank", "grade_level: 9***(2)" */
void check_causes_add_value(struct buf *buf, const struct cause *cause);

#endif
