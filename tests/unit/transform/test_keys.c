#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/intern.h"
#include "base/memory.h"
#include "transform/enrollment_keys.h"
#include "transform/key_table.h"
#include "transform/line_map.h"
#include "transform/respelling.h"

/* The tables that keys are kept in, against the plainest thing that does the same. */

static uint64_t seed;

static uint32_t
random_below(uint32_t limit)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((seed >> 33) % limit);
}

static void
a_key_table_keeps_every_key(void **state)
{
    enum { KEYS = 200000, GROUPS = 50000 };
    struct key_table table = {.mask = ~UINT64_C(7)};
    uint32_t *counts = memory_new_array(GROUPS, sizeof *counts);

    (void)state;
    seed = 1;
    for (uint32_t i = 1; i <= KEYS; i++) {
        uint32_t group = random_below(GROUPS);

        key_table_add(&table, (struct key){(uint64_t)group << 3 | (i & 7), i});
        counts[group]++;
    }
    assert_int_equal(table.count, KEYS);
    for (uint32_t group = 0; group < GROUPS; group++) {
        struct key_cursor cursor = key_table_find(&table, (uint64_t)group << 3 | 5);
        uint32_t found = 0;
        const struct key *key;

        while ((key = key_cursor_next(&cursor)) != NULL) {
            assert_int_equal(key->high >> 3, group);
            assert_int_equal(key->high & 7, key->low & 7);
            found++;
        }
        assert_int_equal(found, counts[group]);
    }
    for (uint32_t i = 0; i < KEYS; i++)
        assert_int_equal(key_table_at(&table, i)->low, i + 1);
    key_table_reset(&table);
    assert_int_equal(table.count, 0);
    free(counts);
}

/* 16 bytes a key and an index that is small, or small beside the keys. */
static void
a_key_table_stays_small(void **state)
{
    enum { KEYS = 3000000, INDEX = 5 * 1024 * 1024, BLOCK = 17 * 1024 };
    struct key_table table = {.mask = UINT64_MAX};

    (void)state;
    for (uint64_t i = 1; i <= KEYS; i++) {
        key_table_add(&table, (struct key){i, i});
        if (i % 1000 == 0 && key_table_size(&table) > 17 * i + INDEX + BLOCK)
            assert_true(key_table_size(&table) < 24 * i);
    }
    assert_true(key_table_size(&table) < 24 * UINT64_C(3000000));
    key_table_reset(&table);
    assert_int_equal(key_table_size(&table), 0);
}

static void
a_search_that_ends_adds_where_it_ended(void **state)
{
    struct key_table table = {.mask = UINT64_MAX};

    (void)state;
    for (uint64_t i = 0; i < 5000; i++) {
        struct key_cursor cursor = key_table_find(&table, i);

        assert_null(key_cursor_next(&cursor));
        key_table_prefetch(&table, i);
        key_table_add_found(&table, &cursor, (struct key){i, i + 1});
    }
    for (uint64_t i = 0; i < 5000; i++) {
        struct key_cursor cursor = key_table_find(&table, i);

        assert_int_equal(key_cursor_next(&cursor)->low, i + 1);
        assert_null(key_cursor_next(&cursor));
    }
    key_table_reset(&table);
}

static void
texts_keep_their_numbers(void **state)
{
    enum { TEXTS = 20000, LONG = 200000 };
    struct intern intern = {0};
    char *longest = memory_new(LONG);
    char text[32];

    (void)state;
    memset(longest, 'x', LONG);
    assert_int_equal(intern_find(&intern, TEXT("")), INTERN_NONE);
    for (int i = 0; i < TEXTS; i++) {
        snprintf(text, sizeof text, "text %d", i);
        assert_int_equal(intern_number(&intern, text_of(text)), i);
        if (i == 100)
            assert_int_equal(intern_add(&intern, (struct text){longest, LONG}, 7), ++i);
    }
    for (int i = 0; i < TEXTS; i++) {
        snprintf(text, sizeof text, "text %d", i);
        if (i != 101)
            assert_int_equal(intern_find(&intern, text_of(text)), i);
    }
    assert_int_equal(intern_find(&intern, (struct text){longest, LONG}), 101);
    assert_int_equal(intern.entries[101].note, 7);
    assert_int_equal(intern_find(&intern, (struct text){longest, LONG - 1}), INTERN_NONE);
    assert_int_equal(intern_number(&intern, TEXT("")), TEXTS);
    assert_int_equal(intern_number(&intern, TEXT("")), TEXTS);
    intern_reset(&intern);
    free(longest);
}

/* Plain, doubly spaced and uneven runs of lines, and gaps in the records. */
static void
records_find_their_lines(void **state)
{
    enum { RECORDS = 3000 };
    struct line_map map = {0};
    unsigned long lines[RECORDS + 1] = {0}, line = 2, record = 0;

    (void)state;
    seed = 2;
    while (record < RECORDS) {
        unsigned long stride = 1 + random_below(3), length = 1 + random_below(200);

        for (unsigned long i = 0; i < length && record < RECORDS; i++) {
            lines[++record] = line;
            line_map_add(&map, record, line);
            line += stride;
        }
    }
    for (record = 1; record <= RECORDS; record++)
        assert_int_equal(line_map_find(&map, record), lines[record]);
    assert_int_equal(line_map_find(&map, 0), 0);
    assert_int_equal(line_map_find(&map, RECORDS + 1), 0);
    assert_true(map.count < 150);
    line_map_reset(&map);
}

/* Enrollments one by one against all that were added, as the rules say it. */
enum { SCHOOLS = 3, ENROLLMENTS = 1000 };

/* How the enrollments of a round lie: few pupils over long years have very many at a school. */
struct density {
    uint32_t pupils, days, longest, closed_for_one_open;
};

struct plain {
    struct enrollment added[ENROLLMENTS];
    size_t count;
    bool told[ENROLLMENTS + 1]; /* by record */
};

static bool
plain_overlap(const struct enrollment *a, const struct enrollment *b)
{
    return a->exit >= a->start && b->exit >= b->start && a->start <= b->exit && b->start <= a->exit;
}

static enum enrollment_answer
plain_answer(const struct plain *plain, const struct enrollment *enrollment)
{
    enum enrollment_answer answer = ENROLLMENT_ADDED;

    for (size_t i = 0; i < plain->count; i++) {
        const struct enrollment *known = &plain->added[i];

        if (known->ssid != enrollment->ssid)
            continue;
        if (known->school == enrollment->school && known->start == enrollment->start)
            return ENROLLMENT_DUPLICATE;
        if (known->school == enrollment->school && plain_overlap(known, enrollment))
            answer = ENROLLMENT_OVERLAPS;
        else if (answer == ENROLLMENT_ADDED && known->is_graduation && enrollment->is_primary &&
                 enrollment->exit >= enrollment->start && enrollment->exit > known->exit)
            answer = ENROLLMENT_AFTER_DIPLOMA;
    }
    return answer;
}

static bool
plain_is_after_diploma(const struct plain *plain, const struct enrollment *enrollment)
{
    for (size_t i = 0; i < plain->count; i++)
        if (plain->added[i].ssid == enrollment->ssid && plain->added[i].is_graduation &&
            enrollment->is_primary && enrollment->exit >= enrollment->start &&
            enrollment->exit > plain->added[i].exit)
            return true;
    return false;
}

/* Years of the two ends of the calendar too: their days do not fit the short form. */
static struct enrollment
random_enrollment(const struct density *density, uint64_t record)
{
    static const int32_t eras[] = {19600, 19600, 19600, -700000, 2900000};
    struct enrollment enrollment = {
        .ssid = INT64_C(9999999900) + random_below(density->pupils),
        .school = random_below(2) == 0 ? random_below(SCHOOLS) : (1u << 27) - 1 - random_below(2),
        .start = eras[random_below(5)] + (int32_t)random_below(density->days),
        .is_primary = random_below(3) > 0,
        .record = record,
    };

    enrollment.exit = enrollment.start - 1 + (int32_t)random_below(density->longest);
    enrollment.is_graduation = random_below(8) == 0 && enrollment.exit >= enrollment.start;
    if (!enrollment.is_graduation && random_below(density->closed_for_one_open) == 0)
        enrollment.exit = INT32_MAX;
    return enrollment;
}

static void
compare_after_diploma(struct enrollment_keys *keys, const struct plain *plain)
{
    uint32_t *records;
    size_t count = enrollment_keys_after_diploma(keys, &records), at = 0;

    for (size_t i = 0; i < plain->count; i++) {
        const struct enrollment *enrollment = &plain->added[i];

        if (plain->told[enrollment->record] || !plain_is_after_diploma(plain, enrollment))
            continue;
        assert_true(at < count);
        assert_int_equal(records[at++], enrollment->record);
    }
    assert_int_equal(at, count);
    free(records);
    assert_int_equal(enrollment_keys_after_diploma(keys, &records), 0);
    free(records);
}

/* What stands in the way is of that pupil and school, and does. */
static void
assert_stands_in_the_way(const struct plain *plain, const struct enrollment *enrollment,
    uint64_t other, enum enrollment_answer answer)
{
    const struct enrollment *known = plain->added;

    while (known < plain->added + plain->count && known->record != other)
        known++;
    assert_true(known < plain->added + plain->count);
    assert_true(known->ssid == enrollment->ssid && known->school == enrollment->school);
    assert_true(answer == ENROLLMENT_DUPLICATE ? known->start == enrollment->start
                                               : plain_overlap(known, enrollment));
}

static void
enrollments_are_judged_as_one_by_one(void **state)
{
    static const struct density densities[] = {{60, 300, 40, 20}, {2, 3000, 12, 400}};
    struct plain *plain = memory_new(sizeof *plain);
    size_t answers[4] = {0};

    (void)state;
    for (uint64_t round = 0; round < 30; round++) {
        const struct density *density = &densities[round % 2];
        struct enrollment_keys keys;
        uint64_t other;

        seed = round;
        memset(plain, 0, sizeof *plain);
        enrollment_keys_init(&keys, 2023);
        for (uint64_t record = 1; record <= ENROLLMENTS; record++) {
            struct enrollment enrollment = random_enrollment(density, record);
            enum enrollment_answer expected = plain_answer(plain, &enrollment);

            assert_int_equal(enrollment_keys_add(&keys, &enrollment, &other), expected);
            answers[expected]++;
            plain->told[record] = expected == ENROLLMENT_AFTER_DIPLOMA;
            if (expected == ENROLLMENT_ADDED || expected == ENROLLMENT_AFTER_DIPLOMA)
                plain->added[plain->count++] = enrollment;
            else
                assert_stands_in_the_way(plain, &enrollment, other, expected);
        }
        compare_after_diploma(&keys, plain);
        enrollment_keys_reset(&keys);
    }
    for (int i = 0; i < 4; i++)
        assert_true(answers[i] > 50);
    free(plain);
}

/* Were each compared with all before it, this would not end in minutes. */
static void
one_pupil_may_have_very_many_enrollments(void **state)
{
    enum { DAYS = 400000 };
    struct enrollment_keys keys;
    uint64_t other;

    (void)state;
    enrollment_keys_init(&keys, 2023);
    for (int day = 0; day < DAYS; day++) {
        struct enrollment enrollment = {.ssid = 1, .start = day, .exit = day, .record = 1};

        assert_int_equal(enrollment_keys_add(&keys, &enrollment, &other), ENROLLMENT_ADDED);
    }
    assert_int_equal(
        enrollment_keys_add(&keys,
            &(struct enrollment){.ssid = 1, .start = DAYS - 1, .exit = DAYS, .record = 2}, &other),
        ENROLLMENT_DUPLICATE);
    enrollment_keys_reset(&keys);
}

/* Past its limit the count of spellings goes on, folded: none is lost, few are added. */
static void
counting_spellings_takes_bounded_memory(void **state)
{
    struct respellings *respellings = respellings_new();
    const struct normalization *list;
    uint64_t rows = 0;
    size_t count;
    char blanks[300];

    (void)state;
    memset(blanks, ' ', sizeof blanks);
    blanks[0] = 'k';
    for (unsigned i = 0; i < 30000; i++) {
        char spelling[64];

        snprintf(spelling, sizeof spelling, "g%*s%u", (int)(i % 40), "", i % 12000);
        respellings_add(respellings, "grade_level", text_of(spelling), TEXT("09"));
    }
    blanks[sizeof blanks - 1] = 'g';
    respellings_add(respellings, "grade_level", (struct text){blanks, sizeof blanks}, TEXT("KN"));
    list = respellings_list(respellings, &count);
    for (size_t i = 0; i < count; i++) {
        assert_true(strlen(list[i].spelling) <= 64);
        if (strcmp(list[i].code, "KN") == 0)
            assert_string_equal(list[i].spelling, "K G");
        if (i > 0)
            assert_true(strcmp(list[i - 1].spelling, list[i].spelling) < 0);
        rows += list[i].rows;
    }
    assert_int_equal(rows, 30001);
    assert_true(count < 25000);
    respellings_free(respellings);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_table_keeps_every_key),
        cmocka_unit_test(a_key_table_stays_small),
        cmocka_unit_test(a_search_that_ends_adds_where_it_ended),
        cmocka_unit_test(texts_keep_their_numbers),
        cmocka_unit_test(records_find_their_lines),
        cmocka_unit_test(enrollments_are_judged_as_one_by_one),
        cmocka_unit_test(one_pupil_may_have_very_many_enrollments),
        cmocka_unit_test(counting_spellings_takes_bounded_memory),
    };

    return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
