#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/school.h"
#include "sql/report/enrollment.h"

#include "report/alarm.h"
#include "report/year/coverage.h"
#include "report/year/trend.h"

static const struct profile_category categories[] = {
    {"TA", "Total", "total"}, {"GF", "Female", "gender"}};
static const struct profile_place state_place = {LEVEL_STATE, "", "", "", ""};
static const struct profile_place district = {LEVEL_DISTRICT, "0161111", "", "Beta", ""};
static const struct profile_place office = {LEVEL_DISTRICT, "0110017", "", "Office", ""};

/* The alarms of a state with such figures; those of the year before are pupils and fifty. */
struct figures {
    int year;
    uint32_t enrolled, pupils, fifty, grade12, diplomas;
    uint32_t pupils_before, fifty_before; /* 0: no snapshot */
    uint32_t enrolled_in_district, fifty_in_district;
};

static struct coverage *
cover(int year)
{
    struct coverage *coverage = coverage_new(year);
    struct school school = {.cds_code = "01611110000000",
        .doc = "54",
        .open_date = DATE_NONE,
        .close_date = DATE_NONE,
        .district_name = "Beta"};
    size_t count;

    coverage_add_school(coverage, &school);
    memcpy(school.cds_code, "01100170000000", sizeof school.cds_code);
    memcpy(school.doc, "00", 3);
    coverage_add_school(coverage, &school);
    (void)coverage_finish(coverage, &count);
    return coverage;
}

/* The names of the alarms, with blanks between. */
static const char *
alarms_of(const struct figures *figures)
{
    static char text[256];
    const struct profile_row rows[] = {
        {.place = &state_place,
            .category = categories,
            .measures = {figures->pupils, figures->fifty, 0, figures->grade12, figures->diplomas}},
        {.place = &state_place, .category = categories + 1, .measures = {1, 1}},
        {.place = &office,
            .filter = FILTER_NOT_CHARTER,
            .category = categories,
            .measures = {99, figures->fifty_in_district}},
        {.place = &district, .filter = FILTER_ALL, .category = categories, .measures = {99, 99}},
        {.place = &district,
            .filter = FILTER_NOT_CHARTER,
            .category = categories,
            .measures = {99, figures->fifty_in_district}},
        {.place = &district,
            .filter = FILTER_CHARTER,
            .category = categories,
            .measures = {99, 99}}};
    const struct profile profile = {.year = figures->year,
        .rows = rows,
        .row_count = 6,
        .categories = categories,
        .category_count = 2};
    const struct enrollment_count enrollment[] = {{"", false, figures->enrolled},
        {"0110017", false, figures->enrolled_in_district}, {"0161111", true, 1},
        {"0161111", false, figures->enrolled_in_district}};
    struct trend trend = {0};
    struct coverage *coverage = cover(figures->year);
    const struct alarm_request request = {&profile, coverage, &trend, enrollment, 4};
    struct alarm_list list = {0};
    size_t len = 0;

    if (figures->pupils_before > 0)
        trend_add(&trend, &(struct trend_year){.year = figures->year - 1,
                              .snapshot = 1,
                              .measures = {figures->pupils_before, figures->fifty_before}});
    alarm_list_fill(&list, &request);
    *text = '\0';
    for (size_t i = 0; i < list.count; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s%s", i > 0 ? " " : "",
            alarm_name(list.alarms[i].kind), list.alarms[i].lea);
    alarm_list_reset(&list);
    coverage_free(coverage);
    return text;
}

/* A state in which nothing is unusual. */
static const struct figures usual = {.year = 2023,
    .enrolled = 1000,
    .pupils = 100,
    .fifty = 50,
    .grade12 = 100,
    .diplomas = 80,
    .pupils_before = 100,
    .fifty_before = 50,
    .enrolled_in_district = 100,
    .fifty_in_district = 40};

#define assert_alarms(expected, ...)                                                               \
    do {                                                                                           \
        struct figures figures_ = usual;                                                           \
        __VA_ARGS__;                                                                               \
        assert_string_equal(alarms_of(&figures_), expected);                                       \
    } while (0)

static void
bands_have_their_edges(void **state)
{
    (void)state;
    assert_alarms("", (void)0);
    assert_alarms("", figures_.enrolled = 2500);
    assert_alarms("state_share_unusual", figures_.enrolled = 2501);
    assert_alarms("", figures_.enrolled = 417);
    assert_alarms("state_share_unusual", figures_.enrolled = 416);
    assert_alarms("", figures_.diplomas = 40);
    assert_alarms("completion_unusual", figures_.diplomas = 39);
    assert_alarms("", figures_.diplomas = 95);
    assert_alarms("completion_unusual", figures_.diplomas = 96);
    assert_alarms("lea_share_high0161111", figures_.fifty_in_district = 41);
    assert_alarms("", figures_.pupils_before = 80);
    assert_alarms("state_count_changed", figures_.pupils_before = 79);
    assert_alarms("", figures_.pupils_before = 133);
    assert_alarms("state_count_changed", figures_.pupils_before = 134);
    assert_alarms("state_count_changed", figures_.fifty_before = 39);
}

static void
what_is_not_known_raises_no_alarm(void **state)
{
    (void)state;
    assert_alarms("", figures_.enrolled = 0);
    assert_alarms("", figures_.grade12 = figures_.diplomas = 0);
    assert_alarms("", figures_.enrolled_in_district = 0; figures_.fifty_in_district = 41);
    assert_alarms("", figures_.pupils_before = 0);
}

/* 2021-22 is the first year in which attendance tells the days of independent study. */
static void
another_method_is_not_compared(void **state)
{
    (void)state;
    assert_alarms("", figures_.year = 2021; figures_.pupils_before = 1);
    assert_alarms("state_count_changed", figures_.year = 2022; figures_.pupils_before = 1);
    assert_alarms("state_count_changed", figures_.year = 2016; figures_.pupils_before = 1);
}

static void
years_of_one_method_are_comparable(void **state)
{
    (void)state;
    assert_true(trend_is_comparable(2016, 2020, MEASURE_PUPILS));
    assert_false(trend_is_comparable(2020, 2021, MEASURE_PUPILS));
    assert_false(trend_is_comparable(2018, 2023, MEASURE_FIFTY_PERCENT));
    assert_true(trend_is_comparable(2021, 2025, MEASURE_DIPLOMA));
    assert_true(trend_is_comparable(2015, 2016, MEASURE_PUPILS));
    assert_false(trend_is_comparable(2015, 2016, MEASURE_DIPLOMA));
    assert_false(trend_is_comparable(2014, 2018, MEASURE_GRADE12));
    assert_true(trend_is_comparable(2012, 2015, MEASURE_OTHER_COMPLETER));
    assert_non_null(trend_break(2021));
    assert_non_null(trend_break(2016));
    assert_null(trend_break(2022));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_have_their_edges),
        cmocka_unit_test(what_is_not_known_raises_no_alarm),
        cmocka_unit_test(another_method_is_not_compared),
        cmocka_unit_test(years_of_one_method_are_comparable),
    };

    return cmocka_run_group_tests_name("alarm", tests, NULL, NULL);
}
