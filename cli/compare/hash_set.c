#include "base/memory.h"

#include "cli/compare/hash_set.h"

enum { FIRST_SIZE = 1024 };

uint64_t
hash_add(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ at[i]) * 0x100000001b3U;
    return hash != 0 ? hash : 1;
}

static size_t
find_slot(const struct hash_set *set, uint64_t hash)
{
    size_t at = (size_t)hash & (set->size - 1);

    while (set->slots[at] != 0 && set->slots[at] != hash)
        at = (at + 1) & (set->size - 1);
    return at;
}

static void
grow(struct hash_set *set)
{
    struct hash_set larger = {.size = set->size > 0 ? 2 * set->size : FIRST_SIZE};

    larger.slots = memory_new_array(larger.size, sizeof *larger.slots);
    for (size_t i = 0; i < set->size; i++) {
        if (set->slots[i] != 0)
            larger.slots[find_slot(&larger, set->slots[i])] = set->slots[i];
    }
    free(set->slots);
    set->slots = larger.slots;
    set->size = larger.size;
}

void
hash_set_add(struct hash_set *set, uint64_t hash)
{
    size_t at;

    if (set->count == set->limit && !hash_set_has(set, hash)) {
        set->is_full = true;
        return;
    }
    if (2 * (set->count + 1) > set->size)
        grow(set);
    at = find_slot(set, hash);
    set->count += set->slots[at] == 0;
    set->slots[at] = hash;
}

bool
hash_set_has(const struct hash_set *set, uint64_t hash)
{
    return set->size > 0 && set->slots[find_slot(set, hash)] == hash;
}

void
hash_set_free(struct hash_set *set)
{
    free(set->slots);
    *set = (struct hash_set){0};
}
