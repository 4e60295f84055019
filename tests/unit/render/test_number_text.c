#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/render/number_text.h"

static void
digits_are_grouped_by_three(void **state)
{
    static const struct {
        uint64_t number;
        const char *plain;
        const char *grouped;
    } cases[] = {
        {0, "0", "0"},
        {999, "999", "999"},
        {1000, "1000", "1,000"},
        {12345, "12345", "12,345"},
        {1000000, "1000000", "1,000,000"},
        {UINT64_MAX, "18446744073709551615", "18,446,744,073,709,551,615"},
    };
    char text[NUMBER_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(number_text_unsigned(cases[i].number, text), strlen(cases[i].plain));
        assert_string_equal(text, cases[i].plain);
        assert_int_equal(number_text_grouped(cases[i].number, text), strlen(cases[i].grouped));
        assert_string_equal(text, cases[i].grouped);
    }
}

static void
decimals_keep_every_digit_of_their_scale(void **state)
{
    static const struct {
        int64_t number;
        int scale;
        const char *text;
    } cases[] = {
        {1250, 2, "12.50"},
        {5, 2, "0.05"},
        {0, 1, "0.0"},
        {42, 0, "42"},
        {-7, 2, "-0.07"},
        {-42, 0, "-42"},
        {INT64_MIN, 4, "-922337203685477.5808"},
    };
    char text[NUMBER_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len = number_text_decimal(cases[i].number, cases[i].scale, text);

        assert_string_equal(text, cases[i].text);
        assert_int_equal(len, strlen(text));
    }
}

static void
percentages_are_rounded_half_up(void **state)
{
    static const struct {
        uint64_t part, whole;
        int64_t tenths;
    } cases[] = {
        {0, 5, 0},
        {5, 5, 1000},
        {1, 3, 333},
        {2, 3, 667},
        {1, 2000, 1}, /* 0.05 % */
        {1, 2001, 0},
        {1, 16, 63}, /* 6.25 % */
        {333, 2000, 167},
        {9007199254740991, 9007199254740991, 1000},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(number_percent_tenths(cases[i].part, cases[i].whole), cases[i].tenths);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_grouped_by_three),
        cmocka_unit_test(decimals_keep_every_digit_of_their_scale),
        cmocka_unit_test(percentages_are_rounded_half_up),
    };

    return cmocka_run_group_tests_name("number_text", tests, NULL, NULL);
}
