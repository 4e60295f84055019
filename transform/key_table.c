#include <stdbool.h>

#include "base/memory.h"

#include "transform/key_table.h"

/* Segments of SPARSE_CAPACITY make a table of 16 MiB. */
enum { FIRST_CAPACITY = 16, SPARSE_CAPACITY = 4096 };

static uint64_t
hash_of(uint64_t high)
{
    high *= UINT64_C(0x9e3779b97f4a7c15);
    high ^= high >> 32;
    high *= UINT64_C(0xd6e8feb86659fd93);
    return high ^ (high >> 32);
}

static size_t
segment_of(uint64_t hash)
{
    return hash >> 56;
}

/* Spreads 32 other bits of the hash over any capacity. */
static uint32_t
slot_of(uint64_t hash, uint32_t capacity)
{
    return (uint32_t)(((hash & UINT32_MAX) * capacity) >> 32);
}

static void
put(struct key_segment *segment, uint64_t hash, struct key key)
{
    uint32_t slot = slot_of(hash, segment->capacity);

    while (segment->keys[slot].low != 0)
        slot = slot + 1 == segment->capacity ? 0 : slot + 1;
    segment->keys[slot] = key;
    segment->count++;
}

static uint32_t
next_capacity(uint32_t capacity)
{
    if (capacity == 0)
        return FIRST_CAPACITY;
    return capacity < SPARSE_CAPACITY ? 2 * capacity : capacity + capacity / 4;
}

static void
grow(struct key_segment *segment, uint64_t mask)
{
    struct key_segment old = *segment;

    segment->capacity = next_capacity(old.capacity);
    segment->keys = memory_new_array(segment->capacity, sizeof *segment->keys);
    segment->count = 0;
    for (uint32_t i = 0; i < old.capacity; i++)
        if (old.keys[i].low != 0)
            put(segment, hash_of(old.keys[i].high & mask), old.keys[i]);
    free(old.keys);
}

void
key_table_reset(struct key_table *table)
{
    for (size_t i = 0; i < KEY_TABLE_SEGMENTS; i++)
        free(table->segments[i].keys);
    *table = (struct key_table){.mask = table->mask};
}

/* A small table is at most half full, a large one between 0.7 and 0.875. */
static bool
is_full(const struct key_segment *segment)
{
    uint32_t spare =
        segment->capacity < SPARSE_CAPACITY ? segment->capacity / 2 : segment->capacity / 8;

    return segment->count >= segment->capacity - spare;
}

void
key_table_add(struct key_table *table, struct key key)
{
    uint64_t hash = hash_of(key.high & table->mask);
    struct key_segment *segment = &table->segments[segment_of(hash)];

    if (is_full(segment))
        grow(segment, table->mask);
    put(segment, hash, key);
    table->count++;
}

void
key_table_add_found(struct key_table *table, const struct key_cursor *cursor, struct key key)
{
    if (is_full(cursor->segment)) {
        key_table_add(table, key);
        return;
    }
    cursor->segment->keys[cursor->slot] = key;
    cursor->segment->count++;
    table->count++;
}

void
key_table_prefetch(const struct key_table *table, uint64_t high)
{
    uint64_t hash = hash_of(high & table->mask);
    const struct key_segment *segment = &table->segments[segment_of(hash)];

    if (segment->capacity > 0)
        __builtin_prefetch(&segment->keys[slot_of(hash, segment->capacity)]);
}

struct key_cursor
key_table_find(struct key_table *table, uint64_t high)
{
    uint64_t hash = hash_of(high & table->mask);
    struct key_segment *segment = &table->segments[segment_of(hash)];

    return (struct key_cursor){
        .segment = segment,
        .high = high & table->mask,
        .mask = table->mask,
        .slot = slot_of(hash, segment->capacity),
    };
}

struct key *
key_cursor_next(struct key_cursor *cursor)
{
    struct key_segment *segment = cursor->segment;

    if (segment->capacity == 0)
        return NULL;
    for (;;) {
        struct key *key = &segment->keys[cursor->slot];

        if (key->low == 0)
            return NULL;
        cursor->slot = cursor->slot + 1 == segment->capacity ? 0 : cursor->slot + 1;
        if ((key->high & cursor->mask) == cursor->high)
            return key;
    }
}
