#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/school.h"
#include "transform/law/law_terms.h"
#include "transform/schoolday.h"
#include "transform/year_parameter.h"

static struct schoolday_holidays holidays;

static int32_t
day(const char *text)
{
    int32_t date = 0;

    assert_true(date_parse(text_of(text), &date));
    return date;
}

/* One line per range, counted by hand on a calendar. */
static const struct {
    const char *from, *to;
    int count;
    const char *why;
} ranges[] = {
    {"20240909", "20240913", 5, "a week"},
    {"20240907", "20240908", 0, "Saturday and Sunday"},
    {"20240909", "20240909", 1, "a day"},
    {"20240910", "20240909", 0, "reversed"},
    {"20240902", "20240906", 4, "Labor Day"},
    {"20240903", "20240913", 9, "after Labor Day"},
    {"20241125", "20241129", 3, "Thanksgiving and the day after"},
    {"20221107", "20221118", 9, "Veterans Day on a Friday"},
    {"20231109", "20231113", 2, "Veterans Day on a Saturday is observed on Friday"},
    {"20240617", "20240621", 4, "Juneteenth"},
    {"20210614", "20210618", 5, "no Juneteenth in 2021"},
    {"20220620", "20220620", 0, "Juneteenth of 2022, a Sunday"},
    {"20210705", "20210705", 0, "4 July 2021, a Sunday"},
    {"20240212", "20240219", 4, "Lincoln Day and Washington Day"},
    {"20130119", "20130607", 96, "from the day after 152 days of a long semester"},
    {"20210901", "20211015", 32, "to the deadline of 2021"},
    {"19980105", "19980109", 5, "the first year with holidays"},
    {"19700101", "19700104", 2, "long before"},
    {"00010101", "00010107", 5, "the first week of all"},
};

static void
schooldays_are_weekdays_without_holidays(void **state)
{
    const struct schoolday_calendar calendar = {&holidays, INT32_MIN, INT32_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (schoolday_count(&calendar, day(ranges[i].from), day(ranges[i].to)) != ranges[i].count)
            fail_msg("%s to %s: %s", ranges[i].from, ranges[i].to, ranges[i].why);
}

/* Any range is as many schooldays as its days one by one. */
static void
ranges_add_up(void **state)
{
    const struct schoolday_calendar calendar = {&holidays, day("20230816"), day("20240605")};
    int64_t total = 0;

    (void)state;
    for (int32_t date = day("20230701"); date <= day("20240630"); date++) {
        int64_t one = schoolday_count(&calendar, date, date);

        assert_in_range(one, 0, 1);
        if (date < calendar.first || date > calendar.last || date_weekday(date) > 4)
            assert_int_equal(one, 0);
        total += one;
        assert_int_equal(schoolday_count(&calendar, day("20230701"), date), total);
    }
    assert_int_equal(total, schoolday_count(&calendar, INT32_MIN, INT32_MAX));
}

static void
the_nth_schoolday_is_counted_from_the_first(void **state)
{
    const struct schoolday_calendar calendar = {&holidays, INT32_MIN, INT32_MAX};
    const struct schoolday_calendar bounded = {&holidays, day("20230816"), day("20240605")};

    (void)state;
    assert_int_equal(schoolday_nth(&calendar, day("20221107"), 1), day("20221107"));
    assert_int_equal(schoolday_nth(&calendar, day("20221107"), 10), day("20221121"));
    assert_int_equal(schoolday_nth(&calendar, day("20240907"), 1), day("20240909"));
    assert_int_equal(schoolday_nth(&bounded, day("20230801"), 1), day("20230816"));
    assert_int_equal(schoolday_nth(&bounded, day("20240605"), 3), day("20240607"));
}

/* EC 37220 names eleven days a year, twelve with Juneteenth; each is kept on a weekday. */
static void
every_year_has_its_holidays(void **state)
{
    (void)state;
    assert_true(holidays.count > 0);
    for (size_t i = 0; i < holidays.count; i++) {
        assert_true(date_weekday(holidays.days[i]) < 5);
        assert_true(i == 0 || holidays.days[i] > holidays.days[i - 1]);
    }
    /* Of 37 school years from 1998-99 on, those from 2022 end with a Juneteenth. */
    for (int year = 1998; year < 2035; year++) {
        const struct schoolday_calendar calendar = {&holidays, INT32_MIN, INT32_MAX};
        int32_t first, last;
        int64_t weekdays = 0;

        assert_true(date_from_civil(year, 7, 10, &first));
        assert_true(date_from_civil(year + 1, 6, 30, &last));
        for (int32_t date = first; date <= last; date++)
            weekdays += date_weekday(date) < 5;
        assert_int_equal(
            weekdays - schoolday_count(&calendar, first, last), year + 1 >= 2022 ? 11 : 10);
    }
}

/* A parameter has at most one value in a year. */
static void
parameters_have_their_years(void **state)
{
    struct year_parameter parameter;

    (void)state;
    assert_int_equal(year_parameter_number("long_term_schooldays", 2020), 0);
    assert_int_equal(year_parameter_number("long_term_schooldays", 2021), 15);
    assert_int_equal(year_parameter_number("long_term_schooldays", 2023), 15);
    assert_int_equal(year_parameter_number("long_term_schooldays", 2024), 16);
    assert_int_equal(year_parameter_number("shortest_agreement", 2020), 5);
    assert_int_equal(year_parameter_number("shortest_agreement", 2021), 3);
    assert_int_equal(year_parameter_number("shortest_agreement", 2024), 0);
    assert_int_equal(year_parameter_date("signature_due_fixed", 2021), day("20211015"));
    assert_int_equal(year_parameter_date("signature_due_fixed", 2022), DATE_NONE);
    assert_true(year_parameter_find("agreement_limit", 2013, &parameter));
    assert_true(text_equals(parameter.value, TEXT("semester")));
    assert_true(year_parameter_find("agreement_limit", 2014, &parameter));
    assert_true(text_equals(parameter.value, TEXT("year")));
    assert_false(year_parameter_find("no_such_parameter", 2023, &parameter));
}

static void
terms_are_those_of_the_year(void **state)
{
    static const struct {
        int year;
        enum law_due due_long;
        int days_long;
        enum law_due due_short;
        int days_short, warning_days;
        int64_t long_term_days, shortest_days;
    } cases[] = {
        {2012, LAW_DUE_CALENDAR_DAYS, 0, LAW_DUE_CALENDAR_DAYS, 0, 0, 0, 500},
        {2020, LAW_DUE_CALENDAR_DAYS, 0, LAW_DUE_CALENDAR_DAYS, 0, 0, 0, 500},
        {2021, LAW_DUE_CALENDAR_DAYS, 30, LAW_DUE_CALENDAR_DAYS, 30, 0, 1500, 300},
        {2022, LAW_DUE_CALENDAR_DAYS, 0, LAW_DUE_SCHOOLDAYS, 10, 10, 1500, 300},
        {2023, LAW_DUE_CALENDAR_DAYS, 0, LAW_DUE_SCHOOLDAYS, 10, 10, 1500, 300},
        {2024, LAW_DUE_CALENDAR_DAYS, 0, LAW_DUE_YEAR_END, 0, 0, 1600, 0},
        {2030, LAW_DUE_CALENDAR_DAYS, 0, LAW_DUE_YEAR_END, 0, 0, 1600, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct law_terms terms;

        law_terms_read(cases[i].year, &terms);
        assert_int_equal(terms.due_long.due, cases[i].due_long);
        assert_int_equal(terms.due_long.days, cases[i].days_long);
        assert_int_equal(terms.due_short.due, cases[i].due_short);
        assert_int_equal(terms.due_short.days, cases[i].days_short);
        assert_int_equal(terms.warning_days, cases[i].warning_days);
        assert_int_equal(terms.long_term_days, cases[i].long_term_days);
        assert_int_equal(terms.shortest_days, cases[i].shortest_days);
        assert_int_equal(terms.due_fixed == DATE_NONE, cases[i].year != 2021);
    }
}

static int
open_holidays(void **state)
{
    (void)state;
    schoolday_holidays_init(&holidays);
    return 0;
}

static int
close_holidays(void **state)
{
    (void)state;
    schoolday_holidays_reset(&holidays);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schooldays_are_weekdays_without_holidays),
        cmocka_unit_test(ranges_add_up),
        cmocka_unit_test(the_nth_schoolday_is_counted_from_the_first),
        cmocka_unit_test(every_year_has_its_holidays),
        cmocka_unit_test(parameters_have_their_years),
        cmocka_unit_test(terms_are_those_of_the_year),
    };

    return cmocka_run_group_tests_name("schoolday", tests, open_holidays, close_holidays);
}
