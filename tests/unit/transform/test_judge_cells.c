#include "support/judged.h"

/* One cell of a row that is good otherwise: what is found, and what the cell is read as. */

struct column_case {
    enum extract extract;
    const char *column;
    int year; /* first year of the row */
    const char *value;
    const char *findings; /* without line and column */
    const char *read;     /* "[text]number", "-" for none, "" for a refused row */
};

#define THIRTY "abcdefghijklmnopqrstuvwxyzabcd"

static const struct column_case cases[] = {
    /* dates */
    {EXTRACT_SENR, "birth_date", 2023, "20100131", "", "[20100131]14640"},
    {EXTRACT_SENR, "birth_date", 2023, "2010-01-31", "", "[2010-01-31]14640"},
    {EXTRACT_SENR, "birth_date", 2023, "1/31/2010", "", "[1/31/2010]14640"},
    {EXTRACT_SENR, "birth_date", 2023, "20100230", "value_not_a_date: there is no such day\n", ""},
    {EXTRACT_SENR, "birth_date", 2023, "31.01.2010",
        "value_not_a_date: month, day and year take slashes between them\n", ""},
    {EXTRACT_SENR, "birth_date", 2023, "Birth Date",
        "value_not_a_date: it is the name of the column, as in a header row\n", ""},
    {EXTRACT_SENR, "birth_date", 2023, "Student Birth Date",
        "value_not_a_date: it is the name of the column, as in a header row\n", ""},
    {EXTRACT_SENR, "birth_date", 2023, "40209",
        "value_spreadsheet_damage: a date as a spreadsheet counts days\n", ""},
    {EXTRACT_SENR, "birth_date", 2023, "########",
        "value_spreadsheet_damage: what a spreadsheet shows in a column that is too narrow\n", ""},
    {EXTRACT_SENR, "birth_date", 2023, "2010\t0131", "value_control_character: U+0009\n", ""},
    {EXTRACT_SENR, "birth_date", 2023, "", "value_missing\n", ""},
    {EXTRACT_SENR, "birth_date", 2023, " \xc2\xa0", "value_missing\n", ""},
    {EXTRACT_SENR, "birth_date", 2023, " 20100131\xc2\xa0", "value_space_trimmed\n",
        "[20100131]14640"},
    /* codes */
    {EXTRACT_SENR, "gender", 2023, "x", "", "[X]0"},
    {EXTRACT_SENR, "gender", 2023, "W", "value_not_in_code_set: the nearest codes are F, M or X\n",
        ""},
    {EXTRACT_SENR, "gender", 2023, "", "value_missing\n", ""},
    {EXTRACT_SENR, "enrollment_status", 2019, "40",
        "value_code_not_in_force: in force until 2018-2019\n", ""},
    {EXTRACT_SENR, "enrollment_status", 2018, "40", "", "[40]0"},
    {EXTRACT_SENR, "enrollment_status", 2018, "50",
        "value_code_not_in_force: in force from 2019-2020\n", ""},
    {EXTRACT_SENR, "enrollment_status", 2023, "1.0E+01",
        "value_spreadsheet_damage: scientific notation, whose last digits are lost\n", ""},
    {EXTRACT_SENR, "school_transfer", 2023, "", "", "-"},
    {EXTRACT_ISPU, "residence_county", 2023, "1", "value_leading_zeros_lost\n", "[01]0"},
    {EXTRACT_ISPU, "residence_county", 2023, "01", "", "[01]0"},
    {EXTRACT_ISPU, "residence_county", 2023, "0",
        "value_not_in_code_set: the nearest codes are 01, 02 or 03\n", ""},
    /* flags */
    {EXTRACT_ISPU, "iep_active", 2023, "y", "", "[Y]0"},
    {EXTRACT_ISPU, "iep_active", 2023, "TRUE", "value_not_y_or_n\n", ""},
    {EXTRACT_ISPU, "iep_active", 2023, "#N/A", "value_spreadsheet_damage: the error of a formula\n",
        ""},
    /* numbers */
    {EXTRACT_ISAG, "is_schooldays", 2023, "12.5", "", "[12.5]1250"},
    {EXTRACT_ISAG, "is_schooldays", 2023, "999.99", "", "[999.99]99999"},
    {EXTRACT_ISAG, "is_schooldays", 2023, "1000",
        "value_not_a_number: 0 to 999.99, at most 2 decimals\n", ""},
    {EXTRACT_ISAG, "is_schooldays", 2023, "12.505",
        "value_not_a_number: 0 to 999.99, at most 2 decimals\n", ""},
    {EXTRACT_ISAG, "is_schooldays", 2023, "-1",
        "value_not_a_number: 0 to 999.99, at most 2 decimals\n", ""},
    {EXTRACT_ISAG, "is_schooldays", 2023, "1E2",
        "value_spreadsheet_damage: scientific notation, whose last digits are lost\n", ""},
    {EXTRACT_ISAG, "is_percent", 2023, "100.01",
        "value_not_a_number: 0 to 100, at most 2 decimals\n", ""},
    {EXTRACT_ISAG, "is_percent", 2023, "100", "", "[100]10000"},
    {EXTRACT_ISAG, "max_assignment_days", 2023, "20", "", "[20]20"},
    {EXTRACT_ISAG, "max_assignment_days", 2023, "20.",
        "value_not_a_number: a whole number from 0 to 999\n", ""},
    /* identifiers */
    {EXTRACT_SENR, "ssid", 2023, "0000000001", "", "[0000000001]1"},
    {EXTRACT_SENR, "ssid", 2023, "000000001",
        "ssid_malformed: 9 digits; zeros before them may be lost\n", ""},
    {EXTRACT_SENR, "ssid", 2023, "SSID",
        "ssid_malformed: it is the name of the column, as in a header row\n", ""},
    {EXTRACT_SENR, "ssid", 2023, "000000000A", "ssid_malformed\n", ""},
    {EXTRACT_SENR, "ssid", 2023, "1.23E+09",
        "value_spreadsheet_damage: scientific notation, whose last digits are lost\n", ""},
    {EXTRACT_SENR, "district_of_residence", 2023, "161234", "value_leading_zeros_lost\n",
        "[0161234]0"},
    {EXTRACT_SENR, "district_of_residence", 2023, "99999",
        "value_not_in_code_set: seven digits are needed\n", ""},
    {EXTRACT_SENR, "district_of_residence", 2023, "9999999", "", "[9999999]0"},
    {EXTRACT_SENR, "expected_receiver_school", 2023, "130002", "value_leading_zeros_lost\n",
        "[0130002]0"},
    {EXTRACT_SENR, "expected_receiver_school", 2023, "13000x",
        "value_not_in_code_set: seven digits are needed\n", ""},
    {EXTRACT_SENR, "academic_year", 2023, "2023-24", "year_malformed\n", ""},
    {EXTRACT_SENR, "academic_year", 2023, "2025-2026", "", "[2025-2026]2025"},
    {EXTRACT_SENR, "academic_year", 2023, "2026-2027", "year_malformed\n", ""},
    {EXTRACT_SENR, "academic_year", 2023, "2023-2025", "year_malformed\n", ""},
    {EXTRACT_SENR, "record_type", 2023, "senr", "", "[SENR]0"},
    {EXTRACT_SENR, "record_type", 2023, "SENR-R", "", "[SENR]0"},
    {EXTRACT_SENR, "record_type", 2023, "SENX", "value_not_in_code_set: SENR is meant here\n", ""},
    {EXTRACT_SENR, "record_type", 2023, "\xef\xbb\xbfSENR",
        "value_not_in_code_set: SENR is meant here; a byte order mark stands before it\n", ""},
    {EXTRACT_SENR, "record_type", 2023, "\xef\xbb\xbfrecord_type",
        "value_not_in_code_set: it is the name of the column, as in a header row\n", ""},
    {EXTRACT_SENR, "reporting_lea", 2023, "01612340000000",
        "value_not_in_code_set: seven digits are needed; a CDS code of 14 holds county, district "
        "and school\n",
        ""},
    {EXTRACT_SENR, "record_type", 2023, "", "value_missing\n", ""},
    {EXTRACT_SENR, "transaction_type", 2023, "a", "", "[A]0"},
    {EXTRACT_SENR, "transaction_type", 2023, "D", "row_not_full_extract\n", ""},
    {EXTRACT_SENR, "transaction_type", 2023, "r", "row_not_full_extract\n", ""},
    {EXTRACT_SENR, "transaction_type", 2023, "Z",
        "value_not_in_code_set: the nearest codes are A, D or R\n", ""},
    /* texts */
    {EXTRACT_SENR, "first_name", 2023, "Ren\xc3\xa9", "", "[Ren\xc3\xa9]0"},
    {EXTRACT_SENR, "first_name", 2023, "123456789012345678901234567890", "",
        "[123456789012345678901234567890]0"},
    {EXTRACT_SENR, "first_name", 2023, "1234567890123456789012345678901",
        "value_too_long: at most 30 characters\n", ""},
    {EXTRACT_SENR, "name_suffix", 2023, "\xc3\xa9\xc3\xa9\xc3\xa9", "",
        "[\xc3\xa9\xc3\xa9\xc3\xa9]0"},
    {EXTRACT_SENR, "first_name", 2023,
        "A\x01"
        "B",
        "value_control_character: U+0001\n", ""},
    {EXTRACT_SENR, "first_name", 2023, "A\x7f", "value_control_character: U+007F\n", ""},
    {EXTRACT_SENR, "first_name", 2023, "A\xc2\x85", "value_control_character: U+0085\n", ""},
    {EXTRACT_SENR, "first_name", 2023, "####",
        "value_spreadsheet_damage: what a spreadsheet shows in a column that is too narrow\n", ""},
    {EXTRACT_SENR, "local_student_id", 2023, "1E5", "", "[1E5]0"},
    {EXTRACT_SENR, "local_student_id", 2023, "1.2E+05",
        "value_spreadsheet_damage: scientific notation, whose last digits are lost\n", ""},
    {EXTRACT_SENR, "adult_transition_status", 2023, "y", "", "[Y]0"},
    {EXTRACT_SENR, "adult_transition_status", 2023, "YY", "value_too_long: at most 1 character\n",
        ""},
    {EXTRACT_SENR, "adult_transition_status", 2023, "1E5",
        "value_spreadsheet_damage: scientific notation, whose last digits are lost\n", ""},
    /* grades */
    {EXTRACT_SENR, "grade_level", 2023, "09", "", "[09]0"},
    {EXTRACT_SENR, "grade_level", 2023, "9th  grade", "grade_normalized\n", "[09]0"},
    {EXTRACT_SENR, "grade_level", 2023, "kn", "grade_normalized\n", "[KN]0"},
    {EXTRACT_SENR, "grade_level", 2023, "TK", "", "[TK]0"},
    {EXTRACT_SENR, "grade_level", 2022, "TK", "grade_normalized\n", "[KN]0"},
    {EXTRACT_SENR, "grade_level", 2022, "trans kinder", "grade_normalized\n", "[KN]0"},
    {EXTRACT_SENR, "grade_level", 2017, "UE", "", "[UE]0"},
    {EXTRACT_SENR, "grade_level", 2023, "UE", "grade_not_identified: in force until 2017-2018\n",
        "-"},
    {EXTRACT_SENR, "grade_level", 2023, "13", "grade_not_identified\n", "-"},
    {EXTRACT_SENR, "grade_level", 2023, "9ht grade", "grade_not_identified: did you mean 09?\n",
        "-"},
    {EXTRACT_SENR, "grade_level", 2023, "", "grade_not_identified\n", "-"},
    {EXTRACT_SENR, "grade_level", 2023,
        "0\x01"
        "9",
        "grade_not_identified: did you mean 09?\n", "-"},
    {EXTRACT_SENR, "grade_level", 2023, "grade_level",
        "grade_not_identified: it is the name of the column, as in a header row\n", "-"},
    {EXTRACT_SENR, "grade_level", 2023, "####", "grade_not_identified\n", "-"},
    {EXTRACT_ISAG, "grade_level", 2023, "#N/A", "grade_not_identified 450\n", "-"},
    /* placements */
    {EXTRACT_ISAG, "program_placement", 2023, "DISTIS", "", "[DISTIS]0"},
    {EXTRACT_ISAG, "program_placement", 2023, "continuation_hs", "placement_normalized\n",
        "[CONT]0"},
    {EXTRACT_ISAG, "program_placement", 2023, "District  is", "placement_normalized\n",
        "[DISTIS]0"},
    {EXTRACT_ISAG, "program_placement", 2023, "", "placement_not_identified 450\n", "-"},
    {EXTRACT_ISAG, "program_placement", 2023, "DITSIS",
        "placement_not_identified 450: did you mean DISTIS?\n", "-"},
    /* schools */
    {EXTRACT_SENR, "school_of_attendance", 2023, "130001", "value_leading_zeros_lost\n",
        "[0130001]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "", "school_not_identified: blank\n", "-"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "01612340130001",
        "school_not_identified: the last seven digits of a CDS code are the school's\n",
        "[01612340130001]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "1612340130001",
        "school_not_identified: the last seven digits of a CDS code are the school's\n",
        "[1612340130001]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "School of Attendance",
        "school_not_identified: it is the name of the column, as in a header row\n",
        "[School of Attendance]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "9999999", "school_not_identified\n",
        "[9999999]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0000000", "school_not_identified\n",
        "[0000000]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "North High", "school_not_identified\n",
        "[North High]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "North\037High\177", "school_not_identified\n",
        "[North?High?]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, THIRTY THIRTY THIRTY "123456789\303\261",
        "school_not_identified\n", "[" THIRTY THIRTY THIRTY "123456789]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0161234", "school_is_district_program\n",
        "[0161234]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0230001", "school_of_another_lea\n",
        "[0230001]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0275678", "school_not_identified\n",
        "[0275678]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0000002", "school_is_private\n", "[0000002]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "2",
        "value_leading_zeros_lost\nschool_is_private\n", "[0000002]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0130003",
        "school_closed: closed before\ngrade_outside_school_span: the directory says K-5\n",
        "[0130003]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0130004", "school_closed: opened later\n",
        "[0130004]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0130007", "", "[0130007]0"},
    {EXTRACT_ISAG, "school_of_attendance", 2023, "9999999", "school_not_identified 450\n",
        "[9999999]0"},
    {EXTRACT_SINF, "school_of_attendance", 2023, "9999999", "", "[9999999]0"},
    {EXTRACT_SINF, "school_of_attendance", 2023, "", "", "-"},
    {EXTRACT_SINF, "school_of_attendance", 2023, "North High",
        "value_not_in_code_set: seven digits are needed\n", ""},
    /* columns of some years */
    {EXTRACT_SENR, "graduation_exemption", 2022, "nonsense", "file_column_not_in_force\n", "-"},
    {EXTRACT_SENR, "graduation_exemption", 2023, "nonsense", "value_not_y_or_n\n", ""},
};

/* A good value for every required column; optional ones stay blank. */
static const char *
good_value(enum extract extract, const struct column *column, int year, char *scratch)
{
    if (strcmp(column->name, "record_type") == 0)
        return layout_of(extract)->name;
    switch (column->type) {
    case COLUMN_LEA:
        return "0161234";
    case COLUMN_SCHOOL:
        return "0130001";
    case COLUMN_YEAR:
        school_year_format(year, scratch);
        return scratch;
    case COLUMN_SSID:
        return "1000000001";
    case COLUMN_DATE:
        snprintf(scratch, 16, "%d0815", strcmp(column->name, "birth_date") == 0 ? year - 14 : year);
        return scratch;
    case COLUMN_GRADE:
        return "08";
    case COLUMN_PLACEMENT:
        return "REG";
    case COLUMN_FLAG:
        return "N";
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        return "4.5";
    default:
        break;
    }
    if (strcmp(column->name, "enrollment_status") == 0)
        return "10";
    return strcmp(column->name, "gender") == 0 ? "F" : "TRAD";
}

static void
build_row(const struct column_case *test, struct buf *file)
{
    const struct layout *layout = layout_of(test->extract);

    for (int i = 0; i < layout->column_count; i++) {
        const struct column *column = &layout->columns[i];
        const char *value = "";
        char scratch[16];

        if (strcmp(column->name, test->column) == 0)
            value = test->value;
        else if (column->is_required)
            value = good_value(test->extract, column, test->year, scratch);
        buf_printf(file, "%s%s", i > 0 ? "," : "", value);
    }
    buf_add_text(file, "\n");
}

static void
build_header(enum extract extract, struct buf *file)
{
    for (int i = 0; i < layout_of(extract)->column_count; i++)
        buf_printf(file, "%s%s", i > 0 ? "," : "", layout_of(extract)->columns[i].name);
    buf_add_text(file, "\n");
}

/* Takes line and column out of the findings: "2 value_missing ssid" is "value_missing". */
static void
shorten(const struct judged *judged, const char *column, struct buf *shortened)
{
    const char *findings = judged->findings.data;

    buf_add_text(shortened, "");
    while (*findings != '\0') {
        struct text line = judged_take_line(&findings);
        size_t line_number = 0, rule = 0, len = strlen(column);

        while (line.at[line_number] != ' ')
            line_number++;
        line.at += line_number + 1;
        line.len -= line_number + 1;
        while (rule < line.len && line.at[rule] != ' ' && line.at[rule] != ':')
            rule++;
        buf_add(shortened, line.at, rule);
        if (rule + 1 + len <= line.len && memcmp(line.at + rule + 1, column, len) == 0)
            rule += 1 + len;
        else if (rule < line.len && line.at[rule] == ' ')
            rule += 1 + strcspn(line.at + rule + 1, " :\n");
        buf_add(shortened, line.at + rule, line.len - rule);
        buf_add_text(shortened, "\n");
    }
}

static void
judge_case(struct judged *judged, const struct column_case *test)
{
    struct buf file = {0}, findings = {0}, read = {0};
    size_t len = strlen(test->read);

    judged->watched = layout_column(test->extract, test->column);
    assert_true(judged->watched >= 0);
    build_header(test->extract, &file);
    build_row(test, &file);
    judged_file(judged, test->extract, true, file.data);
    shorten(judged, test->column, &findings);
    if (strcmp(findings.data, test->findings) != 0)
        fail_msg(
            "%s \"%s\":\n%sand not\n%s", test->column, test->value, findings.data, test->findings);
    buf_printf(&read, "%s%s", test->read, len > 0 ? ";" : "");
    if (strcmp(judged->values.data, read.data) != 0)
        fail_msg("%s \"%s\": read as %s and not %s", test->column, test->value, judged->values.data,
            read.data);
    buf_free(&file);
    buf_free(&findings);
    buf_free(&read);
}

static void
each_cell_is_judged_by_its_column(void **state)
{
    struct judged judged = {.shows_info = true};
    struct reference *reference = reference_new();
    struct directory *directory = judged_directory();

    (void)state;
    judged.options.reference = reference;
    judged.options.directory = directory;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        judge_case(&judged, &cases[i]);
    judged_close(&judged);
    directory_free(directory);
    reference_free(reference);
}

/* Without a directory: what cannot be told is neither found nor mended. */
static const struct column_case cases_alone[] = {
    {EXTRACT_SENR, "school_of_attendance", 2023, "9999999", "", "[9999999]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "130001", "", "[130001]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0161234", "", "[0161234]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "", "school_not_identified: blank\n", "-"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "0000000", "school_not_identified\n",
        "[0000000]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "North High", "school_not_identified\n",
        "[North High]0"},
    {EXTRACT_SENR, "school_of_attendance", 2023, "2",
        "value_leading_zeros_lost\nschool_is_private\n", "[0000002]0"},
    {EXTRACT_SENR, "reporting_lea", 2023, "161234",
        "value_not_in_code_set: seven digits are needed; with a directory, lost zeros can be "
        "recognised\n",
        ""},
    {EXTRACT_SENR, "reporting_lea", 2023, "9999999", "", "[9999999]0"},
};

static void
without_a_directory_less_is_judged(void **state)
{
    struct judged judged = {.shows_info = true};
    struct reference *reference = reference_new();

    (void)state;
    judged.options.reference = reference;
    for (size_t i = 0; i < sizeof cases_alone / sizeof *cases_alone; i++)
        judge_case(&judged, &cases_alone[i]);
    assert_true(judged.judgement.not_judged_count > 0);
    judged_close(&judged);
    reference_free(reference);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_is_judged_by_its_column),
        cmocka_unit_test(without_a_directory_less_is_judged),
    };

    return cmocka_run_group_tests_name("judge_cells", tests, NULL, NULL);
}
