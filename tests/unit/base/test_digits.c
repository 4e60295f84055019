#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/digits.h"

/* Every byte at every place of four, beside digits of all kinds. */
static void
four_digits_are_a_number_and_nothing_else_is(void **state)
{
    uint32_t number;

    (void)state;
    for (uint32_t i = 0; i <= 9999; i++) {
        char text[8];

        snprintf(text, sizeof text, "%04u", (unsigned)i);
        assert_true(digits_read4(text, &number));
        assert_int_equal(number, i);
        for (int byte = 0; i % 37 == 0 && byte < 256; byte++)
            for (int place = 0; place < 4; place++) {
                char kept = text[place];
                bool is_digit = byte >= '0' && byte <= '9';

                text[place] = (char)byte;
                if (digits_read4(text, &number) != is_digit)
                    fail_msg("%d at place %d of %u", byte, place, (unsigned)i);
                text[place] = kept;
            }
    }
}

/* Two bytes that are wrong at once cannot make each other good. */
static void
two_wrong_bytes_stay_wrong(void **state)
{
    uint32_t number;

    (void)state;
    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b++) {
            const char text[] = {(char)a, (char)b, '0', '9'};
            bool is_number = a >= '0' && a <= '9' && b >= '0' && b <= '9';

            assert_int_equal(digits_read4(text, &number), is_number);
        }
}

static void
codes_and_ssids_are_read_whole(void **state)
{
    static const char *const wrong[] = {"a123456789", "012345678a", "0123a56789", "01234567 9"};
    uint32_t code;
    int64_t ssid;

    (void)state;
    assert_true(digits_read7("0123456", &code));
    assert_int_equal(code, 123456);
    assert_true(digits_read7("9999999", &code));
    assert_int_equal(code, 9999999);
    assert_false(digits_read7("012345x", &code));
    assert_false(digits_read7("x123456", &code));
    assert_true(digits_read10("9876543210", &ssid));
    assert_true(ssid == INT64_C(9876543210));
    assert_true(digits_read10("0000000001", &ssid));
    assert_int_equal(ssid, 1);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(digits_read10(wrong[i], &ssid));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_digits_are_a_number_and_nothing_else_is),
        cmocka_unit_test(two_wrong_bytes_stay_wrong),
        cmocka_unit_test(codes_and_ssids_are_read_whole),
    };

    return cmocka_run_group_tests_name("digits", tests, NULL, NULL);
}
