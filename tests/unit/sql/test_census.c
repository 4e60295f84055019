#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sql/report/census.h"
#include "sql/report/ssid_set.h"

enum { PUPILS = 20000, GROUPS = 3 };

/* Every pupil is in one group, each third in a second one, each seventh in all; all twice. */
static void
pupils_are_counted_once_in_a_group_and_once_in_all(void **state)
{
    struct census *census = census_new(GROUPS);
    uint64_t expected[GROUPS] = {0};

    (void)state;
    for (int round = 0; round < 2; round++)
        for (int64_t ssid = 0; ssid < PUPILS; ssid++)
            for (uint32_t group = 0; group < GROUPS; group++) {
                bool is_in = (uint32_t)(ssid % GROUPS) == group || ssid % 7 == 0 ||
                             (ssid % 3 == 0 && group == 2);

                if (!is_in)
                    continue;
                expected[group] += round == 0;
                census_add(census, ssid, group);
            }
    census_finish(census);
    assert_int_equal(census_pupils(census), PUPILS);
    for (uint32_t group = 0; group < GROUPS; group++)
        assert_int_equal(census_pupils_of(census, group), expected[group]);
    census_free(census);
    census_free(NULL);
}

static void
nobody_is_counted_of_nothing(void **state)
{
    struct census *census = census_new(0);

    (void)state;
    assert_int_equal(census_pupils(census), 0);
    census_free(census);
}

static void
ssids_have_their_place_in_order(void **state)
{
    struct ssid_set *set = ssid_set_new();
    uint32_t place;

    (void)state;
    for (int64_t i = 0; i < PUPILS; i++)
        ssid_set_add(set, 9999999999 - i % (PUPILS / 2) * 17);
    assert_int_equal(ssid_set_finish(set), PUPILS / 2);
    for (uint32_t i = 0; i < PUPILS / 2; i++) {
        assert_true(ssid_set_find(set, ssid_set_at(set, i), &place));
        assert_int_equal(place, i);
        assert_true(i == 0 || ssid_set_at(set, i - 1) < ssid_set_at(set, i));
    }
    assert_false(ssid_set_find(set, 9999999998, &place));
    ssid_set_free(set);
    set = ssid_set_new();
    assert_int_equal(ssid_set_finish(set), 0);
    assert_false(ssid_set_find(set, 0, &place));
    ssid_set_free(set);
    ssid_set_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pupils_are_counted_once_in_a_group_and_once_in_all),
        cmocka_unit_test(nobody_is_counted_of_nothing),
        cmocka_unit_test(ssids_have_their_place_in_order),
    };

    return cmocka_run_group_tests_name("census", tests, NULL, NULL);
}
