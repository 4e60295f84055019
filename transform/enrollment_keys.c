#include "base/date.h"
#include "base/memory.h"

#include "transform/enrollment_keys.h"

/*
 * high: SSID 34 bits, school 27 bits, flags 3 bits.
 * low: start 16 bits, exit 16 bits, record 32 bits; with FLAG_ODD the first 32 bits
 * are a place in odd_dates.
 */
enum { FLAG_PRIMARY = 1, FLAG_ODD = 2, FLAG_TOLD = 4, FLAG_BITS = 3, SCHOOL_BITS = 27 };

enum { DATE_SPAN = 0xffff, EXIT_OPEN = 0xffff };

/* Enrollments of one pupil at one school in the index; further ones are crowded. */
enum { CROWD = 16 };

void
enrollment_keys_init(struct enrollment_keys *keys, int first_year)
{
    *keys = (struct enrollment_keys){0};
    date_from_civil(first_year, 7, 1, &keys->base);
    keys->base -= DATE_SPAN / 2;
    keys->enrollments.mask = ~((UINT64_C(1) << FLAG_BITS) - 1);
    keys->graduations.mask = UINT64_MAX;
}

void
enrollment_keys_reset(struct enrollment_keys *keys)
{
    key_table_reset(&keys->enrollments);
    crowded_days_reset(&keys->crowded);
    key_table_reset(&keys->graduations);
    free(keys->odd_dates);
    keys->odd_dates = NULL;
    keys->odd_count = keys->odd_capacity = 0;
}

/* What the keys of a pupil's enrollments at a school have in common. */
static uint64_t
group_of(int64_t ssid, uint32_t school)
{
    return (uint64_t)ssid << (SCHOOL_BITS + FLAG_BITS) | (uint64_t)school << FLAG_BITS;
}

void
enrollment_keys_prefetch(const struct enrollment_keys *keys, int64_t ssid, uint32_t school)
{
    key_table_prefetch(&keys->enrollments, group_of(ssid, school));
}

/* Record numbers that 32 bits cannot hold are all 2^32 - 1, which stands for unknown. */
static uint32_t
short_record(uint64_t record)
{
    return record < UINT32_MAX ? (uint32_t)record : UINT32_MAX;
}

static bool
fits(const struct enrollment_keys *keys, int32_t date)
{
    return (int64_t)date >= keys->base && (int64_t)date - keys->base < DATE_SPAN;
}

static uint32_t
keep_odd_dates(struct enrollment_keys *keys, struct enrollment_dates dates)
{
    if (keys->odd_count == keys->odd_capacity) {
        keys->odd_capacity = keys->odd_capacity == 0 ? 64 : keys->odd_capacity * 2;
        keys->odd_dates = memory_grow(keys->odd_dates, keys->odd_capacity, sizeof dates);
    }
    keys->odd_dates[keys->odd_count] = dates;
    return (uint32_t)keys->odd_count++;
}

static struct key
pack(struct enrollment_keys *keys, const struct enrollment *enrollment, unsigned flags)
{
    uint32_t dates;

    if (fits(keys, enrollment->start) &&
        (enrollment->exit == INT32_MAX || fits(keys, enrollment->exit))) {
        uint32_t start = (uint32_t)(enrollment->start - keys->base);
        uint32_t exit = enrollment->exit == INT32_MAX ? (uint32_t)EXIT_OPEN
                                                      : (uint32_t)(enrollment->exit - keys->base);

        dates = start << 16 | exit;
    } else {
        dates =
            keep_odd_dates(keys, (struct enrollment_dates){enrollment->start, enrollment->exit});
        flags |= FLAG_ODD;
    }
    if (enrollment->is_primary)
        flags |= FLAG_PRIMARY;
    return (struct key){
        .high = group_of(enrollment->ssid, enrollment->school) | flags,
        .low = (uint64_t)dates << 32 | short_record(enrollment->record),
    };
}

static struct enrollment_dates
unpack_dates(const struct enrollment_keys *keys, const struct key *key)
{
    uint32_t dates = (uint32_t)(key->low >> 32);
    uint32_t exit = dates & 0xffff;

    if ((key->high & FLAG_ODD) != 0)
        return keys->odd_dates[dates];
    return (struct enrollment_dates){
        .start = keys->base + (int32_t)(dates >> 16),
        .exit = exit == EXIT_OPEN ? INT32_MAX : keys->base + (int32_t)exit,
    };
}

static struct key *
find_graduation(struct enrollment_keys *keys, int64_t ssid)
{
    struct key_cursor cursor = key_table_find(&keys->graduations, (uint64_t)ssid);

    return key_cursor_next(&cursor);
}

static int32_t
graduation_day(const struct key *graduation)
{
    return (int32_t)(uint32_t)(graduation->low >> 32);
}

static void
note_graduation(struct enrollment_keys *keys, int64_t ssid, int32_t day)
{
    struct key *known = find_graduation(keys, ssid);
    uint64_t low = (uint64_t)(uint32_t)day << 32 | 1;

    if (known == NULL)
        key_table_add(&keys->graduations, (struct key){(uint64_t)ssid, low});
    else if (day < graduation_day(known))
        known->low = low;
}

static bool
ends_after_diploma(struct enrollment_keys *keys, int64_t ssid, struct enrollment_dates dates)
{
    const struct key *graduation;

    if (keys->graduations.count == 0 || !enrollment_dates_came(dates))
        return false;
    graduation = find_graduation(keys, ssid);
    return graduation != NULL && dates.exit > graduation_day(graduation);
}

/* Asks the enrollments of the index; *seen is how many there are, when none is a duplicate. */
static enum enrollment_answer
ask_index(const struct enrollment_keys *keys, struct key_cursor *cursor,
    struct enrollment_dates dates, uint32_t *record, int *seen)
{
    enum enrollment_answer answer = ENROLLMENT_ADDED;
    const struct key *key;

    *seen = 0;
    while ((key = key_cursor_next(cursor)) != NULL) {
        struct enrollment_dates known = unpack_dates(keys, key);

        ++*seen;
        if (known.start != dates.start && !enrollment_dates_overlap(known, dates))
            continue;
        *record = (uint32_t)key->low;
        answer = ENROLLMENT_OVERLAPS;
        if (known.start == dates.start)
            return ENROLLMENT_DUPLICATE;
    }
    return answer;
}

/* Asks the crowded ones, after the index has said what answer is. */
static enum enrollment_answer
ask_crowd(const struct enrollment_keys *keys, uint64_t group, struct enrollment_dates dates,
    enum enrollment_answer answer, uint32_t *record)
{
    if (answer == ENROLLMENT_DUPLICATE)
        return answer;
    if (crowded_days_find_start(&keys->crowded, group, dates.start, record))
        return ENROLLMENT_DUPLICATE;
    if (crowded_days_find_overlap(&keys->crowded, group, dates, record))
        return ENROLLMENT_OVERLAPS;
    return answer;
}

/* A crowded one stands in the order with the others, but the index does not lead to it. */
static void
keep(struct enrollment_keys *keys, const struct key_cursor *cursor, struct key key, bool is_crowded)
{
    if (!is_crowded) {
        key_table_add_found(&keys->enrollments, cursor, key);
        return;
    }
    crowded_days_add(&keys->crowded, cursor->high, unpack_dates(keys, &key), (uint32_t)key.low);
    key_table_add_hidden(&keys->enrollments, key);
}

enum enrollment_answer
enrollment_keys_add(
    struct enrollment_keys *keys, const struct enrollment *enrollment, uint64_t *other)
{
    struct enrollment_dates dates = {enrollment->start, enrollment->exit};
    struct key_cursor cursor =
        key_table_find(&keys->enrollments, group_of(enrollment->ssid, enrollment->school));
    uint32_t record = 0;
    int seen;
    enum enrollment_answer answer = ask_index(keys, &cursor, dates, &record, &seen);

    if (seen >= CROWD)
        answer = ask_crowd(keys, cursor.high, dates, answer, &record);
    if (answer != ENROLLMENT_ADDED) {
        *other = record == UINT32_MAX ? 0 : record;
        return answer;
    }
    if (enrollment->is_primary && ends_after_diploma(keys, enrollment->ssid, dates))
        answer = ENROLLMENT_AFTER_DIPLOMA;
    keep(keys, &cursor, pack(keys, enrollment, answer == ENROLLMENT_AFTER_DIPLOMA ? FLAG_TOLD : 0),
        seen >= CROWD);
    if (enrollment->is_graduation)
        note_graduation(keys, enrollment->ssid, enrollment->exit);
    return answer;
}

size_t
enrollment_keys_after_diploma(struct enrollment_keys *keys, uint32_t **records)
{
    size_t count = 0, capacity = 0;

    *records = NULL;
    if (keys->graduations.count == 0)
        return 0;
    for (uint32_t i = 0; i < keys->enrollments.count; i++) {
        struct key *key = key_table_at(&keys->enrollments, i);

        if ((key->high & (FLAG_PRIMARY | FLAG_TOLD)) != FLAG_PRIMARY ||
            !ends_after_diploma(
                keys, (int64_t)(key->high >> (SCHOOL_BITS + FLAG_BITS)), unpack_dates(keys, key)))
            continue;
        key->high |= FLAG_TOLD;
        if (count == capacity) {
            capacity = capacity == 0 ? 64 : capacity * 2;
            *records = memory_grow(*records, capacity, sizeof **records);
        }
        (*records)[count++] = (uint32_t)key->low;
    }
    return count;
}
