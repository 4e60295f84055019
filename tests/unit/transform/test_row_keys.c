#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "transform/row_keys.h"

/* Two rows of an extract that differ in one part of the key, and whether that part is one. */
static const struct {
    enum extract extract;
    int column;
    bool is_number, is_key;
} parts[] = {
    {EXTRACT_SENR, SENR_ssid, true, true},
    {EXTRACT_SENR, SENR_school_of_attendance, false, true},
    {EXTRACT_SENR, SENR_grade_level, false, false},
    {EXTRACT_STAS, STAS_ssid, true, true},
    {EXTRACT_STAS, STAS_school_of_attendance, false, true},
    {EXTRACT_STAS, STAS_expected_days, true, false},
    {EXTRACT_SINF, SINF_ssid, true, true},
    {EXTRACT_SINF, SINF_effective_start_date, true, true},
    {EXTRACT_SINF, SINF_school_of_attendance, false, false},
    {EXTRACT_SPRG, SPRG_ssid, true, true},
    {EXTRACT_SPRG, SPRG_school_of_attendance, false, true},
    {EXTRACT_SPRG, SPRG_education_program, false, true},
    {EXTRACT_SPRG, SPRG_membership_start_date, true, true},
    {EXTRACT_SPRG, SPRG_service_year, false, true},
    {EXTRACT_SPRG, SPRG_service_code, false, true},
    {EXTRACT_SPRG, SPRG_homeless_dwelling, false, false},
    {EXTRACT_ISAG, ISAG_agreement_id, false, true},
    {EXTRACT_ISAG, ISAG_ssid, true, false},
    {EXTRACT_ISPU, ISPU_ssid, true, true},
    {EXTRACT_ISPU, ISPU_residence_county, false, false},
    {EXTRACT_ISAD, ISAD_school_of_attendance, false, true},
    {EXTRACT_ISAD, ISAD_program_line, false, true},
    {EXTRACT_ISAD, ISAD_grade_span, false, true},
    {EXTRACT_ISAD, ISAD_p2_ada, true, false},
    {EXTRACT_ISPO, ISPO_school_of_attendance, false, true},
    {EXTRACT_ISPO, ISPO_grade_span, false, true},
    {EXTRACT_ISPO, ISPO_modality, false, true},
    {EXTRACT_ISPO, ISPO_calendar, false, false},
};

static void
the_parts_of_keys_are_those_of_the_design(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct value values[LAYOUT_MAX_COLUMNS] = {0};
        struct row row = {.extract = parts[i].extract, .number = 5, .values = values};
        enum row_keys_answer answer;
        struct row_keys keys;
        uint64_t other;

        row_keys_init(&keys, parts[i].extract, 2023);
        assert_int_equal(row_keys_add(&keys, &row, false, &other), ROW_KEYS_ADDED);
        row.number = 6;
        assert_int_equal(row_keys_add(&keys, &row, false, &other), ROW_KEYS_DUPLICATE);
        assert_int_equal(other, 5);
        values[parts[i].column].is_present = true;
        values[parts[i].column].number = parts[i].is_number;
        if (!parts[i].is_number)
            values[parts[i].column].text = TEXT("X");
        answer = row_keys_add(&keys, &row, false, &other);
        if ((answer == ROW_KEYS_ADDED) != parts[i].is_key)
            fail_msg("%s %s", layout_of(parts[i].extract)->name,
                layout_of(parts[i].extract)->columns[parts[i].column].name);
        row_keys_reset(&keys);
    }
}

/* More services than fit beside the rest, and school codes of every form. */
static void
what_does_not_fit_is_exact_too(void **state)
{
    enum { SERVICES = 20000 };
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    struct row row = {.extract = EXTRACT_SPRG, .values = values};
    char service[16], school[100];
    struct row_keys keys;
    uint64_t other;

    (void)state;
    row_keys_init(&keys, EXTRACT_SPRG, 2023);
    values[SPRG_ssid].number = INT64_C(9999999999);
    values[SPRG_service_code].is_present = true;
    for (int round = 0; round < 2; round++)
        for (unsigned i = 0; i < SERVICES; i++) {
            snprintf(service, sizeof service, "%u", i);
            values[SPRG_service_code].text = text_of(service);
            row.number = i + 1;
            assert_int_equal(row_keys_add(&keys, &row, false, &other),
                round == 0 ? ROW_KEYS_ADDED : ROW_KEYS_DUPLICATE);
            assert_int_equal(other, round == 0 ? 0 : i + 1);
        }
    row_keys_reset(&keys);

    row_keys_init(&keys, EXTRACT_STAS, 2023);
    for (int round = 0; round < 2; round++)
        for (unsigned i = 0; i < 90; i++) {
            memset(school, 's', i);
            values[STAS_school_of_attendance].text = (struct text){school, i};
            assert_int_equal(row_keys_add(&keys, &row, false, &other),
                round == 0 ? ROW_KEYS_ADDED : ROW_KEYS_DUPLICATE);
        }
    row_keys_reset(&keys);
}

/* One SSID may stand in all rows: in seconds, not in the square of the rows. */
static void
a_pupil_may_have_any_number_of_keys(void **state)
{
    enum { DAYS = 300000 };
    static const int64_t ssids[] = {1234567890, 1234567891};
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    struct row row = {.extract = EXTRACT_SINF, .values = values};
    struct row_keys keys;
    uint64_t other;

    (void)state;
    row_keys_init(&keys, EXTRACT_SINF, 2023);
    for (int round = 0; round < 2; round++)
        for (int day = 0; day < DAYS; day++)
            for (int i = 0; i < 2; i++) {
                values[SINF_ssid].number = ssids[i];
                values[SINF_effective_start_date].number = day;
                row.number = (uint64_t)day + 1;
                assert_int_equal(row_keys_add(&keys, &row, false, &other),
                    round == 0 ? ROW_KEYS_ADDED : ROW_KEYS_DUPLICATE);
                assert_int_equal(other, round == 0 ? 0 : day + 1);
            }
    row_keys_reset(&keys);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_of_keys_are_those_of_the_design),
        cmocka_unit_test(what_does_not_fit_is_exact_too),
        cmocka_unit_test(a_pupil_may_have_any_number_of_keys),
    };

    return cmocka_run_group_tests_name("row_keys", tests, NULL, NULL);
}
