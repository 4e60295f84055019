#ifndef CATALOGUE_H
#define CATALOGUE_H

#include <stddef.h>

#include "base/finding.h"

/* The catalogue of rules, from transform/rules.def and transform/rules.txt. */

size_t catalogue_size(void);
const struct rule_info *catalogue_rule(size_t number);

/* NULL if there is no rule of that id. */
const struct rule_info *catalogue_find(const char *id);

/* SHA-256 over the catalogue: the rule set of a judgement. Computed once into text. */
void catalogue_version(char text[65]);

#endif
