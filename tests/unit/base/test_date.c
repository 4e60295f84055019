#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

/* The independent method: the calendar of the C library, counted in seconds of UTC. */
static void
civil_by_library(int64_t day, int *year, int *month, int *mday, int *weekday)
{
    time_t seconds = (time_t)(day * 86400);
    struct tm tm;

    assert_non_null(gmtime_r(&seconds, &tm));
    *year = tm.tm_year + 1900;
    *month = tm.tm_mon + 1;
    *mday = tm.tm_mday;
    *weekday = (tm.tm_wday + 6) % 7;
}

static bool
parses_to(const char *text, int32_t wanted)
{
    int32_t date;

    return date_parse(text_of(text), &date) && date == wanted;
}

/* Every spelling of one day comes back to the same number. */
static void
check_spellings(int32_t day, int year, int month, int mday)
{
    unsigned y = (unsigned)year % 10000, m = (unsigned)month % 100, d = (unsigned)mday % 100;
    char text[32];

    snprintf(text, sizeof text, "%04u%02u%02u", y, m, d);
    assert_true(parses_to(text, day));
    snprintf(text, sizeof text, "%04u-%02u-%02u", y, m, d);
    assert_true(parses_to(text, day));
    snprintf(text, sizeof text, "%u/%u/%04u", m, d, y);
    assert_true(parses_to(text, day));
    snprintf(text, sizeof text, "%02u/%02u/%04u", m, d, y);
    assert_true(parses_to(text, day));
}

static void
every_day_from_1890_to_2110(void **state)
{
    const int32_t first = -29219; /* 1890-01-01 */
    const int32_t last = 51498;   /* 2110-12-31 */
    int year = 0, month = 0, mday = 0;

    (void)state;
    for (int32_t day = first; day <= last; day++) {
        char text[DATE_TEXT_SIZE], wanted[32];
        int y, m, d, weekday;
        int32_t number;

        civil_by_library(day, &year, &month, &mday, &weekday);
        if (day == first)
            assert_true(year == 1890 && month == 1 && mday == 1);
        date_to_civil(day, &y, &m, &d);
        assert_true(y == year && m == month && d == mday);
        assert_true(date_from_civil(year, month, mday, &number));
        assert_int_equal(number, day);
        assert_int_equal(date_weekday(day), weekday);
        date_format(day, text);
        snprintf(wanted, sizeof wanted, "%04d-%02d-%02d", year, month, mday);
        assert_string_equal(text, wanted);
        check_spellings(day, year, month, mday);
    }
    assert_true(year == 2110 && month == 12 && mday == 31);
}

/* What is not a day in the library's calendar is not a day in ours. */
static void
no_other_day_exists(void **state)
{
    (void)state;
    for (int year = 1890; year <= 2110; year++)
        for (int month = 0; month <= 13; month++)
            for (int mday = 0; mday <= 32; mday++) {
                struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = mday};
                char packed[32];
                int32_t date;
                bool is_day;

                timegm(&tm);
                is_day = tm.tm_year == year - 1900 && tm.tm_mon == month - 1 && tm.tm_mday == mday;
                if (date_from_civil(year, month, mday, &date) != is_day)
                    fail_msg("%d-%d-%d", year, month, mday);
                snprintf(packed, sizeof packed, "%04d%02d%02d", year, month, mday);
                if (date_parse(text_of(packed), &date) != is_day)
                    fail_msg("%s", packed);
            }
}

static const struct {
    const char *text;
    bool ok;
    const char *why;
} spellings[] = {
    {"20240229", true, "leap day of a leap year"},
    {"20230229", false, "leap day of a common year"},
    {"19000229", false, "century years are common"},
    {"21000229", false, "century years are common"},
    {"20000229", true, "unless divisible by 400"},
    {"2/29/2024", true, "one-digit month"},
    {"02/9/2024", true, "one-digit day"},
    {"2024-2-9", true, "one-digit month and day after the year"},
    {"00010101", true, "the first year"},
    {"99991231", true, "the last year"},
    {"00000101", false, "no year 0"},
    {"20230431", false, "30 days hath April"},
    {"20231301", false, "no thirteenth month"},
    {"20230001", false, "no month 0"},
    {"20230100", false, "no day 0"},
    {"13/01/2023", false, "not day before month"},
    {"", false, "nothing"},
    {"2023", false, "a year alone"},
    {"202308", false, "a month alone"},
    {"2023081", false, "seven digits"},
    {"202308166", false, "nine digits"},
    {"8/16/23", false, "two-digit year"},
    {"8/16/02023", false, "five-digit year"},
    {"008/16/2023", false, "three-digit month"},
    {"23-08-16", false, "two-digit year in front"},
    {"2023/08/16", false, "slashes in the order of the year"},
    {"08-16-2023", false, "dashes in the order of the month"},
    {"2023-08-16T00:00", false, "a time behind"},
    {"2023-08-16 ", false, "a blank behind"},
    {" 20230816", false, "a blank in front"},
    {"2023-08/16", false, "mixed"},
    {"2023--816", false, "an empty part"},
    {"2023-08-", false, "an empty end"},
    {"//2023", false, "empty parts"},
    {"2023081a", false, "a letter"},
    {"-20230816", false, "a sign"},
    {"2023.08.16", false, "points"},
};

static void
only_three_spellings_are_dates(void **state)
{
    int32_t date;

    (void)state;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (date_parse(text_of(spellings[i].text), &date) != spellings[i].ok)
            fail_msg("\"%s\": %s", spellings[i].text, spellings[i].why);
    assert_false(date_parse((struct text){0}, &date));
    assert_false(date_parse((struct text){"2023\0008", 6}, &date));
}

static const struct {
    const char *birth, *on;
    int age;
} ages[] = {
    {"20051001", "20230930", 17},
    {"20051001", "20231001", 18},
    {"20051001", "20231002", 18},
    {"20051001", "20240101", 18},
    {"20040229", "20220228", 17}, /* the birthday is 1 March in common years */
    {"20040229", "20220301", 18},
    {"20040229", "20240228", 19},
    {"20040229", "20240229", 20},
    {"20230816", "20230816", 0},
    {"20230816", "20240815", 0},
    {"20230816", "20230815", -1},
    {"18991231", "20000101", 100},
};

static void
age_is_completed_years(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
        int32_t birth, on;

        assert_true(date_parse(text_of(ages[i].birth), &birth));
        assert_true(date_parse(text_of(ages[i].on), &on));
        if (date_age(birth, on) != ages[i].age)
            fail_msg("born %s, on %s: %d", ages[i].birth, ages[i].on, date_age(birth, on));
    }
}

static void
the_ends_of_the_range_format(void **state)
{
    char text[DATE_TEXT_SIZE];
    int32_t date;

    (void)state;
    assert_true(date_from_civil(1, 1, 1, &date));
    date_format(date, text);
    assert_string_equal(text, "0001-01-01");
    assert_int_equal(date_weekday(date), 0);
    assert_true(date_from_civil(9999, 12, 31, &date));
    date_format(date, text);
    assert_string_equal(text, "9999-12-31");
    assert_false(date_from_civil(0, 12, 31, &date));
    assert_false(date_from_civil(10000, 1, 1, &date));
}

static void
today_is_today(void **state)
{
    time_t before = time(NULL) / 86400;
    int32_t today = date_today();
    time_t after = time(NULL) / 86400;

    (void)state;
    assert_true(today >= before && today <= after);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_from_1890_to_2110),
        cmocka_unit_test(no_other_day_exists),
        cmocka_unit_test(only_three_spellings_are_dates),
        cmocka_unit_test(age_is_completed_years),
        cmocka_unit_test(the_ends_of_the_range_format),
        cmocka_unit_test(today_is_today),
    };

    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
