#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "transform/enrollment_keys.h"
#include "transform/intern.h"
#include "transform/key_table.h"
#include "transform/line_map.h"
#include "transform/respelling.h"
#include "transform/row_keys.h"

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
enum { PUPILS = 60, SCHOOLS = 3, ENROLLMENTS = 4000 };

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
random_enrollment(uint64_t record)
{
    static const int32_t eras[] = {19600, 19600, 19600, -700000, 2900000};
    struct enrollment enrollment = {
        .ssid = INT64_C(9999999900) + random_below(PUPILS),
        .school = random_below(2) == 0 ? random_below(SCHOOLS) : (1u << 27) - 1 - random_below(2),
        .start = eras[random_below(5)] + (int32_t)random_below(300),
        .is_primary = random_below(3) > 0,
        .record = record,
    };

    enrollment.exit = enrollment.start - 1 + (int32_t)random_below(40);
    enrollment.is_graduation = random_below(8) == 0 && enrollment.exit >= enrollment.start;
    if (!enrollment.is_graduation && random_below(20) == 0)
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

static void
enrollments_are_judged_as_one_by_one(void **state)
{
    struct plain *plain = memory_new(sizeof *plain);
    size_t answers[4] = {0};

    (void)state;
    for (uint64_t round = 0; round < 30; round++) {
        struct enrollment_keys keys;
        uint64_t other;

        seed = round;
        memset(plain, 0, sizeof *plain);
        enrollment_keys_init(&keys, 2023);
        for (uint64_t record = 1; record <= ENROLLMENTS / 4; record++) {
            struct enrollment enrollment = random_enrollment(record);
            enum enrollment_answer expected = plain_answer(plain, &enrollment);

            assert_int_equal(enrollment_keys_add(&keys, &enrollment, &other), expected);
            answers[expected]++;
            plain->told[record] = expected == ENROLLMENT_AFTER_DIPLOMA;
            if (expected == ENROLLMENT_ADDED || expected == ENROLLMENT_AFTER_DIPLOMA)
                plain->added[plain->count++] = enrollment;
        }
        compare_after_diploma(&keys, plain);
        enrollment_keys_reset(&keys);
    }
    for (int i = 0; i < 4; i++)
        assert_true(answers[i] > 50);
    free(plain);
}

/* Two rows of an extract that differ in one part of the key, and whether that part is one. */
static const struct {
    enum extract extract;
    int column;
    bool is_number, is_key;
} parts[] = {
    {EXTRACT_SENR, SENR_ssid, true, true},
    {EXTRACT_SENR, SENR_school_of_attendance, false, true},
    {EXTRACT_SENR, SENR_grade_level, false, false},
    {EXTRACT_STAS, STAS_ssid, true, true},
    {EXTRACT_STAS, STAS_school_of_attendance, false, true},
    {EXTRACT_STAS, STAS_expected_days, true, false},
    {EXTRACT_SINF, SINF_ssid, true, true},
    {EXTRACT_SINF, SINF_effective_start_date, true, true},
    {EXTRACT_SINF, SINF_school_of_attendance, false, false},
    {EXTRACT_SPRG, SPRG_ssid, true, true},
    {EXTRACT_SPRG, SPRG_school_of_attendance, false, true},
    {EXTRACT_SPRG, SPRG_education_program, false, true},
    {EXTRACT_SPRG, SPRG_membership_start_date, true, true},
    {EXTRACT_SPRG, SPRG_service_year, false, true},
    {EXTRACT_SPRG, SPRG_service_code, false, true},
    {EXTRACT_SPRG, SPRG_homeless_dwelling, false, false},
    {EXTRACT_ISAG, ISAG_agreement_id, false, true},
    {EXTRACT_ISAG, ISAG_ssid, true, false},
    {EXTRACT_ISPU, ISPU_ssid, true, true},
    {EXTRACT_ISPU, ISPU_residence_county, false, false},
    {EXTRACT_ISAD, ISAD_school_of_attendance, false, true},
    {EXTRACT_ISAD, ISAD_program_line, false, true},
    {EXTRACT_ISAD, ISAD_grade_span, false, true},
    {EXTRACT_ISAD, ISAD_p2_ada, true, false},
    {EXTRACT_ISPO, ISPO_school_of_attendance, false, true},
    {EXTRACT_ISPO, ISPO_grade_span, false, true},
    {EXTRACT_ISPO, ISPO_modality, false, true},
    {EXTRACT_ISPO, ISPO_calendar, false, false},
};

static void
the_parts_of_keys_are_those_of_the_design(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct value values[LAYOUT_MAX_COLUMNS] = {0};
        struct row row = {.extract = parts[i].extract, .number = 5, .values = values};
        enum row_keys_answer answer;
        struct row_keys keys;
        uint64_t other;

        row_keys_init(&keys, parts[i].extract, 2023);
        assert_int_equal(row_keys_add(&keys, &row, false, &other), ROW_KEYS_ADDED);
        row.number = 6;
        assert_int_equal(row_keys_add(&keys, &row, false, &other), ROW_KEYS_DUPLICATE);
        assert_int_equal(other, 5);
        values[parts[i].column].is_present = true;
        values[parts[i].column].number = parts[i].is_number;
        if (!parts[i].is_number)
            values[parts[i].column].text = TEXT("X");
        answer = row_keys_add(&keys, &row, false, &other);
        if ((answer == ROW_KEYS_ADDED) != parts[i].is_key)
            fail_msg("%s %s", layout_of(parts[i].extract)->name,
                layout_of(parts[i].extract)->columns[parts[i].column].name);
        row_keys_reset(&keys);
    }
}

/* More services than fit beside the rest, and school codes of every form. */
static void
what_does_not_fit_is_exact_too(void **state)
{
    enum { SERVICES = 20000 };
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    struct row row = {.extract = EXTRACT_SPRG, .values = values};
    char service[16], school[100];
    struct row_keys keys;
    uint64_t other;

    (void)state;
    row_keys_init(&keys, EXTRACT_SPRG, 2023);
    values[SPRG_ssid].number = INT64_C(9999999999);
    values[SPRG_service_code].is_present = true;
    for (int round = 0; round < 2; round++)
        for (unsigned i = 0; i < SERVICES; i++) {
            snprintf(service, sizeof service, "%u", i);
            values[SPRG_service_code].text = text_of(service);
            row.number = i + 1;
            assert_int_equal(row_keys_add(&keys, &row, false, &other),
                round == 0 ? ROW_KEYS_ADDED : ROW_KEYS_DUPLICATE);
            assert_int_equal(other, round == 0 ? 0 : i + 1);
        }
    row_keys_reset(&keys);

    row_keys_init(&keys, EXTRACT_STAS, 2023);
    for (int round = 0; round < 2; round++)
        for (unsigned i = 0; i < 90; i++) {
            memset(school, 's', i);
            values[STAS_school_of_attendance].text = (struct text){school, i};
            assert_int_equal(row_keys_add(&keys, &row, false, &other),
                round == 0 ? ROW_KEYS_ADDED : ROW_KEYS_DUPLICATE);
        }
    row_keys_reset(&keys);
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
        cmocka_unit_test(the_parts_of_keys_are_those_of_the_design),
        cmocka_unit_test(what_does_not_fit_is_exact_too),
        cmocka_unit_test(counting_spellings_takes_bounded_memory),
    };

    return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
