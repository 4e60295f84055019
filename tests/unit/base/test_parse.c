#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/parse.h"

static const struct {
    const char *text;
    uint64_t max;
    bool ok;
    uint64_t number;
} unsigneds[] = {
    {"0", 0, true, 0},
    {"1", 0, false, 0},
    {"007", 7, true, 7},
    {"999", 999, true, 999},
    {"1000", 999, false, 0},
    {"9", 8, false, 0},
    {"18446744073709551615", UINT64_MAX, true, UINT64_MAX},
    {"18446744073709551616", UINT64_MAX, false, 0},
    {"99999999999999999999999999999999999999999", UINT64_MAX, false, 0},
    {"", 9, false, 0},
    {"+1", 9, false, 0},
    {"-1", 9, false, 0},
    {" 1", 9, false, 0},
    {"1 ", 9, false, 0},
    {"0x1", 99, false, 0},
    {"1e1", 99, false, 0},
    {"1.0", 99, false, 0},
};

static void
unsigned_numbers_stop_at_the_limit(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unsigneds / sizeof *unsigneds; i++) {
        uint64_t number = 77;
        bool ok = parse_unsigned(text_of(unsigneds[i].text), unsigneds[i].max, &number);

        if (ok != unsigneds[i].ok || number != (ok ? unsigneds[i].number : 77))
            fail_msg("\"%s\"", unsigneds[i].text);
    }
}

static const struct {
    const char *text;
    int scale;
    int64_t max, number; /* number < 0: refused */
} decimals[] = {
    {"0", 2, 99999, 0},
    {"12.5", 2, 99999, 1250},
    {"12.50", 2, 99999, 1250},
    {"12.05", 2, 99999, 1205},
    {"12.500", 2, 99999, -1},
    {"5.", 2, 99999, 500},
    {".5", 2, 99999, 50},
    {".05", 2, 99999, 5},
    {".", 2, 99999, -1},
    {"", 2, 99999, -1},
    {"..5", 2, 99999, -1},
    {"5..", 2, 99999, -1},
    {"1.2.3", 2, 99999, -1},
    {"999.99", 2, 99999, 99999},
    {"1000", 2, 99999, -1},
    {"1000.00", 2, 99999, -1},
    {"00999.99", 2, 99999, 99999},
    {"100", 2, 10000, 10000},
    {"100.01", 2, 10000, -1},
    {"100.0", 2, 10000, 10000},
    {"25.1234", 4, 9999999, 251234},
    {"25.12345", 4, 9999999, -1},
    {"7", 0, 999, 7},
    {"7.", 0, 999, 7},
    {"7.0", 0, 999, -1},
    {"-1", 2, 99999, -1},
    {"+1", 2, 99999, -1},
    {"1,5", 2, 99999, -1},
    {"1e2", 2, 99999, -1},
    {" 1", 2, 99999, -1},
    {"1 ", 2, 99999, -1},
    {"inf", 2, 99999, -1},
    {"nan", 2, 99999, -1},
    {"0x10", 2, 99999, -1},
    {"9223372036854775807", 0, INT64_MAX, INT64_MAX},
    {"9223372036854775808", 0, INT64_MAX, -1},
    {"92233720368547758.07", 2, INT64_MAX, INT64_MAX},
    {"92233720368547758.08", 2, INT64_MAX, -1},
    {"9223372036854775807", 2, INT64_MAX, -1},
    {"99999999999999999999999999999999999999999", 2, INT64_MAX, -1},
};

static void
decimals_are_exact(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
        int64_t number = 77;
        bool ok =
            parse_decimal(text_of(decimals[i].text), decimals[i].scale, decimals[i].max, &number);

        if (ok != (decimals[i].number >= 0) || number != (ok ? decimals[i].number : 77))
            fail_msg("\"%s\" at scale %d", decimals[i].text, decimals[i].scale);
    }
}

/* Each hundredth of the days type, written in full and read back. */
static void
every_hundredth_of_a_day(void **state)
{
    (void)state;
    for (unsigned hundredths = 0; hundredths <= 99999; hundredths++) {
        char text[32];
        int64_t number;

        snprintf(text, sizeof text, "%u.%02u", hundredths / 100, hundredths % 100);
        assert_true(parse_decimal(text_of(text), 2, 99999, &number));
        assert_int_equal(number, hundredths);
    }
}

static const struct {
    const char *text;
    int first_year; /* 0: refused */
} years[] = {
    {"2023-2024", 2023},
    {"1999-2000", 1999},
    {"0001-0002", 1},
    {"9998-9999", 9998},
    {"0000-0001", 0},
    {"9999-0000", 0},
    {"2023-2025", 0},
    {"2024-2023", 0},
    {"2023-2023", 0},
    {"2023-24", 0},
    {"2023/2024", 0},
    {"2023 2024", 0},
    {"20232024", 0},
    {"202-32024", 0},
    {"2023-20244", 0},
    {" 2023-2024", 0},
    {"2023-202a", 0},
    {"", 0},
};

static void
school_years_are_successive(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        int first_year = 0;
        bool ok = parse_school_year(text_of(years[i].text), &first_year);

        if (ok != (years[i].first_year != 0) || first_year != years[i].first_year)
            fail_msg("\"%s\"", years[i].text);
    }
}

static const struct {
    const char *text;
    bool ok;
    uint64_t bytes;
} sizes[] = {
    {"0", true, 0},
    {"1024", true, 1024},
    {"1K", true, 1024},
    {"64m", true, 67108864},
    {"16G", true, UINT64_C(17179869184)},
    {"1T", true, UINT64_C(1099511627776)},
    {"18446744073709551615", true, UINT64_MAX},
    {"18014398509481983K", true, UINT64_C(18014398509481983) << 10},
    {"18014398509481984K", false, 0},
    {"16777216T", false, 0},
    {"16777215T", true, UINT64_C(16777215) << 40},
    {"K", false, 0},
    {"", false, 0},
    {"1KB", false, 0},
    {"1.5G", false, 0},
    {"-1", false, 0},
    {"1P", false, 0},
    {"1 K", false, 0},
};

static void
sizes_have_binary_suffixes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint64_t bytes = 0;
        bool ok = parse_size(text_of(sizes[i].text), &bytes);

        if (ok != sizes[i].ok || bytes != sizes[i].bytes)
            fail_msg("\"%s\"", sizes[i].text);
    }
    assert_false(parse_size((struct text){"1\0", 2}, &(uint64_t){0}));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unsigned_numbers_stop_at_the_limit),
        cmocka_unit_test(decimals_are_exact),
        cmocka_unit_test(every_hundredth_of_a_day),
        cmocka_unit_test(school_years_are_successive),
        cmocka_unit_test(sizes_have_binary_suffixes),
    };

    return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
