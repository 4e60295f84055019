#ifndef AUDIT_REMEDY_H
#define AUDIT_REMEDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/line_set.h"

/*
 * Finds what else to hide for a hidden cell that is as good as shown: the
 * smallest count in the lines through it; without one, in the lines through the
 * cells of those, and so on.
 */
struct audit_remedy;

/* grid and sets are borrowed. keep is a cell that is never chosen. */
struct audit_remedy *audit_remedy_new(
    const struct cell_grid *grid, const struct line_set *sets, size_t set_count, uint32_t keep);
void audit_remedy_free(struct audit_remedy *remedy);

/* The later cell when two are as small. False when nothing is left to hide. */
bool audit_remedy_find(struct audit_remedy *remedy, uint32_t cell, uint32_t *found);

#endif
