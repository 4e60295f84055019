#ifndef KEY_TABLE_H
#define KEY_TABLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Sixteen bytes a key, found by their first half: a multimap for the keys of one
 * file. Keys stay in the order in which they were added; an index of five bytes a
 * slot leads to them. It takes 5 MiB at most for the first 900,000 keys, for more of
 * them 6 to 7 bytes a key. It grows a segment at a time, so that no moment needs the
 * whole twice. Zero-initialise the table ({0}) but for mask, free it with
 * key_table_reset().
 */
struct key {
    uint64_t high; /* what is searched for, under the mask of the table */
    uint64_t low;
};

enum { KEY_TABLE_SEGMENTS = 16 };

/* A part of the index, by the hash of the key. */
struct key_segment {
    uint32_t *places; /* of the keys */
    uint8_t *tags;    /* a few bits of their hashes; 0 where the slot is free */
    uint32_t count;
    uint32_t capacity;
};

struct key_table {
    uint64_t mask; /* the bits of high that are searched for */
    uint32_t count;
    uint32_t block_count;
    struct key **blocks; /* of the keys, which never move */
    struct key_segment segments[KEY_TABLE_SEGMENTS];
};

/* Where a search stands. Adding a key ends all searches. */
struct key_cursor {
    const struct key_table *table;
    uint64_t high;
    uint64_t hash;
    uint32_t slot;
};

void key_table_reset(struct key_table *table);

/* At most 2^32 - 1 keys. */
void key_table_add(struct key_table *table, struct key key);

/* Adds a key of the high that was searched for, after the search came to its end. */
void key_table_add_found(struct key_table *table, const struct key_cursor *cursor, struct key key);

/* Adds a key that no search finds. */
void key_table_add_hidden(struct key_table *table, struct key key);

/* The keys in the order in which they were added; place is below count. */
struct key *key_table_at(const struct key_table *table, uint32_t place);

/* Bytes that the table takes. */
uint64_t key_table_size(const struct key_table *table);

/* Begins to fetch what a search for high will need, and does not wait for it. */
void key_table_prefetch(const struct key_table *table, uint64_t high);

/* Starts a search; key_cursor_next() then gives each key of that high, NULL after the last. */
struct key_cursor key_table_find(const struct key_table *table, uint64_t high);
struct key *key_cursor_next(struct key_cursor *cursor);

#endif
