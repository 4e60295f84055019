#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/layout.h"

static const struct {
    const char *text;
    enum extract extract;
    bool is_ods;
} record_types[] = {
    {"SENR", EXTRACT_SENR, false},
    {"senr", EXTRACT_SENR, false},
    {"SENR-R", EXTRACT_SENR, true},
    {"Stas-r", EXTRACT_STAS, true},
    {"SINF", EXTRACT_SINF, false},
    {"SPRG", EXTRACT_SPRG, false},
    {"ISAG", EXTRACT_ISAG, false},
    {"ISPU", EXTRACT_ISPU, false},
    {"ISAD", EXTRACT_ISAD, false},
    {"ISPO-R", EXTRACT_ISPO, true},
    {"", EXTRACT_NONE, false},
    {"SEN", EXTRACT_NONE, false},
    {"SENRR", EXTRACT_NONE, false},
    {"SENR-", EXTRACT_NONE, false},
    {"SENR-D", EXTRACT_NONE, false},
    {"SENR_R", EXTRACT_NONE, false},
    {"CENR", EXTRACT_NONE, false},
    {"CENR-R", EXTRACT_NONE, false},
    {"-R", EXTRACT_NONE, false},
};

static void
record_types_name_extracts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof record_types / sizeof *record_types; i++) {
        bool is_ods = !record_types[i].is_ods;
        enum extract extract = layout_find_extract(text_of(record_types[i].text), &is_ods);

        if (extract != record_types[i].extract || is_ods != record_types[i].is_ods)
            fail_msg("\"%s\"", record_types[i].text);
    }
}

static const struct {
    enum extract extract;
    const char *header;
    int position;
} headers[] = {
    {EXTRACT_SENR, "ssid", SENR_ssid},
    {EXTRACT_SENR, "SSID", SENR_ssid},
    {EXTRACT_SENR, "S_S-I D", SENR_ssid},
    {EXTRACT_SENR, " ssid ", SENR_ssid},
    {EXTRACT_SENR, "\xc2\xa0ssid\xc2\xa0", SENR_ssid},
    {EXTRACT_SENR, "_ssid_", SENR_ssid},
    {EXTRACT_SENR, "enrollment_start_date", SENR_enrollment_start_date},
    {EXTRACT_SENR, "EnrollmentStartDate", SENR_enrollment_start_date},
    {EXTRACT_SENR, "ENROLLMENT-START-DATE", SENR_enrollment_start_date},
    {EXTRACT_SENR, "Student Legal First Name", SENR_first_name},
    {EXTRACT_SENR, "student legal first_name", SENR_first_name},
    {EXTRACT_SENR, "first_name", SENR_first_name},
    {EXTRACT_SENR, "Student School Completion Status", SENR_completion_status},
    {EXTRACT_STAS, "Non-ADA Generating Independent Study Days", STAS_is_days_not_credited},
    {EXTRACT_STAS, "NonADA Generating Independent Study Days", STAS_is_days_not_credited},
    {EXTRACT_STAS, "ADA-Generating Independent Study Days", STAS_is_days_credited},
    {EXTRACT_SPRG, "filler_22", SPRG_filler_22},
    {EXTRACT_ISAG, "referred_48915_48917", ISAG_referred_48915_48917},
    {EXTRACT_ISAG, "days credited", ISAG_days_credited},
    {EXTRACT_SENR, "", -1},
    {EXTRACT_SENR, "ssi", -1},
    {EXTRACT_SENR, "ssidd", -1},
    {EXTRACT_SENR, "ss.id", -1},
    {EXTRACT_SENR, "expected_days", -1},
    {EXTRACT_STAS, "grade_level", -1},
    /* Columns without a CALPADS name do not answer to nothing. */
    {EXTRACT_ISAG, "", -1},
    {EXTRACT_ISAG, "-", -1},
    {EXTRACT_ISAG, "_ _", -1},
    {EXTRACT_ISPU, "__", -1},
    {EXTRACT_SPRG, "-", -1},
};

static void
headers_name_columns_in_any_manner(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (layout_find_column(headers[i].extract, text_of(headers[i].header)) !=
            headers[i].position)
            fail_msg("%s \"%s\" gives %d", layout_of(headers[i].extract)->name, headers[i].header,
                layout_find_column(headers[i].extract, text_of(headers[i].header)));
}

/* Both names of every column find it, and no other column of its extract. */
static void
every_column_answers_to_its_names(void **state)
{
    (void)state;
    for (int e = 0; e < EXTRACT_COUNT; e++) {
        const struct layout *layout = layout_of((enum extract)e);

        assert_true(layout->column_count <= LAYOUT_MAX_COLUMNS);
        for (int i = 0; i < layout->column_count; i++) {
            const struct column *column = &layout->columns[i];

            assert_int_equal(layout_find_column((enum extract)e, text_of(column->name)), i);
            assert_int_equal(layout_column((enum extract)e, column->name), i);
            if (column->calpads_name[0] != '\0')
                assert_int_equal(
                    layout_find_column((enum extract)e, text_of(column->calpads_name)), i);
        }
        assert_int_equal(layout_column((enum extract)e, "no_such_column"), -1);
        assert_int_equal(layout_column((enum extract)e, "SSID"), -1);
    }
}

static void
columns_hold_in_their_years(void **state)
{
    const struct column *exemption = &layout_of(EXTRACT_SENR)->columns[SENR_graduation_exemption];
    const struct column *credited = &layout_of(EXTRACT_STAS)->columns[STAS_is_days_credited];
    const struct column *ssid = &layout_of(EXTRACT_SENR)->columns[SENR_ssid];
    const struct column ended = {.until = 2015};

    (void)state;
    assert_false(column_is_in_force(exemption, 2022));
    assert_true(column_is_in_force(exemption, 2023));
    assert_true(column_is_in_force(exemption, 2099));
    assert_false(column_is_in_force(credited, 2020));
    assert_true(column_is_in_force(credited, 2021));
    assert_true(column_is_in_force(ssid, 1990));
    assert_true(column_is_in_force(&ended, 2015));
    assert_false(column_is_in_force(&ended, 2016));
}

static const struct {
    enum extract extract;
    int position;
    int64_t max;
} ranges[] = {
    {EXTRACT_STAS, STAS_expected_days, 99999},
    {EXTRACT_ISAG, ISAG_is_percent, 10000},
    {EXTRACT_ISAG, ISAG_missed_assignments, 999},
    {EXTRACT_ISAG, ISAG_course_credits, 99999},
    {EXTRACT_ISAD, ISAD_p2_ada, 99999999999},
    {EXTRACT_ISAD, ISAD_teacher_fte, 999999999},
    {EXTRACT_ISAD, ISAD_negotiated_ratio, 9999999},
};

static void
numbers_have_their_ranges(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const struct column *column = &layout_of(ranges[i].extract)->columns[ranges[i].position];

        if (column_max_number(column) != ranges[i].max)
            fail_msg("%s: %lld", column->name, (long long)column_max_number(column));
    }
}

/* The names of the types as layouts.csv has them, in the order of enum column_type. */
static const char *const type_names[] = {"code", "text", "name", "lea", "school", "year", "county",
    "ssid", "date", "grade", "placement", "flag", "days", "percent", "int", "decimal"};

enum { SPEC_FIELDS = 11 }; /* up to "until"; what follows is prose */

static void
split_spec_line(char *line, char *fields[SPEC_FIELDS])
{
    for (int i = 0; i < SPEC_FIELDS; i++) {
        fields[i] = line;
        line += strcspn(line, ",\n");
        if (*line != '\0')
            *line++ = '\0';
    }
}

/* "2023-2024" as its first calendar year; nothing as 0. */
static int
spec_year(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

static void
check_spec_line(char *fields[SPEC_FIELDS], int extract, int position)
{
    const struct layout *layout = layout_of((enum extract)extract);
    const struct column *column = &layout->columns[position];
    bool is_calpads = fields[3][0] != '\0';

    assert_string_equal(layout->name, fields[0]);
    assert_true(position < layout->column_count);
    assert_string_equal(column->name, fields[2]);
    assert_string_equal(column->calpads_field, fields[3]);
    assert_string_equal(column->calpads_name, is_calpads ? fields[4] : "");
    assert_string_equal(type_names[column->type], fields[5]);
    assert_int_equal(column->max_len, strtol(fields[6], NULL, 10));
    assert_int_equal(column->is_required, fields[7][0] == 'Y');
    assert_string_equal(column->code_set, fields[8]);
    assert_int_equal(column->since, spec_year(fields[9]));
    assert_int_equal(column->until, spec_year(fields[10]));
}

/* Where the specification is at hand, layout.def says what it says, line for line. */
static void
the_layouts_are_the_specification(void **state)
{
    FILE *file = fopen("../shared/spec/layouts.csv", "rb");
    char line[2048];
    char *fields[SPEC_FIELDS];
    int extract = -1;
    int position = 0;

    (void)state;
    if (file == NULL)
        skip();
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        split_spec_line(line, fields);
        position++;
        if (strtol(fields[1], NULL, 10) == 1) {
            if (extract >= 0)
                assert_int_equal(position - 1, layout_of((enum extract)extract)->column_count);
            extract++;
            position = 1;
        }
        assert_true(extract < EXTRACT_COUNT);
        assert_int_equal(strtol(fields[1], NULL, 10), position);
        check_spec_line(fields, extract, position - 1);
    }
    fclose(file);
    assert_int_equal(extract, EXTRACT_COUNT - 1);
    assert_int_equal(position, layout_of((enum extract)extract)->column_count);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(record_types_name_extracts),
        cmocka_unit_test(headers_name_columns_in_any_manner),
        cmocka_unit_test(every_column_answers_to_its_names),
        cmocka_unit_test(columns_hold_in_their_years),
        cmocka_unit_test(numbers_have_their_ranges),
        cmocka_unit_test(the_layouts_are_the_specification),
    };

    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
