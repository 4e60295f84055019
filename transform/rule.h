#ifndef RULE_H
#define RULE_H

/* The rules of transform/rules.def by number, in the order of the catalogue. */

enum rule_id {
#define RULE(id, ...) RULE_##id,
#define ROW_RULE(id, ...) RULE_##id,
#define LAW_RULE(id, ...) RULE_##id,
#include "transform/rules.def"
#undef RULE
#undef ROW_RULE
#undef LAW_RULE
    RULE_COUNT,
    RULE_NONE = RULE_COUNT,
};

/* What a rule needs besides the file that it judges. */
enum rule_needs {
    NEEDS_NOTHING,
    NEEDS_DIRECTORY,
    NEEDS_DIRECTORY_IN_PART, /* judged as far as the file alone tells */
};

#endif
