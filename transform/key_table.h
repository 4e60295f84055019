#ifndef KEY_TABLE_H
#define KEY_TABLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Sixteen bytes a key, found by their first half: a multimap for the keys of one
 * file. Up to 16 MiB it has room to spare, beyond 18 to 23 bytes a key. It grows a
 * segment at a time, so that no moment needs the whole twice.
 * Zero-initialise it ({0}) but for mask, free it with key_table_reset().
 */
struct key {
    uint64_t high; /* what is searched for, under the mask of the table */
    uint64_t low;  /* never 0 */
};

enum { KEY_TABLE_SEGMENTS = 256 };

struct key_segment {
    struct key *keys; /* low is 0 where free */
    uint32_t count;
    uint32_t capacity;
};

struct key_table {
    uint64_t mask; /* the bits of high that are searched for */
    uint64_t count;
    struct key_segment segments[KEY_TABLE_SEGMENTS];
};

/* Where a search stands. Adding a key ends all searches. */
struct key_cursor {
    struct key_segment *segment;
    uint64_t high;
    uint64_t mask;
    uint32_t slot;
};

void key_table_reset(struct key_table *table);
void key_table_add(struct key_table *table, struct key key);

/* Adds a key of the high that was searched for, after the search came to its end. */
void key_table_add_found(struct key_table *table, const struct key_cursor *cursor, struct key key);

/* Begins to fetch what a search for high will need, and does not wait for it. */
void key_table_prefetch(const struct key_table *table, uint64_t high);

/* Starts a search; key_cursor_next() then gives each key of that high, NULL after the last. */
struct key_cursor key_table_find(struct key_table *table, uint64_t high);
struct key *key_cursor_next(struct key_cursor *cursor);

#endif
