#include "support/tiny_profile.h"

#include "report/suppress/masked_profile.h"

#define DISTRICT "0161119"

static void
assert_reason(const struct tiny_profile *tiny, const struct suppression *suppression,
    const char *category, enum profile_measure measure, const char *reason)
{
    size_t row = tiny_find(&tiny->profile, "", category);

    assert_string_equal(
        suppression_reason_name(suppression_cause_of(suppression, row, measure).reason), reason);
}

static void
small_counts_and_small_rests_are_hidden(void **state)
{
    static const struct {
        uint32_t fifty;
        const char *hidden;
    } cases[] = {
        {0, "-"}, {1, "f"}, {10, "f"}, {11, "-"}, {29, "-"}, {30, "f"}, {39, "f"}, {40, "-"}};
    struct suppression *suppression;
    struct tiny_profile tiny;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tiny_begin(&tiny);
        tiny_place(&tiny, "");
        tiny_row(&tiny, "TA", 40, cases[i].fifty, 0, 0, 0, 0);
        suppression = tiny_suppress(&tiny, NULL);
        assert_hidden(&tiny, suppression, "", "TA", cases[i].hidden);
        suppression_free(suppression);
    }
}

static void
completions_are_counted_of_grade_12(void **state)
{
    struct suppression *suppression;
    struct tiny_profile tiny;

    (void)state;
    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 400, 200, 200, 100, 60, 20); /* 40 and 80 are left out */
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "", "TA", "-");
    suppression_free(suppression);

    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 400, 200, 200, 100, 91, 0); /* 9 are left out */
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "", "TA", "d");
    assert_reason(&tiny, suppression, "TA", MEASURE_DIPLOMA, "primary");
    suppression_free(suppression);

    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(
        &tiny, "TA", 400, 200, 200, 10, 0, 0); /* hidden grade 12 hides what is counted of it */
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "", "TA", "gdo");
    assert_reason(&tiny, suppression, "TA", MEASURE_OTHER_COMPLETER, "in_row");
    suppression_free(suppression);
}

static void
ten_pupils_hide_their_row(void **state)
{
    struct suppression *suppression;
    struct tiny_profile tiny;

    (void)state;
    for (uint32_t pupils = 0; pupils <= 11; pupils++) {
        tiny_begin(&tiny);
        tiny_place(&tiny, "");
        tiny_row(&tiny, "TA", pupils, 0, pupils, 0, 0, 0);
        suppression = tiny_suppress(&tiny, NULL);
        assert_hidden(&tiny, suppression, "", "TA", pupils <= 10 ? "pflgdo" : "-");
        suppression_free(suppression);
    }
}

static void
not_reported_goes_with_another_race(void **state)
{
    struct suppression *suppression;
    struct tiny_profile tiny;

    (void)state;
    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 200, 0, 0, 0, 0, 0);
    tiny_row(&tiny, "RB", 4, 0, 0, 0, 0, 0);
    tiny_row(&tiny, "RH", 20, 0, 0, 0, 0, 0);
    tiny_row(&tiny, "RW", 76, 0, 0, 0, 0, 0);
    tiny_row(&tiny, "RD", 100, 0, 0, 0, 0, 0);
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "", "RB", "pflgdo");
    assert_hidden(&tiny, suppression, "", "RH", "-");
    assert_hidden(&tiny, suppression, "", "RD", "pflgdo");
    assert_reason(&tiny, suppression, "RD", MEASURE_PUPILS, "race_not_reported");
    suppression_free(suppression);

    /* In the other measures a hidden 0 does not count. */
    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 200, 80, 0, 0, 0, 0);
    tiny_row(&tiny, "RH", 60, 30, 0, 0, 0, 0);
    tiny_row(&tiny, "RW", 60, 5, 0, 0, 0, 0);
    tiny_row(&tiny, "RD", 80, 45, 0, 0, 0, 0);
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "", "RW", "f");
    assert_hidden(&tiny, suppression, "", "RD", "f");
    assert_reason(&tiny, suppression, "RD", MEASURE_FIFTY_PERCENT, "race_not_reported");
    suppression_free(suppression);
}

static void
one_figure_is_hidden_wherever_it_stands(void **state)
{
    struct suppression *suppression;
    struct tiny_profile tiny;

    (void)state;
    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 200, 0, 6, 0, 0, 0);
    tiny_row(&tiny, "DLONG", 6, 0, 6, 0, 0, 0);
    tiny_row(&tiny, "DSHORT", 194, 0, 0, 0, 0, 0);
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "", "DLONG", "pflgdo");
    assert_hidden(&tiny, suppression, "", "DSHORT", "pflgdo");
    assert_hidden(&tiny, suppression, "", "TA", "l");
    suppression_free(suppression);

    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 200, 100, 0, 0, 0, 0);
    tiny_row(&tiny, "XFULL", 80, 80, 0, 0, 0, 0);
    tiny_row(&tiny, "XPART", 120, 20, 0, 0, 0, 0);
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "", "XFULL", "-");
    assert_hidden(&tiny, suppression, "", "XPART", "-");
    suppression_free(suppression);
}

/* Counties 01 and 02, and a state with as many pupils as both. */
static void
make_counties(struct tiny_profile *tiny, uint32_t first, uint32_t second, uint32_t total)
{
    tiny_begin(tiny);
    tiny_place(tiny, "");
    tiny_row(tiny, "TA", total, 0, 0, 0, 0, 0);
    tiny_place(tiny, "01");
    tiny_row(tiny, "TA", first, 0, 0, 0, 0, 0);
    tiny_place(tiny, "02");
    tiny_row(tiny, "TA", second, 0, 0, 0, 0, 0);
}

static void
places_and_their_parts_are_a_line(void **state)
{
    struct suppression *suppression;
    struct tiny_profile tiny;

    (void)state;
    make_counties(&tiny, 5, 60, 65);
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "", "TA", "-");
    assert_hidden(&tiny, suppression, "01", "TA", "pflgdo");
    assert_hidden(&tiny, suppression, "02", "TA", "pflgdo");
    suppression_free(suppression);

    /* A pupil of both counties: the line counts all the same. */
    make_counties(&tiny, 5, 60, 64);
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "02", "TA", "pflgdo");
    suppression_free(suppression);

    make_counties(&tiny, 50, 60, 110);
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "01", "TA", "-");
    suppression_free(suppression);
}

static void
charters_and_others_are_a_line(void **state)
{
    static const uint32_t all[MEASURE_COUNT] = {30}, few[MEASURE_COUNT] = {4},
                          most[MEASURE_COUNT] = {26};
    struct suppression *suppression;
    struct tiny_profile tiny;

    (void)state;
    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row_of(&tiny, FILTER_ALL, "TA", all);
    tiny_row_of(&tiny, FILTER_NOT_CHARTER, "TA", few);
    tiny_row_of(&tiny, FILTER_CHARTER, "TA", most);
    suppression = tiny_suppress(&tiny, NULL);
    assert_false(suppression_is_hidden(suppression, 0, MEASURE_PUPILS));
    assert_true(suppression_is_hidden(suppression, 1, MEASURE_PUPILS));
    assert_true(suppression_is_hidden(suppression, 2, MEASURE_PUPILS));
    assert_int_equal(suppression_cause_of(suppression, 2, MEASURE_PUPILS).reason, REASON_CHARTER);
    suppression_free(suppression);
}

/*
 * In county 01 all are girls, so that gender hides its total. Its races come next: first their
 * pupils, which hides a row with all its counts. Were gender to be followed by the next measure of
 * race, that would hide 17 of the other race, and then more of the state, for nothing.
 */
static void
a_line_is_settled_for_all_measures_before_the_next(void **state)
{
    struct suppression *suppression;
    struct tiny_profile tiny;

    (void)state;
    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 87, 51, 0, 0, 0, 0);
    tiny_row(&tiny, "RH", 45, 34, 0, 0, 0, 0);
    tiny_row(&tiny, "RW", 42, 17, 0, 0, 0, 0);
    tiny_row(&tiny, "GF", 38, 25, 0, 0, 0, 0);
    tiny_row(&tiny, "GM", 49, 26, 0, 0, 0, 0);
    tiny_place(&tiny, "01");
    tiny_row(&tiny, "TA", 28, 17, 0, 0, 0, 0);
    tiny_row(&tiny, "RH", 11, 0, 0, 0, 0, 0);
    tiny_row(&tiny, "RW", 17, 17, 0, 0, 0, 0);
    tiny_row(&tiny, "GF", 28, 17, 0, 0, 0, 0);
    tiny_place(&tiny, "02");
    tiny_row(&tiny, "TA", 59, 34, 0, 0, 0, 0);
    tiny_row(&tiny, "RH", 34, 34, 0, 0, 0, 0);
    tiny_row(&tiny, "RW", 25, 0, 0, 0, 0, 0);
    tiny_row(&tiny, "GF", 10, 8, 0, 0, 0, 0);
    tiny_row(&tiny, "GM", 49, 26, 0, 0, 0, 0);
    suppression = tiny_suppress(&tiny, NULL);
    assert_hidden(&tiny, suppression, "", "RH", "-");
    assert_hidden(&tiny, suppression, "", "RW", "-");
    suppression_free(suppression);
}

static void
the_audit_hides_what_can_be_narrowed_down(void **state)
{
    struct suppression_cause cause;
    struct suppression *suppression;
    struct tiny_profile tiny;

    (void)state;
    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 174, 146, 0, 0, 0, 0);
    tiny_row(&tiny, "RB", 49, 46, 0, 0, 0, 0); /* 3 have less than half */
    tiny_row(&tiny, "RH", 45, 40, 0, 0, 0, 0); /* 5 have */
    tiny_row(&tiny, "RW", 80, 60, 0, 0, 0, 0);
    suppression = tiny_suppress(&tiny, NULL);
    /* 46 and 40 hide each other, but 8 pupils with less than half are left for both. */
    assert_hidden(&tiny, suppression, "", "RB", "f");
    assert_hidden(&tiny, suppression, "", "RH", "f");
    assert_hidden(&tiny, suppression, "", "RW", "f");
    assert_hidden(&tiny, suppression, "", "TA", "f");
    cause = suppression_cause_of(suppression, 3, MEASURE_FIFTY_PERCENT);
    assert_int_equal(cause.reason, REASON_AUDIT);
    assert_int_equal(cause.step, 1);
    assert_int_equal(suppression_audit_count(suppression), 2);
    suppression_free(suppression);
}

static void
a_profile_that_cannot_be_protected_is_refused(void **state)
{
    struct tiny_profile before, now;
    struct err err = {0};

    (void)state;
    /* What could hide the 9 is known already. */
    tiny_begin(&before);
    tiny_place(&before, "");
    tiny_row(&before, "TA", 100, 0, 0, 0, 0, 0);
    tiny_row(&before, "GM", 91, 0, 0, 0, 0, 0);
    tiny_begin(&now);
    tiny_place(&now, "");
    tiny_row(&now, "TA", 100, 0, 0, 0, 0, 0);
    tiny_row(&now, "GM", 91, 0, 0, 0, 0, 0);
    tiny_row(&now, "GF", 9, 0, 0, 0, 0, 0);
    assert_null(suppress_profile(&now.profile, &before.profile, &err));
    assert_int_equal(err.code, ERR_DATA);
    assert_non_null(strstr(err.text, "cannot be published"));
    suppression_free(tiny_suppress(&now, NULL));
}

static void
rows_that_contradict_each_other_are_a_bug(void **state)
{
    struct tiny_profile tiny;
    struct err err = {0};

    (void)state;
    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 100, 0, 0, 0, 0, 0);
    tiny_row(&tiny, "GM", 50, 0, 0, 0, 0, 0);
    tiny_row(&tiny, "GF", 49, 0, 0, 0, 0, 0);
    assert_null(suppress_profile(&tiny.profile, NULL, &err));
    assert_int_equal(err.code, ERR_BUG);
}

static void
categories_without_a_pupil_become_rows_of_hidden_ones(void **state)
{
    struct suppression *suppression;
    struct masked_profile *masked;
    const struct profile *profile;
    struct tiny_profile tiny;
    size_t row;

    (void)state;
    tiny_begin(&tiny);
    tiny_place(&tiny, "");
    tiny_row(&tiny, "TA", 200, 100, 0, 0, 0, 0);
    tiny_row(&tiny, "RH", 190, 95, 0, 0, 0, 0);
    tiny_row(&tiny, "RD", 10, 5, 0, 0, 0, 0);
    tiny_row(&tiny, "GM", 200, 100, 0, 0, 0, 0);
    suppression = tiny_suppress(&tiny, NULL);
    masked = masked_profile_new(suppression);
    profile = masked_profile_of(masked);
    assert_true(profile->is_suppressed);
    assert_int_equal(profile->row_count, 6);
    /* Between the others, in the order of the file, and nothing of them is told. */
    row = tiny_find(profile, "", "RB");
    assert_int_equal(row, 1);
    assert_int_equal(profile->rows[row].hidden, 0x3f);
    assert_int_equal(profile->rows[row].measures[MEASURE_PUPILS], 0);
    assert_int_equal(tiny_find(profile, "", "RW"), 3);
    /* No race is shown in vain, and no other breakdown is touched. */
    assert_int_equal(tiny_find(profile, "", "GF"), profile->row_count);
    row = tiny_find(profile, "", "RH");
    assert_int_equal(profile->rows[row].hidden, 0x3f);
    assert_int_equal(profile->rows[row].measures[MEASURE_FIFTY_PERCENT], 0);
    assert_int_equal(profile->rows[0].hidden, 0);
    assert_int_equal(profile->rows[0].measures[MEASURE_PUPILS], 200);
    masked_profile_free(masked);
    suppression_free(suppression);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_counts_and_small_rests_are_hidden),
        cmocka_unit_test(completions_are_counted_of_grade_12),
        cmocka_unit_test(ten_pupils_hide_their_row),
        cmocka_unit_test(not_reported_goes_with_another_race),
        cmocka_unit_test(one_figure_is_hidden_wherever_it_stands),
        cmocka_unit_test(places_and_their_parts_are_a_line),
        cmocka_unit_test(charters_and_others_are_a_line),
        cmocka_unit_test(a_line_is_settled_for_all_measures_before_the_next),
        cmocka_unit_test(the_audit_hides_what_can_be_narrowed_down),
        cmocka_unit_test(a_profile_that_cannot_be_protected_is_refused),
        cmocka_unit_test(rows_that_contradict_each_other_are_a_bug),
        cmocka_unit_test(categories_without_a_pupil_become_rows_of_hidden_ones),
    };

    return cmocka_run_group_tests_name("suppress", tests, NULL, NULL);
}
