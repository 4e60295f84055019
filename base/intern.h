#ifndef INTERN_H
#define INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/*
 * Texts by number: each distinct text once, numbered from 0 in the order of its
 * coming, with a 32-bit note of the caller. Exact. Zero-initialise it ({0}), free it
 * with intern_reset().
 */
struct intern_entry {
    const char *at;
    uint32_t len;
    uint32_t note;
};

struct intern {
    struct intern_entry *entries;
    size_t count;
    size_t capacity;
    uint32_t *places;            /* from 1; 0 is free */
    size_t size;                 /* a power of two */
    struct intern_block *blocks; /* where copies of texts stand, the newest first */
    char *room;                  /* what is free in the newest */
    size_t room_left;
};

enum { INTERN_NONE = -1 };

/* The number of a text; INTERN_NONE if it has none yet. */
int64_t intern_find(const struct intern *intern, struct text text);

/* Copies a text that has no number yet and returns its number. */
uint32_t intern_add(struct intern *intern, struct text text, uint32_t note);

/* The number of a text, which gets one if it has none. */
uint32_t intern_number(struct intern *intern, struct text text);

void intern_reset(struct intern *intern);

#endif
