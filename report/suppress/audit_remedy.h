#ifndef AUDIT_REMEDY_H
#define AUDIT_REMEDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/suppress/line_set.h"

/*
 * Finds what else to hide for a hidden cell that is as good as shown: the
 * smallest count in the lines through it; without one, in the lines through the
 * cells of those and of what they are counted of, and so on. The latter because
 * count + rest = base is a line too, and often only the base can protect a count.
 */
struct audit_remedy;

struct audit_remedy_request {
    const struct cell_grid *grid;
    const struct line_set *sets;
    size_t set_count;
    const uint8_t *bases; /* by published column: what it is counted of; itself for nothing */
    uint32_t keep;        /* a cell that is never chosen */
};

/* Everything in the request is borrowed. */
struct audit_remedy *audit_remedy_new(const struct audit_remedy_request *request);
void audit_remedy_free(struct audit_remedy *remedy);

/* The later cell when two are as small. False when nothing is left to hide. */
bool audit_remedy_find(struct audit_remedy *remedy, uint32_t cell, uint32_t *found);

#endif
