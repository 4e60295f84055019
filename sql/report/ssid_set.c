#include "base/memory.h"

#include "sql/report/ssid_set.h"

enum { FIRST_ROOM = 1024 };

struct ssid_set {
    int64_t *ssids; /* some of them twice until they are in order */
    size_t count, room;
    uint32_t *slots; /* by hash, a place + 1, 0 where free; at most half are taken */
    size_t mask;     /* one less than their number, a power of two */
};

struct ssid_set *
ssid_set_new(void)
{
    return memory_new(sizeof(struct ssid_set));
}

void
ssid_set_free(struct ssid_set *set)
{
    if (set == NULL)
        return;
    free(set->ssids);
    free(set->slots);
    free(set);
}

static int
compare_ssids(const void *a, const void *b)
{
    const int64_t *one = a, *other = b;

    return (*one > *other) - (*one < *other);
}

/* Without those that are there twice. */
static void
sort_ssids(struct ssid_set *set)
{
    size_t kept = 0;

    if (set->count == 0)
        return;
    qsort(set->ssids, set->count, sizeof *set->ssids, compare_ssids);
    for (size_t i = 0; i < set->count; i++) {
        if (kept == 0 || set->ssids[kept - 1] != set->ssids[i])
            set->ssids[kept++] = set->ssids[i];
    }
    set->count = kept;
}

void
ssid_set_add(struct ssid_set *set, int64_t ssid)
{
    if (set->count == set->room) {
        set->room = set->room == 0 ? FIRST_ROOM : set->room * 2;
        set->ssids = memory_grow(set->ssids, set->room, sizeof *set->ssids);
    }
    set->ssids[set->count++] = ssid;
}

/* Where the search for an SSID begins. */
static size_t
first_slot(const struct ssid_set *set, int64_t ssid)
{
    return (size_t)ssid_set_hash(ssid) & set->mask;
}

uint32_t
ssid_set_finish(struct ssid_set *set)
{
    size_t slot_count = FIRST_ROOM;

    sort_ssids(set);
    while (slot_count < set->count * 2)
        slot_count *= 2;
    set->mask = slot_count - 1;
    set->slots = memory_new_array(slot_count, sizeof *set->slots);
    for (size_t i = 0; i < set->count; i++) {
        size_t slot = first_slot(set, set->ssids[i]);

        while (set->slots[slot] != 0)
            slot = (slot + 1) & set->mask;
        set->slots[slot] = (uint32_t)i + 1;
    }
    return (uint32_t)set->count;
}

bool
ssid_set_find(const struct ssid_set *set, int64_t ssid, uint32_t *place)
{
    size_t slot = first_slot(set, ssid);

    while (set->slots[slot] != 0) {
        *place = set->slots[slot] - 1;
        if (set->ssids[*place] == ssid)
            return true;
        slot = (slot + 1) & set->mask;
    }
    return false;
}

int64_t
ssid_set_at(const struct ssid_set *set, uint32_t place)
{
    return set->ssids[place];
}
