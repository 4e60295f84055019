#ifndef RULE_TEXT_H
#define RULE_TEXT_H

#include <stdbool.h>

struct buf;

/* The longer texts of the catalogue (transform/rules.txt), for documentation alone. */

enum rule_text_part { RULE_TEXT_WHY, RULE_TEXT_EXAMPLE };

/* Adds the text, on one line. False, and nothing added, when the rule has none. */
bool rule_text_add(struct buf *buf, const char *id, enum rule_text_part part);

#endif
