#include "base/memory.h"

#include "transform/state/note_table.h"

/* Few keys get room to spare: most of what is searched for among them is not there. */
enum { LEAST_CAPACITY = 64, FEW_KEYS = 256 * 1024, ROOM_OF_FEW = 4 };

static size_t
slot_of(const struct note_table *table, uint64_t key)
{
    uint64_t hash = (key & table->mask) * UINT64_C(0x9e3779b97f4a7c15);

    hash ^= hash >> 32;
    hash *= UINT64_C(0xd6e8feb86659fd93);
    return (size_t)(((hash >> 32) * table->capacity) >> 32);
}

void
note_table_init(struct note_table *table, uint64_t mask, size_t expected)
{
    *table = (struct note_table){.mask = mask, .capacity = expected + expected / 4};
    if (expected < FEW_KEYS)
        table->capacity = ROOM_OF_FEW * expected;
    if (table->capacity < LEAST_CAPACITY)
        table->capacity = LEAST_CAPACITY;
    table->slots = memory_new_array(table->capacity, sizeof *table->slots);
}

void
note_table_reset(struct note_table *table)
{
    free(table->slots);
    *table = (struct note_table){0};
}

/* The slot of key, or the free one that it would have. */
static struct note *
search(const struct note_table *table, uint64_t key)
{
    size_t slot = slot_of(table, key);

    while (table->slots[slot].key != 0 && ((table->slots[slot].key ^ key) & table->mask) != 0)
        slot = slot + 1 == table->capacity ? 0 : slot + 1;
    return &table->slots[slot];
}

struct note *
note_table_find(const struct note_table *table, uint64_t key)
{
    struct note *note = search(table, key);

    return note->key != 0 ? note : NULL;
}

static void
grow(struct note_table *table)
{
    struct note_table old = *table;

    note_table_init(table, old.mask, old.capacity);
    table->count = old.count;
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].key != 0)
            *search(table, old.slots[i].key) = old.slots[i];
    free(old.slots);
}

struct note *
note_table_take(struct note_table *table, uint64_t key, uint64_t value)
{
    struct note *note = search(table, key);

    if (note->key != 0)
        return note;
    if (table->count >= table->capacity - table->capacity / 8) {
        grow(table);
        note = search(table, key);
    }
    *note = (struct note){key | NOTE_IS_SET, value};
    table->count++;
    return note;
}

void
note_table_prefetch(const struct note_table *table, uint64_t key)
{
    __builtin_prefetch(&table->slots[slot_of(table, key)], 1);
}
