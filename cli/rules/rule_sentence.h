#ifndef RULE_SENTENCE_H
#define RULE_SENTENCE_H

#include "base/finding.h"

struct buf;

/* What there is to say about a rule of the catalogue in words, wherever it is said. */

/* "The row is refused; the others are not." */
const char *rule_sentence_effect(enum severity severity);

/* What is looked at: "each value", "each row", "several files together". */
const char *rule_sentence_scope(enum rule_scope scope);

/* "every extract", "SENR and ISAG", "SENR, STAS and ISAG" */
void rule_sentence_add_extracts(struct buf *buf, const struct rule_info *rule);

/* "every year", "from 2022-2023", "to 2013-2014", "2022-2023 to 2023-2024", "2021-2022 only" */
void rule_sentence_add_years(struct buf *buf, const struct rule_info *rule);

/* "Education Code 51747(c)(8); CALPADS SENR0002"; nothing when the rule has no source. */
void rule_sentence_add_source(struct buf *buf, const struct rule_info *rule);

/* A clause as a sentence: its first letter upper, a full stop behind. */
void rule_sentence_add_clause(struct buf *buf, const char *clause);

#endif
