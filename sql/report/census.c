#include <assert.h>

#include "base/memory.h"
#include "sql/report/ssid_set.h"

#include "sql/report/census.h"

enum { GROUP_BITS = 20, FIRST_SLOTS = 4096 };

/*
 * Open addressing. A slot is an SSID, from 1, before a group of it, 0 where it is free. The
 * table of pupils has one for each SSID; that of others has the groups but the first.
 */
struct table {
    uint64_t *slots;
    size_t slot_count, count;
    bool is_by_group; /* an SSID has a slot for each group */
};

struct census {
    struct table pupils, others;
    uint64_t *counts; /* by group */
};

static uint64_t
hash_of(const struct table *table, uint64_t slot)
{
    return ssid_set_hash((int64_t)(table->is_by_group ? slot : slot >> GROUP_BITS));
}

/* The slot that the entry has, or where it would come. */
static uint64_t *
find(const struct table *table, uint64_t entry)
{
    size_t at = (size_t)((hash_of(table, entry) >> 32) * table->slot_count >> 32);
    uint64_t differs = table->is_by_group ? UINT64_MAX : UINT64_MAX << GROUP_BITS;

    while (table->slots[at] != 0 && ((table->slots[at] ^ entry) & differs) != 0)
        at = at + 1 == table->slot_count ? 0 : at + 1;
    return &table->slots[at];
}

static void
make(struct table *table, size_t slot_count)
{
    table->slots = memory_new_array(slot_count, sizeof *table->slots);
    table->slot_count = slot_count;
}

/* From half to three quarters are taken, once there are some. */
static void
grow(struct table *table)
{
    uint64_t *old = table->slots;
    size_t old_count = table->slot_count;

    if (table->count < old_count / 4 * 3)
        return;
    make(table, old_count / 2 * 3);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i] != 0)
            *find(table, old[i]) = old[i];
    }
    free(old);
}

/* False when it was there. */
static bool
add(struct table *table, uint64_t entry)
{
    uint64_t *slot;

    grow(table);
    slot = find(table, entry);
    if (*slot != 0)
        return false;
    *slot = entry;
    table->count++;
    return true;
}

struct census *
census_new(size_t group_count)
{
    struct census *census = memory_new(sizeof *census);

    assert(group_count <= CENSUS_GROUPS);
    make(&census->pupils, FIRST_SLOTS);
    make(&census->others, FIRST_SLOTS);
    census->others.is_by_group = true;
    census->counts = memory_new_array(group_count + 1, sizeof *census->counts);
    return census;
}

void
census_free(struct census *census)
{
    if (census == NULL)
        return;
    free(census->pupils.slots);
    free(census->others.slots);
    free(census->counts);
    free(census);
}

void
census_add(struct census *census, int64_t ssid, uint32_t group)
{
    uint64_t entry = ((uint64_t)ssid + 1) << GROUP_BITS | group;
    const uint64_t *first = find(&census->pupils, entry);

    if (*first == entry)
        return;
    if (*first == 0)
        (void)add(&census->pupils, entry);
    else if (!add(&census->others, entry))
        return;
    census->counts[group]++;
}

static void
empty(struct table *table)
{
    free(table->slots);
    table->slots = NULL;
    table->slot_count = 0;
}

void
census_finish(struct census *census)
{
    empty(&census->pupils);
    empty(&census->others);
}

uint64_t
census_pupils(const struct census *census)
{
    return census->pupils.count;
}

uint64_t
census_pupils_of(const struct census *census, uint32_t group)
{
    return census->counts[group];
}
