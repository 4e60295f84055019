#ifndef NOTE_TABLE_H
#define NOTE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One note a key, for millions of keys whose number is about known: 16 bytes a note and a quarter
 * more, or for fewer keys up to 64 bytes, in one piece of memory, so that a look at one is a look
 * at one place. Init it, end it with note_table_reset(), which also ends one that is all 0.
 */
struct note {
    uint64_t key; /* what is searched for, under the mask of the table; the rest is free to use, but
                     for NOTE_IS_SET; 0 where there is no note */
    uint64_t value;
};

static const uint64_t NOTE_IS_SET = (uint64_t)1 << 63;

struct note_table {
    uint64_t mask;
    struct note *slots;
    size_t capacity, count;
};

/* expected keys fit without that it grows. */
void note_table_init(struct note_table *table, uint64_t mask, size_t expected);
void note_table_reset(struct note_table *table);

/* NULL when there is none. */
struct note *note_table_find(const struct note_table *table, uint64_t key);

/* The note of key; if there is none yet, a new one with this value. Ends all other pointers. */
struct note *note_table_take(struct note_table *table, uint64_t key, uint64_t value);

/* Begins to fetch what the next two will look at, and does not wait for it. */
void note_table_prefetch(const struct note_table *table, uint64_t key);

#endif
