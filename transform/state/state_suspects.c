#include "base/memory.h"

#include "transform/state/state_suspects.h"

/*
 * A note has a pupil or a name in the half that is searched for, with what else fits there.
 * Of a pupil: SSID 34 bits, birth date 22, what was seen 3; and in the other half the LEA of the
 * primary enrollments so far, 22, and the first and last day of them together, 21 each.
 * Of a name: its digest 30 bits, birth date 22, what was seen 1; an SSID in the other half.
 * Of claims: SSID, what was seen 1; the days so far in the other half.
 */
enum {
    SSID_BITS = 34,
    BIRTH_BITS = 22,
    PUPIL_BITS = SSID_BITS + BIRTH_BITS,
    NAME_BITS = STATE_KEY_NAME_BITS + BIRTH_BITS,
    SEVERAL_LEAS = (1 << 22) - 1,
    MAX_DAYS = 36600, /* of a year, in hundredths */
    AHEAD = 12,       /* rows that are fetched before they are looked at */
    MAX_SHARED = 1 << 20,
};

static const uint64_t ssid_mask = ((uint64_t)1 << SSID_BITS) - 1;
static const uint64_t name_mask = ((uint64_t)1 << NAME_BITS) - 1;
static const uint64_t has_overlap = (uint64_t)1 << PUPIL_BITS;
static const uint64_t has_birth_dates = (uint64_t)2 << PUPIL_BITS;
static const uint64_t is_enrolled_in_due = (uint64_t)4 << PUPIL_BITS;
static const uint64_t has_ssids = (uint64_t)1 << NAME_BITS;
static const uint64_t has_days = (uint64_t)1 << PUPIL_BITS;

static const uint64_t no_enrollment = (uint64_t)STATE_KEY_MAX_DAY << STATE_KEY_DAY_BITS;

static uint64_t
name_of(struct state_key key)
{
    return (uint64_t)state_key_birth(key) << STATE_KEY_NAME_BITS | state_key_name(key);
}

static bool
is_in_slice(const struct state_suspects *suspects, uint64_t key)
{
    if (suspects->slice_count <= 1)
        return true;
    return (key * UINT64_C(0xff51afd7ed558ccd) >> 32) % suspects->slice_count == suspects->slice;
}

/* The note of key, a new one if need be; NULL when there is none and it may not be new. */
static struct note *
find_note(struct note_table *table, uint64_t key, uint64_t value, bool may_add)
{
    return may_add ? note_table_take(table, key, value) : note_table_find(table, key);
}

/*
 * Whether the enrollment may overlap one of another LEA: those so far are taken for one long
 * enrollment, which finds too many, but none too few.
 */
static void
note_enrollment(struct note *note, uint32_t lea, struct state_key key)
{
    uint64_t first = note->value >> STATE_KEY_DAY_BITS & STATE_KEY_MAX_DAY;
    uint64_t last = note->value & STATE_KEY_MAX_DAY;
    uint64_t seen = note->value >> 2 * STATE_KEY_DAY_BITS;

    if (first > last)
        seen = lea;
    else if (seen != lea && state_key_first(key) <= last && first <= state_key_last(key))
        note->key |= has_overlap;
    if (seen != lea)
        seen = SEVERAL_LEAS;
    if (state_key_first(key) < first)
        first = state_key_first(key);
    if (state_key_last(key) > last)
        last = state_key_last(key);
    note->value = seen << 2 * STATE_KEY_DAY_BITS | first << STATE_KEY_DAY_BITS | last;
}

/* This and the next two tell whether there is a note of the row. */
static bool
note_pupil(struct state_suspects *suspects, const struct state_pack *pack, struct state_key key,
    bool is_due)
{
    uint64_t ssid = state_key_ssid(key), birth = state_key_birth(key);
    struct note *note;

    if (!is_in_slice(suspects, ssid))
        return false;
    note = find_note(&suspects->pupils, ssid | birth << SSID_BITS, no_enrollment, is_due);
    if (note == NULL)
        return false;
    if ((note->key >> SSID_BITS & (((uint64_t)1 << BIRTH_BITS) - 1)) != birth)
        note->key |= has_birth_dates;
    if (is_due && pack->extract == EXTRACT_SENR)
        note->key |= is_enrolled_in_due;
    if (state_key_is_enrolled(key))
        note_enrollment(note, pack->lea, key);
    return true;
}

static bool
note_name(struct state_suspects *suspects, struct state_key key, bool is_due)
{
    uint64_t ssid = state_key_ssid(key);
    struct note *note;

    if (state_key_name(key) == 0 || !is_in_slice(suspects, name_of(key)))
        return false;
    note = find_note(&suspects->names, name_of(key), ssid, is_due);
    if (note != NULL && note->value != ssid)
        note->key |= has_ssids;
    return note != NULL;
}

static bool
note_days(struct state_suspects *suspects, struct state_key key, bool is_due)
{
    struct note *note;

    if (!is_in_slice(suspects, state_key_ssid(key)))
        return false;
    note = find_note(&suspects->claims, state_key_ssid(key), 0, is_due);
    if (note == NULL)
        return false;
    note->value += state_key_days(key);
    if (note->value > MAX_DAYS)
        note->key |= has_days;
    return true;
}

static struct state_key
key_at(const struct state_pack *pack, uint32_t item)
{
    return state_key_read(pack->extract, pack->keys + state_key_size(pack->extract) * item);
}

/* Begins to fetch the notes of a row that comes soon. */
static void
prefetch(const struct state_suspects *suspects, const struct state_pack *pack, uint32_t item)
{
    struct state_key key;

    if (item >= pack->row_count)
        return;
    key = key_at(pack, item);
    if (pack->extract == EXTRACT_STAS) {
        note_table_prefetch(&suspects->claims, state_key_ssid(key));
        return;
    }
    note_table_prefetch(&suspects->pupils, state_key_ssid(key));
    note_table_prefetch(&suspects->names, name_of(key));
}

void
state_suspects_begin(struct state_suspects *suspects, struct state_slice slice)
{
    size_t expected = (size_t)(slice.pupils / slice.count + slice.pupils / slice.count / 16);

    suspects->slice = slice.number;
    suspects->slice_count = slice.count;
    note_table_init(&suspects->pupils, ssid_mask, slice.is_of_days ? 0 : expected);
    note_table_init(&suspects->names, name_mask, slice.is_of_days ? 0 : expected);
    note_table_init(&suspects->claims, ssid_mask, slice.is_of_days ? expected : 0);
    if (slice.number > 0)
        return;
    note_table_init(&suspects->suspect_pupils, ssid_mask, 0);
    note_table_init(&suspects->suspect_names, name_mask, 0);
    note_table_init(&suspects->suspect_claims, ssid_mask, 0);
}

static void
add_place(struct state_places *places, struct state_place place)
{
    if (places->count == places->room) {
        places->room = places->room == 0 ? 64 : 2 * places->room;
        places->items = memory_grow(places->items, places->room, sizeof *places->items);
    }
    places->items[places->count++] = place;
}

/* Keeps where the pack is, for places in it. */
static void
add_pack(struct state_suspects *suspects, const struct state_pack *pack)
{
    if (suspects->pack_count == suspects->pack_room) {
        suspects->pack_room = suspects->pack_room == 0 ? 64 : 2 * suspects->pack_room;
        suspects->packs =
            memory_grow(suspects->packs, suspects->pack_room, sizeof *suspects->packs);
    }
    suspects->packs[suspects->pack_count] = *pack;
    suspects->packs[suspects->pack_count++].keys = NULL;
}

static bool
note_row(struct state_suspects *suspects, const struct state_pack *pack, struct state_key key,
    bool is_due)
{
    bool is_noted;

    if (pack->extract == EXTRACT_STAS)
        return note_days(suspects, key, is_due);
    is_noted = note_pupil(suspects, pack, key, is_due);
    return note_name(suspects, key, is_due) || is_noted;
}

void
state_suspects_note(struct state_suspects *suspects, const struct state_pack *pack, bool is_due)
{
    size_t shared = suspects->shared.count;

    for (uint32_t item = 0; item < pack->row_count; item++) {
        struct state_key key = key_at(pack, item);

        prefetch(suspects, pack, item + AHEAD);
        if (note_row(suspects, pack, key, is_due) && !is_due && suspects->slice_count == 1 &&
            suspects->shared.count < MAX_SHARED)
            add_place(
                &suspects->shared, (struct state_place){key, (uint32_t)suspects->pack_count, item});
    }
    if (suspects->shared.count > shared)
        add_pack(suspects, pack);
}

/* Keeps the notes that are suspect. */
static void
keep_suspects(const struct note_table *notes, struct note_table *suspects, uint64_t flags)
{
    for (size_t i = 0; i < notes->capacity; i++)
        if ((notes->slots[i].key & flags) != 0)
            (void)note_table_take(suspects, notes->slots[i].key, 0);
}

void
state_suspects_end(struct state_suspects *suspects)
{
    keep_suspects(&suspects->pupils, &suspects->suspect_pupils, has_overlap | has_birth_dates);
    keep_suspects(&suspects->names, &suspects->suspect_names, has_ssids);
    keep_suspects(&suspects->claims, &suspects->suspect_claims, has_days);
    note_table_reset(&suspects->pupils);
    note_table_reset(&suspects->names);
    note_table_reset(&suspects->claims);
}

bool
state_suspects_has(const struct state_suspects *suspects, enum extract extract)
{
    if (extract == EXTRACT_STAS)
        return suspects->suspect_claims.count > 0;
    return suspects->suspect_pupils.count > 0 || suspects->suspect_names.count > 0;
}

/* Returns how many questions take the row. */
static int
collect_row(struct state_suspects *suspects, enum extract extract, struct state_place place)
{
    struct state_key key = place.key;
    const struct note *found = note_table_find(
        extract == EXTRACT_STAS ? &suspects->suspect_claims : &suspects->suspect_pupils,
        state_key_ssid(key));
    bool takes[STATE_QUESTIONS] = {0};
    int taken = 0;

    if (extract == EXTRACT_STAS) {
        takes[STATE_DAYS] = found != NULL && state_key_days(key) > 0;
    } else {
        takes[STATE_OVERLAP] = found != NULL && (found->key & has_overlap) != 0 &&
                               (found->key & is_enrolled_in_due) != 0 && state_key_is_enrolled(key);
        takes[STATE_BIRTH_DATES] = found != NULL && (found->key & has_birth_dates) != 0;
        takes[STATE_NAMES] = state_key_name(key) != 0 &&
                             note_table_find(&suspects->suspect_names, name_of(key)) != NULL;
    }
    for (int question = 0; question < STATE_QUESTIONS; question++) {
        if (takes[question])
            add_place(&suspects->places[question], place);
        taken += takes[question];
    }
    return taken;
}

bool
state_suspects_know_others(const struct state_suspects *suspects)
{
    return suspects->slice_count == 1 && suspects->shared.count < MAX_SHARED;
}

void
state_suspects_collect_others(struct state_suspects *suspects)
{
    for (size_t i = 0; i < suspects->shared.count; i++) {
        struct state_place place = suspects->shared.items[i];

        (void)collect_row(suspects, suspects->packs[place.pack].extract, place);
    }
}

void
state_suspects_collect(struct state_suspects *suspects, const struct state_pack *pack)
{
    int taken = 0;

    for (uint32_t item = 0; item < pack->row_count; item++)
        taken += collect_row(suspects, pack->extract,
            (struct state_place){key_at(pack, item), (uint32_t)suspects->pack_count, item});
    if (taken > 0)
        add_pack(suspects, pack);
}

void
state_suspects_reset(struct state_suspects *suspects)
{
    struct note_table *tables[] = {&suspects->pupils, &suspects->names, &suspects->claims,
        &suspects->suspect_pupils, &suspects->suspect_names, &suspects->suspect_claims};

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        note_table_reset(tables[i]);
    for (int i = 0; i < STATE_QUESTIONS; i++)
        free(suspects->places[i].items);
    free(suspects->shared.items);
    free(suspects->packs);
    *suspects = (struct state_suspects){0};
}
