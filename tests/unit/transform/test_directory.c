#include "support/judged.h"

#include "transform/place.h"

static const struct {
    const char *code;
    bool is_school, is_district, is_lea;
} codes[] = {
    {"0130001", true, false, false},
    {"0130005", true, false, true},
    {"0161234", false, true, true},
    {"0275678", false, true, true},
    {"0000000", false, false, false},
    {"0130009", false, false, false},
    {"013000", false, false, false},
    {"01300015", false, false, false},
    {"013000x", false, false, false},
    {"", false, false, false},
};

static void
codes_are_found_by_what_they_are(void **state)
{
    struct directory *directory = judged_directory();

    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct text code = text_of(codes[i].code);

        if ((directory_find_school(directory, code) != NULL) != codes[i].is_school ||
            (directory_find_district(directory, code) != NULL) != codes[i].is_district ||
            (directory_find_lea(directory, code) != NULL) != codes[i].is_lea)
            fail_msg("\"%s\"", codes[i].code);
        assert_null(directory_find_school(NULL, code));
        assert_null(directory_find_district(NULL, code));
        assert_null(directory_find_lea(NULL, code));
    }
    directory_free(directory);
}

/* The same rows in another order are the same directory; another row is not. */
static void
the_version_is_of_the_rows_not_of_their_order(void **state)
{
    struct directory *directory = judged_directory(), *turned = directory_new();
    struct directory *changed = directory_new();
    const struct school *const *rows;
    size_t count, turned_count;

    (void)state;
    rows = directory_list(directory, &count);
    for (size_t i = count; i > 0; i--) {
        struct school school = *rows[i - 1];

        directory_add(turned, &school);
        directory_add(turned, &school);
        school.is_charter = school.is_charter || i == 3;
        directory_add(changed, &school);
    }
    directory_seal(turned);
    directory_seal(changed);
    rows = directory_list(turned, &turned_count);
    assert_int_equal(turned_count, count);
    assert_string_equal(directory_version(turned), directory_version(directory));
    assert_string_not_equal(directory_version(changed), directory_version(directory));
    for (size_t i = 1; i < count; i++)
        assert_true(strcmp(rows[i - 1]->cds_code, rows[i]->cds_code) < 0);
    directory_free(directory);
    directory_free(turned);
    directory_free(changed);
}

/* A school that moved stands there once for each district that had it. */
static const struct {
    int32_t first_closed, second_closed; /* DATE_NONE while open */
    const char *stays;
} moves[] = {
    {19000, DATE_NONE, "02"},
    {DATE_NONE, 19000, "01"},
    {19000, 19001, "02"},
    {19001, 19000, "01"},
    {DATE_NONE, DATE_NONE, "01"},
};

static void
of_a_school_that_moved_the_open_row_stays(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        struct directory *directory = directory_new();
        struct school school = {.cds_code = "02000010133333", .open_date = DATE_NONE};
        size_t count;

        school.close_date = moves[i].second_closed;
        directory_add(directory, &school);
        memcpy(school.cds_code, "01", 2);
        school.close_date = moves[i].first_closed;
        directory_add(directory, &school);
        directory_seal(directory);
        directory_list(directory, &count);
        assert_int_equal(count, 1);
        assert_memory_equal(
            directory_find_school(directory, TEXT("0133333"))->cds_code, moves[i].stays, 2);
        directory_free(directory);
    }
}

static void
an_empty_directory_knows_nobody(void **state)
{
    struct directory *directory = directory_new();

    (void)state;
    directory_seal(directory);
    assert_null(directory_find_lea(directory, TEXT("0161234")));
    assert_int_equal(strlen(directory_version(directory)), 64);
    directory_free(directory);
}

static const struct {
    const char *code, *lea;
    enum place_kind kind, kind_alone; /* with the directory, and without one */
    bool is_of_another_lea;
} places[] = {
    {"0130001", "0161234", PLACE_SCHOOL, PLACE_NOT_JUDGED, false},
    {"0130001", "0275678", PLACE_SCHOOL, PLACE_NOT_JUDGED, true},
    {"0130001", "", PLACE_SCHOOL, PLACE_NOT_JUDGED, false},
    {"0130005", "0161234", PLACE_SCHOOL, PLACE_NOT_JUDGED, false},
    {"0130005", "0130005", PLACE_SCHOOL, PLACE_NOT_JUDGED, false},
    {"0130001", "0130001", PLACE_SCHOOL, PLACE_NOT_JUDGED, true}, /* no charter */
    {"0130002", "0130005", PLACE_SCHOOL, PLACE_NOT_JUDGED, true},
    {"0161234", "0161234", PLACE_DISTRICT_PROGRAM, PLACE_NOT_JUDGED, false},
    {"0161234", "0275678", PLACE_NOT_IDENTIFIED, PLACE_NOT_JUDGED, false},
    {"0161234", "0130005", PLACE_NOT_IDENTIFIED, PLACE_NOT_JUDGED, false},
    {"0161234", "", PLACE_NOT_JUDGED, PLACE_NOT_JUDGED, false},
    {"0000001", "0161234", PLACE_NONPUBLIC, PLACE_NONPUBLIC, false},
    {"0000002", "0161234", PLACE_PRIVATE, PLACE_PRIVATE, false},
    {"0000000", "0161234", PLACE_NOT_IDENTIFIED, PLACE_NOT_IDENTIFIED, false},
    {"", "0161234", PLACE_NOT_IDENTIFIED, PLACE_NOT_IDENTIFIED, false},
    {"13000l", "0161234", PLACE_NOT_IDENTIFIED, PLACE_NOT_IDENTIFIED, false},
    {"9999999", "0161234", PLACE_NOT_IDENTIFIED, PLACE_NOT_JUDGED, false},
};

static void
a_school_code_stands_for_a_place(void **state)
{
    struct directory *directory = judged_directory();

    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct text code = text_of(places[i].code), lea = text_of(places[i].lea);
        struct place place = place_resolve(directory, code, lea);

        if (place.kind != places[i].kind ||
            place.is_of_another_lea != places[i].is_of_another_lea ||
            place_resolve(NULL, code, lea).kind != places[i].kind_alone)
            fail_msg("\"%s\" under \"%s\"", places[i].code, places[i].lea);
        assert_int_equal(place.school != NULL, place.kind == PLACE_SCHOOL);
    }
    directory_free(directory);
}

/* Spans of the directory, a grade that they serve and one that they do not; "" for none. */
static const struct {
    const char *span;
    bool is_span;
    const char *served, *not_served;
} spans[] = {
    {"K-5", true, "KN", "06"},
    {"K-5", true, "TK", "PS"},
    {"K", true, "TK", "01"},
    {"P", true, "TK", "KN"},
    {"P-12", true, "IN", "AD"},
    {"9-12", true, "09", "TK"},
    {"12", true, "12", "11"},
    {"12-Adult", true, "AD", "11"},
    {"P-Adult", true, "AD", ""},
    {"10-12", true, "10", "09"},
    {"1-12", true, "01", "KN"},
    {"", false, "", ""},
    {"N/A", false, "", ""},
    {"12-9", false, "", ""},
    {"0-5", false, "", ""},
    {"13", false, "", ""},
    {"K-", false, "", ""},
};

static void
spans_serve_their_grades(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        struct place place = {.kind = PLACE_SCHOOL};
        bool is_judged;

        if (place_parse_span(spans[i].span, &place.span_low, &place.span_high) != spans[i].is_span)
            fail_msg("\"%s\"", spans[i].span);
        if (spans[i].served[0] != '\0' &&
            !place_serves(&place, text_of(spans[i].served), &is_judged))
            fail_msg("\"%s\" serves %s", spans[i].span, spans[i].served);
        if (spans[i].not_served[0] != '\0' &&
            place_serves(&place, text_of(spans[i].not_served), &is_judged))
            fail_msg("\"%s\" does not serve %s", spans[i].span, spans[i].not_served);
        place_serves(&place, TEXT("UE"), &is_judged);
        assert_false(is_judged);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_found_by_what_they_are),
        cmocka_unit_test(the_version_is_of_the_rows_not_of_their_order),
        cmocka_unit_test(of_a_school_that_moved_the_open_row_stays),
        cmocka_unit_test(an_empty_directory_knows_nobody),
        cmocka_unit_test(a_school_code_stands_for_a_place),
        cmocka_unit_test(spans_serve_their_grades),
    };

    return cmocka_run_group_tests_name("directory", tests, NULL, NULL);
}
