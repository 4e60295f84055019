#ifndef AUDIT_FACTS_H
#define AUDIT_FACTS_H

#include <stdint.h>

#include "report/suppress/bounds.h"
#include "report/suppress/profile_lines.h"

struct err;

/* What a reader of any profile knows beforehand, and what holds along this profile's lines. */
struct audit_facts {
    uint16_t *zeros; /* by row: a bit a column that is 0 in every profile */
    struct line_relations relations[LINE_KIND_COUNT];
};

/* Fails with ERR_BUG when the profile's rows are otherwise. Free in any case. */
int audit_facts_fill(struct audit_facts *facts, const struct profile_lines *lines, struct err *err);
void audit_facts_free(struct audit_facts *facts);

/* Says which row is not as it must be. Returns -1. */
int audit_facts_contradict(const struct profile_lines *lines, uint32_t row, struct err *err);

#endif
