#include "support/profile_case.h"

static void
rows_come_in_the_order_of_the_file(void **state)
{
    static const char *const places[] = {
        "", "01", "19", BETA, GAMMA, OFFICE, NONPUBLIC, CHARTER, HIGH, FAR};
    struct profile_case c;
    size_t next_place = 0;
    const struct profile_row *last = NULL;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 500, 0);
    case_stas(&c, FAR, 500, 0);
    case_next_pupil(&c);
    case_stas(&c, CHARTER, 500, 0);
    case_stas(&c, OFFICE, 500, 0);
    case_stas(&c, NONPUBLIC, 500, 0);
    case_next_pupil(&c);
    c.profile = profile_builder_finish(c.builder);
    for (size_t i = 0; i < c.profile->row_count; i++) {
        const struct profile_row *row = &c.profile->rows[i];

        assert_true(row->measures[MEASURE_PUPILS] > 0);
        if (last == NULL || row->place != last->place) {
            assert_string_equal(row->place->cds_code, places[next_place++]);
            assert_int_equal(row->filter, FILTER_ALL);
        }
        if (last == NULL || row->place != last->place || row->filter != last->filter)
            assert_string_equal(row->category->code, "TA");
        else
            assert_true(row->category > last->category);
        if (last != NULL && row->place == last->place)
            assert_true(row->filter >= last->filter);
        last = row;
    }
    assert_int_equal(next_place, sizeof places / sizeof *places);
    case_close(&c);
}

static void
places_are_named_by_the_directory(void **state)
{
    struct profile_case c;
    const struct profile_place *place;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 500, 0);
    case_stas(&c, OFFICE, 500, 0);
    case_stas(&c, NONPUBLIC, 500, 0);
    case_stas(&c, PRIVATE, 500, 0);
    place = case_row(&c, "", FILTER_ALL, "TA")->place;
    assert_string_equal(place->county_name, "");
    assert_string_equal(place->district_name, "");
    place = case_row(&c, "01", FILTER_ALL, "TA")->place;
    assert_string_equal(place->county_name, "Alpha");
    assert_string_equal(place->district_name, "");
    place = case_row(&c, BETA, FILTER_ALL, "TA")->place;
    assert_string_equal(place->district_name, "Beta Unified");
    assert_string_equal(place->school_name, "");
    place = case_row(&c, HIGH, FILTER_ALL, "TA")->place;
    assert_string_equal(place->county_name, "Alpha");
    assert_string_equal(place->district_name, "Beta Unified");
    assert_string_equal(place->school_name, "Beta High");
    assert_string_equal(
        case_row(&c, OFFICE, FILTER_ALL, "TA")->place->school_name, "District office");
    place = case_row(&c, NONPUBLIC, FILTER_NOT_CHARTER, "TA")->place;
    assert_string_equal(place->school_name, "Nonpublic");
    assert_string_equal(place->district_name, "Beta Unified");
    assert_string_equal(case_row(&c, PRIVATE, FILTER_ALL, "TA")->place->school_name, "Private");
    case_close(&c);
}

static void
nobody_leaves_the_states_total(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    c.profile = profile_builder_finish(c.builder);
    assert_int_equal(c.profile->row_count, 1);
    assert_row(&c, "", FILTER_ALL, "TA", "0 0 0 0 0 0");
    case_close(&c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_in_the_order_of_the_file),
        cmocka_unit_test(places_are_named_by_the_directory),
        cmocka_unit_test(nobody_leaves_the_states_total),
    };

    return cmocka_run_group_tests_name("profile_rows", tests, NULL, NULL);
}
