#ifndef CAUSE_INDEX_H
#define CAUSE_INDEX_H

#include "cli/compare/comparison.h"
#include "cli/findings/findings_in.h"

/* The causes and rules of a comparison, found again by what makes two findings the same. */
struct cause_index;

struct cause_index *cause_index_new(void);
void cause_index_free(struct cause_index *index);

/*
 * The place of the cause of a finding in the pair of files file; it is made, with
 * counts of 0, when it is the first. When there are too many, the one of all
 * other values of its rule and column. hash becomes that of the cause.
 */
size_t cause_index_find(
    struct cause_index *index, size_t file, const struct finding_line *line, uint64_t *hash);

size_t cause_index_count(const struct cause_index *index);
struct comparison_cause *cause_index_at(struct cause_index *index, size_t place);

size_t cause_index_rule_count(const struct cause_index *index);
struct comparison_rule *cause_index_rule(struct cause_index *index, size_t place);

/* The places of the rules in the order of the catalogue, others after them by name. */
void cause_index_order_rules(const struct cause_index *index, size_t *places);

#endif
