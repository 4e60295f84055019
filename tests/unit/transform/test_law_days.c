#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "transform/law/law_days.h"

static struct schoolday_holidays holidays;

static int32_t
day(int number)
{
    int32_t date = 0;

    /* Monday 4 September 2023 and Monday 11 September are days 0 and 7; the 4th is Labor Day. */
    assert_true(date_from_civil(2023, 9, 4, &date));
    return date + number;
}

static struct day_range
range(int first, int last)
{
    return (struct day_range){day(first), day(last)};
}

static void
init(struct law_days *days, int first, int last, int64_t credited)
{
    const struct schoolday_calendar calendar = {&holidays, INT32_MIN, INT32_MAX};

    law_days_init(days, &calendar, range(first, last), credited);
}

static void
a_dated_rule_costs_its_schooldays(void **state)
{
    struct law_days days;

    (void)state;
    init(&days, 7, 18, 1000);
    assert_int_equal(days.schooldays, 10);
    assert_int_equal(law_days_count(&days, range(7, 9)), 3);
    assert_int_equal(law_days_bar(&days, range(7, 9)), 300);
    assert_int_equal(law_days_bar(&days, range(0, 6)), 0);
    assert_int_equal(law_days_bar(&days, range(12, 13)), 0);
    assert_int_equal(law_days_loss(&days), 300);
}

/* Fewer days are credited than there are schooldays. */
static void
no_rule_costs_more_than_is_credited(void **state)
{
    struct law_days days;

    (void)state;
    init(&days, 7, 18, 250);
    assert_int_equal(law_days_bar(&days, range(7, 9)), 250);
    init(&days, 7, 18, 0);
    assert_int_equal(law_days_bar_all(&days), 0);
    assert_int_equal(law_days_loss(&days), 0);
}

/* More days are credited than there are schooldays: barring each schoolday bars them all. */
static void
every_schoolday_barred_is_every_day_lost(void **state)
{
    struct law_days days;

    (void)state;
    init(&days, 7, 18, 1500);
    assert_int_equal(law_days_bar(&days, range(7, 17)), 900);
    assert_int_equal(law_days_loss(&days), 900);
    assert_int_equal(law_days_bar(&days, range(18, 30)), 100);
    assert_int_equal(law_days_loss(&days), 1500);
}

static void
a_day_that_two_rules_bar_is_lost_once(void **state)
{
    struct law_days days;

    (void)state;
    init(&days, 7, 18, 1000);
    assert_int_equal(law_days_bar(&days, range(7, 9)), 300);
    assert_int_equal(law_days_bar(&days, range(8, 10)), 300);
    assert_int_equal(law_days_loss(&days), 400);
    assert_int_equal(law_days_bar(&days, range(16, 18)), 300);
    assert_int_equal(law_days_bar(&days, range(14, 14)), 100);
    assert_int_equal(law_days_loss(&days), 800);
    assert_int_equal(law_days_add_excess(&days, 50), 50);
    assert_int_equal(law_days_loss(&days), 850);
    assert_int_equal(law_days_add_excess(&days, 300), 300);
    assert_int_equal(law_days_loss(&days), 1000);
}

/* Every set of three ranges against a day-by-day count. */
static void
ranges_are_united_in_any_order(void **state)
{
    enum { LAST = 13 };

    (void)state;
    for (int seed = 0; seed < 4000; seed++) {
        struct law_days days;
        bool is_barred[LAST + 1] = {false};
        int64_t lost = 0, all = 0;
        unsigned random = (unsigned)seed * 2654435761U;

        init(&days, 0, LAST, 10000);
        for (int i = 0; i < 3; i++) {
            int first = (int)(random % 15), length = (int)(random / 15 % 8);

            random = random * 1103515245U + 12345U;
            law_days_bar(&days, range(first, first + length - 1));
            for (int k = first; k < first + length && k <= LAST; k++)
                is_barred[k] = true;
        }
        for (int k = 0; k <= LAST; k++) {
            all += law_days_count(&days, range(k, k));
            lost += is_barred[k] ? law_days_count(&days, range(k, k)) : 0;
        }
        assert_int_equal(law_days_loss(&days), lost == all ? 10000 : lost * 100);
    }
}

/* Saturday and Sunday, with a day credited. */
static void
participation_without_schooldays_is_counted_by_its_days(void **state)
{
    struct law_days days;

    (void)state;
    init(&days, 5, 6, 200);
    assert_int_equal(days.schooldays, 2);
    assert_int_equal(law_days_bar(&days, range(0, 5)), 100);
    assert_int_equal(law_days_loss(&days), 100);
    assert_int_equal(law_days_bar(&days, range(6, 6)), 100);
    assert_int_equal(law_days_loss(&days), 200);
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
        cmocka_unit_test(a_dated_rule_costs_its_schooldays),
        cmocka_unit_test(no_rule_costs_more_than_is_credited),
        cmocka_unit_test(every_schoolday_barred_is_every_day_lost),
        cmocka_unit_test(a_day_that_two_rules_bar_is_lost_once),
        cmocka_unit_test(ranges_are_united_in_any_order),
        cmocka_unit_test(participation_without_schooldays_is_counted_by_its_days),
    };

    return cmocka_run_group_tests_name("law_days", tests, open_holidays, close_holidays);
}
