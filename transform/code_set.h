#ifndef CODE_SET_H
#define CODE_SET_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "transform/reference.h"

/* Sets of codes and of other spellings, as transform/reference.h hands them out. */

/* Places by the hash of a text, ASCII case folded; open addressing, at most half full. */
struct text_index {
    uint16_t *places; /* from 1; 0 is free */
    size_t size;      /* a power of two */
};

/* A text of at most 8 bytes, ASCII letters upper, as one number. */
struct packed_code {
    uint64_t bytes;
    size_t len;
};

struct code_set {
    char name[40];
    size_t count;
    struct code *codes;
    struct packed_code *packed; /* of each code; len is 0 for a longer one */
    struct text_index index;
};

struct alias_set {
    size_t count;
    struct text *spellings;
    const struct code **codes;
    struct text_index index;
};

/* Reads a table whose columns are code, name and, where the codes have years, since and until. */
void code_set_init(struct code_set *set, const char *name, struct text table);
void code_set_reset(struct code_set *set);

/* Reads a table of spelling and code; each code is one of set. */
void alias_set_init(struct alias_set *aliases, struct text table, const struct code_set *set);
void alias_set_reset(struct alias_set *aliases);

#endif
