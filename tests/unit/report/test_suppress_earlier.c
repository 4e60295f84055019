#include "support/tiny_profile.h"

#include "report/suppress/masked_profile.h"

static void
an_earlier_release_is_known(void **state)
{
    struct tiny_profile before, now;
    struct suppression *suppression;

    (void)state;
    /* 12 was shown before, so it can protect nothing now. */
    tiny_begin(&before);
    tiny_place(&before, "");
    tiny_row(&before, "TA", 100, 0, 0, 0, 0, 0);
    tiny_row(&before, "RB", 12, 0, 0, 0, 0, 0);
    tiny_row(&before, "RH", 38, 0, 0, 0, 0, 0);
    tiny_row(&before, "RW", 50, 0, 0, 0, 0, 0);
    tiny_begin(&now);
    tiny_place(&now, "");
    tiny_row(&now, "TA", 100, 0, 0, 0, 0, 0);
    tiny_row(&now, "RB", 12, 0, 0, 0, 0, 0);
    tiny_row(&now, "RH", 29, 0, 0, 0, 0, 0);
    tiny_row(&now, "RW", 50, 0, 0, 0, 0, 0);
    tiny_row(&now, "RD", 9, 0, 0, 0, 0, 0);
    suppression = tiny_suppress(&now, NULL);
    assert_hidden(&now, suppression, "", "RB", "pflgdo");
    assert_hidden(&now, suppression, "", "RH", "-");
    suppression_free(suppression);
    suppression = tiny_suppress(&now, &before.profile);
    assert_hidden(&now, suppression, "", "RB", "-");
    assert_hidden(&now, suppression, "", "RH", "pflgdo");
    suppression_free(suppression);
}

/* 52 = 5 + 20 + 27, and 43 = 5 + 20 + 18: who sees 20 now knows what 27 had left of 52 then. */
static void
what_an_earlier_release_hid_stays_hidden(void **state)
{
    struct tiny_profile before, now;
    struct suppression *suppression, *earlier;
    struct masked_profile *masked;

    (void)state;
    tiny_begin(&before);
    tiny_place(&before, "");
    tiny_row(&before, "TA", 52, 0, 0, 0, 0, 0);
    tiny_row(&before, "RB", 5, 0, 0, 0, 0, 0);
    tiny_row(&before, "RH", 20, 0, 0, 0, 0, 0);
    tiny_row(&before, "RW", 27, 0, 0, 0, 0, 0);
    tiny_begin(&now);
    tiny_place(&now, "");
    tiny_row(&now, "TA", 43, 0, 0, 0, 0, 0);
    tiny_row(&now, "RB", 5, 0, 0, 0, 0, 0);
    tiny_row(&now, "RH", 20, 0, 0, 0, 0, 0);
    tiny_row(&now, "RW", 18, 0, 0, 0, 0, 0);
    suppression = tiny_suppress(&now, NULL);
    assert_hidden(&now, suppression, "", "RH", "-");
    suppression_free(suppression);

    earlier = tiny_suppress(&before, NULL);
    assert_hidden(&before, earlier, "", "RH", "pflgdo");
    masked = masked_profile_new(earlier);
    suppression = tiny_suppress(&now, masked_profile_of(masked));
    assert_hidden(&now, suppression, "", "RH", "pflgdo");
    assert_hidden(&now, suppression, "", "RW", "-");
    assert_int_equal(
        suppression_cause_of(suppression, 2, MEASURE_PUPILS).reason, REASON_EARLIER_RELEASE);
    suppression_free(suppression);
    masked_profile_free(masked);
    suppression_free(earlier);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_earlier_release_is_known),
        cmocka_unit_test(what_an_earlier_release_hid_stays_hidden),
    };

    return cmocka_run_group_tests_name("suppress_earlier", tests, NULL, NULL);
}
