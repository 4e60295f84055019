#include <assert.h>
#include <stdbool.h>

#include "base/memory.h"

#include "transform/key_table.h"

/*
 * The index is searched by tags, which fit the processor's cache where keys do not:
 * a new key is mostly known to be new without a look at another one.
 */
enum {
    FIRST_CAPACITY = 64,
    SPARSE_CAPACITY = 64 * 1024, /* up to here a segment has room to spare */
    BLOCK_KEYS = 1024,
};

enum { SLOT_SIZE = sizeof(uint32_t) + sizeof(uint8_t) };

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
    return hash >> 60;
}

/* Spreads 32 other bits of the hash over any capacity. */
static uint32_t
slot_of(uint64_t hash, uint32_t capacity)
{
    return (uint32_t)(((hash & UINT32_MAX) * capacity) >> 32);
}

/* Never 0. */
static uint8_t
tag_of(uint64_t hash)
{
    uint8_t tag = (uint8_t)(hash >> 48);

    return tag != 0 ? tag : 1;
}

static uint32_t
next_slot(const struct key_segment *segment, uint32_t slot)
{
    return slot + 1 == segment->capacity ? 0 : slot + 1;
}

static void
put(struct key_segment *segment, uint64_t hash, uint32_t place)
{
    uint32_t slot = slot_of(hash, segment->capacity);

    while (segment->tags[slot] != 0)
        slot = next_slot(segment, slot);
    segment->tags[slot] = tag_of(hash);
    segment->places[slot] = place;
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
grow(const struct key_table *table, struct key_segment *segment)
{
    struct key_segment old = *segment;

    segment->capacity = next_capacity(old.capacity);
    segment->places = memory_new_array(segment->capacity, SLOT_SIZE);
    segment->tags = (uint8_t *)(segment->places + segment->capacity);
    segment->count = 0;
    for (uint32_t i = 0; i < old.capacity; i++)
        if (old.tags[i] != 0)
            put(segment, hash_of(key_table_at(table, old.places[i])->high & table->mask),
                old.places[i]);
    free(old.places);
}

void
key_table_reset(struct key_table *table)
{
    for (size_t i = 0; i < KEY_TABLE_SEGMENTS; i++)
        free(table->segments[i].places);
    for (uint32_t i = 0; i < table->block_count; i++)
        free(table->blocks[i]);
    free(table->blocks);
    *table = (struct key_table){.mask = table->mask};
}

struct key *
key_table_at(const struct key_table *table, uint32_t place)
{
    return &table->blocks[place / BLOCK_KEYS][place % BLOCK_KEYS];
}

uint64_t
key_table_size(const struct key_table *table)
{
    uint64_t size = table->block_count * (sizeof *table->blocks + BLOCK_KEYS * sizeof(struct key));

    for (size_t i = 0; i < KEY_TABLE_SEGMENTS; i++)
        size += (uint64_t)table->segments[i].capacity * SLOT_SIZE;
    return size;
}

/* A small segment is at most half full, a large one between 0.7 and 0.875. */
static bool
is_full(const struct key_segment *segment)
{
    uint32_t spare =
        segment->capacity < SPARSE_CAPACITY ? segment->capacity / 2 : segment->capacity / 8;

    return segment->count >= segment->capacity - spare;
}

static uint32_t
append(struct key_table *table, struct key key)
{
    uint32_t place = table->count;

    assert(place < UINT32_MAX);
    if (place / BLOCK_KEYS == table->block_count) {
        table->blocks =
            memory_grow(table->blocks, table->block_count + (size_t)1, sizeof *table->blocks);
        table->blocks[table->block_count++] = memory_new_array(BLOCK_KEYS, sizeof(struct key));
    }
    *key_table_at(table, place) = key;
    table->count++;
    return place;
}

void
key_table_add(struct key_table *table, struct key key)
{
    uint64_t hash = hash_of(key.high & table->mask);
    struct key_segment *segment = &table->segments[segment_of(hash)];

    if (is_full(segment))
        grow(table, segment);
    put(segment, hash, append(table, key));
}

void
key_table_add_found(struct key_table *table, const struct key_cursor *cursor, struct key key)
{
    struct key_segment *segment = &table->segments[segment_of(cursor->hash)];

    if (is_full(segment)) {
        key_table_add(table, key);
        return;
    }
    segment->tags[cursor->slot] = tag_of(cursor->hash);
    segment->places[cursor->slot] = append(table, key);
    segment->count++;
}

void
key_table_add_hidden(struct key_table *table, struct key key)
{
    append(table, key);
}

void
key_table_prefetch(const struct key_table *table, uint64_t high)
{
    uint64_t hash = hash_of(high & table->mask);
    const struct key_segment *segment = &table->segments[segment_of(hash)];
    uint32_t slot = slot_of(hash, segment->capacity);

    if (segment->capacity == 0)
        return;
    __builtin_prefetch(&segment->tags[slot]);
    __builtin_prefetch(&segment->places[slot], 1);
}

struct key_cursor
key_table_find(const struct key_table *table, uint64_t high)
{
    uint64_t hash = hash_of(high & table->mask);

    return (struct key_cursor){
        .table = table,
        .high = high & table->mask,
        .hash = hash,
        .slot = slot_of(hash, table->segments[segment_of(hash)].capacity),
    };
}

struct key *
key_cursor_next(struct key_cursor *cursor)
{
    const struct key_segment *segment = &cursor->table->segments[segment_of(cursor->hash)];
    uint8_t tag = tag_of(cursor->hash);

    if (segment->capacity == 0)
        return NULL;
    for (;;) {
        uint32_t slot = cursor->slot;
        struct key *key;

        if (segment->tags[slot] == 0)
            return NULL;
        cursor->slot = next_slot(segment, slot);
        if (segment->tags[slot] != tag)
            continue;
        key = key_table_at(cursor->table, segment->places[slot]);
        if ((key->high & cursor->table->mask) == cursor->high)
            return key;
    }
}
