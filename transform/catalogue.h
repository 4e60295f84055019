#ifndef CATALOGUE_H
#define CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/finding.h"
#include "base/layout.h"
#include "base/submission.h"
#include "transform/rule.h"

/* The catalogue of rules, from transform/rules.def. Numbers are those of enum rule_id. */

size_t catalogue_size(void);
const struct rule_info *catalogue_rule(size_t number);

/* NULL if there is no rule of that id. */
const struct rule_info *catalogue_find(const char *id);

enum rule_needs catalogue_rule_needs(enum rule_id rule);

/* True when the law judges it (transform/law/law.h), not the judge of a file. */
bool catalogue_rule_is_of_law(enum rule_id rule);

/* True when the rule holds in the school year that begins in year; in 0, a year that is not
 * known, only a rule of all years does. */
bool catalogue_rule_in_force(enum rule_id rule, int year);

/* True when the rule looks at that extract. */
bool catalogue_rule_covers(enum rule_id rule, enum extract extract);

/*
 * To be raised when a rule finds something else than before and its words stay as they are: `run`
 * then judges again what it would take for unchanged.
 */
enum { CATALOGUE_REVISION = 4 };

/* SHA-256 over the catalogue and its revision: the rule set of a judgement. Computed anew at each
 * call. */
void catalogue_version(char text[SHA256_TEXT_SIZE]);

#endif
