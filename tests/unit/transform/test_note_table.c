#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "transform/state/note_table.h"

enum { KEYS = 20000 };

static const uint64_t mask = ((uint64_t)1 << 34) - 1;

static uint64_t
key_of(uint64_t i)
{
    return i * UINT64_C(499999) & mask; /* 0 among them */
}

/* Whether as many fit as were expected, or all but none were. */
static void
notes_stay_what_they_are(void **state)
{
    static const size_t expected[] = {0, 1, KEYS / 2, KEYS};

    (void)state;
    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
        struct note_table table;

        note_table_init(&table, mask, expected[k]);
        for (uint64_t i = 0; i < KEYS; i++) {
            assert_null(note_table_find(&table, key_of(i)));
            assert_int_equal(note_table_take(&table, key_of(i), i)->value, i);
            note_table_find(&table, key_of(i / 2))->key |= (uint64_t)1 << 40;
        }
        assert_int_equal(table.count, KEYS);
        assert_true(table.capacity > KEYS);
        for (uint64_t i = 0; i < KEYS; i++) {
            const struct note *note = note_table_take(&table, key_of(i), KEYS);
            uint64_t flag = i < KEYS / 2 ? (uint64_t)1 << 40 : 0;

            assert_int_equal(note->value, i);
            assert_int_equal(note->key, key_of(i) | flag | NOTE_IS_SET);
        }
        assert_int_equal(table.count, KEYS);
        note_table_reset(&table);
    }
}

static void
what_is_not_under_the_mask_is_not_searched_for(void **state)
{
    struct note_table table;

    (void)state;
    note_table_init(&table, mask, 3);
    note_table_take(&table, 5 | (uint64_t)7 << 40, 1);
    assert_int_equal(note_table_take(&table, 5 | (uint64_t)8 << 40, 2)->value, 1);
    assert_ptr_equal(note_table_find(&table, 5), note_table_find(&table, 5 | (uint64_t)9 << 40));
    assert_null(note_table_find(&table, 6));
    note_table_reset(&table);
    note_table_reset(&table);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_stay_what_they_are),
        cmocka_unit_test(what_is_not_under_the_mask_is_not_searched_for),
    };

    return cmocka_run_group_tests_name("note_table", tests, NULL, NULL);
}
