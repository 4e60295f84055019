#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "transform/cell_fault.h"

struct fault_case {
    const char *text, *fault;
};

static const struct fault_case dates[] = {
    {"20100230", "there is no such day"},
    {"2010-02-30", "there is no such day"},
    {"02/30/2010", "there is no such day"},
    {"13/13/2010", "there is no such day"},
    {"01312010", "the year stands last"},
    {"31.01.2010", "month, day and year take slashes between them"},
    {"2010/01/31", "year, month and day take hyphens between them"},
    {"31/01/2010", "the day stands before the month"},
    {"1/31/10", "the year has two digits"},
    {"31-Jan-10", "the month is a word"},
    {"January 31, 2010", "the month is a word"},
    {"1/31/2010 0:00", "a time of day follows it"},
    {"2010-01-31T00:00:00", "a time of day follows it"},
    {"20100131 Total", ""},
    {"a long remark on a march", ""},
    {"2010", ""},
    {"1/31/201", ""},
    {"1/31/2010/", ""},
    {"1/31-2010", ""},
    {"1//2010", ""},
    {"", ""},
};

static const struct fault_case ssids[] = {
    {"7", "1 digit"},
    {"123456", "6 digits"},
    {"1234567", "7 digits; zeros before them may be lost"},
    {"000000001", "9 digits; zeros before them may be lost"},
    {"00000000012", "11 digits"},
    {"9,900,000,001", "there is more than the ten digits"},
    {"9900000001.0", "there is more than the ten digits"},
    {"'9900000001", "there is more than the ten digits"},
    {"990000000A", ""},
    {"none", ""},
};

static void
a_slip_in_a_date_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        assert_string_equal(cell_fault_of_date(text_of(dates[i].text)), dates[i].fault);
}

static void
a_slip_in_an_ssid_is_named(void **state)
{
    char detail[CHECK_DETAIL_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof ssids / sizeof *ssids; i++) {
        cell_fault_of_ssid(text_of(ssids[i].text), detail);
        assert_string_equal(detail, ssids[i].fault);
    }
}

static void
a_cds_code_has_fourteen_digits_or_lost_one(void **state)
{
    (void)state;
    assert_true(cell_fault_is_cds_code(TEXT("01612340130001")));
    assert_true(cell_fault_is_cds_code(TEXT("1612340130001")));
    assert_false(cell_fault_is_cds_code(TEXT("161234013000")));
    assert_false(cell_fault_is_cds_code(TEXT("0161234013000A")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_in_a_date_is_named),
        cmocka_unit_test(a_slip_in_an_ssid_is_named),
        cmocka_unit_test(a_cds_code_has_fourteen_digits_or_lost_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
