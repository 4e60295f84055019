#ifndef SUGGESTION_H
#define SUGGESTION_H

#include <stddef.h>

#include "transform/spelling.h"

/*
 * What was suggested for the last spellings that nothing was known of. A file that has
 * one of them mostly has it in thousands of rows. Zero-initialise it ({0}).
 */
enum { SUGGESTION_SLOTS = 64, SUGGESTION_TEXT_SIZE = 48 };

struct suggestion {
    const struct code_set *set; /* NULL while the slot is free */
    size_t len;
    char text[SUGGESTION_TEXT_SIZE];
    char codes[SUGGESTION_SIZE];
};

struct suggestions {
    struct suggestion slots[SUGGESTION_SLOTS];
};

/*
 * The codes that may have been meant, as spelling_suggest() writes them when only near
 * ones are asked for. Borrowed until the next call.
 */
const char *suggestions_find(struct suggestions *suggestions, const struct code_set *set,
    const struct alias_set *aliases, struct text text);

#endif
