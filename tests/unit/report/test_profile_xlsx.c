#include <unistd.h>

#include "support/profile_case.h"

#include "base/buf.h"
#include "base/err.h"

#include "report/profile/profile_text.h"
#include "report/render/out.h"
#include "report/workbook/profile_xlsx.h"
#include "report/workbook/profile_xlsx_row.h"
#include "report/workbook/profile_xlsx_sheet.h"

/*
 * What the cells hold is read back by tests/pages/same_workbook.py; here is what a
 * small profile cannot show.
 */
static void
a_sheet_that_is_too_long_leaves_schools_out(void **state)
{
    struct profile_case c;
    struct xlsx_sheet whole, cut;
    size_t all;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 1600, 3200);
    case_senr(&c, HIGH, "12");
    case_next_pupil(&c);
    c.profile = profile_builder_finish(c.builder);
    whole = xlsx_sheet_plan(c.profile, "grade_span", XLSX_MAX_ROWS);
    assert_string_equal(whole.name, "Grade span");
    assert_int_equal(whole.lowest, LEVEL_SCHOOL);
    assert_int_equal(whole.row_count, 8); /* four levels, all schools and those without charters */
    all = whole.row_count + XLSX_HEAD_ROWS;
    assert_int_equal(xlsx_sheet_plan(c.profile, "grade_span", all).row_count, 8);
    cut = xlsx_sheet_plan(c.profile, "grade_span", all - 1);
    assert_int_equal(cut.lowest, LEVEL_DISTRICT);
    assert_int_equal(cut.row_count, 6);
    case_close(&c);
}

static void
a_folder_that_takes_no_file_is_told(void **state)
{
    struct profile_case c;
    struct buf buf = {0};
    struct err err = {0};
    struct out out = out_to_buf(&buf);

    (void)state;
    out.err = &err;
    case_open(&c);
    assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
    profile_xlsx_write(&out, profile_builder_finish(c.builder));
    unsetenv("TMPDIR");
    assert_int_equal(out_status(&out), -1);
    assert_non_null(strstr(err.text, "\"/nowhere/at/all\""));
    assert_int_equal(buf.len, 0);
    buf_free(&buf);
    case_close(&c);
}

static const char *const odd_names[] = {"Plain", "", " blanks at its ends ", "Pe\303\261a & <Sons>",
    "\"quoted\" 'twice'", "\x01\x1F\x7F", "\xEF\xBF\xBE no character", "cut short \xE2\x82",
    "_x0041_"};

/* A row as the library writes it. */
static void
write_by_library(lxw_worksheet *sheet, const struct profile_row *row, lxw_format *count,
    lxw_format *percent, lxw_format *mark)
{
    const char *const texts[] = {"2023-2024", "D", "01", "61119", NULL, row->place->county_name,
        row->place->district_name, NULL, "All", row->category->breakdown, row->category->code,
        row->category->name};
    struct buf clean = {0};
    int64_t tenths;

    for (lxw_col_t i = 0; i < 12; i++)
        if (texts[i] != NULL)
            worksheet_write_string(sheet, 0, i, xlsx_text_clean(&clean, text_of(texts[i])), NULL);
    for (lxw_col_t m = 0; m < MEASURE_COUNT; m++) {
        lxw_col_t column = (lxw_col_t)(12 + m + (m > MEASURE_DIPLOMA));

        if ((row->hidden >> m & 1) != 0)
            worksheet_write_string(sheet, 0, column, "*", mark);
        else
            worksheet_write_number(sheet, 0, column, row->measures[m], count);
        if (m == MEASURE_DIPLOMA && profile_hides_percent(row))
            worksheet_write_string(sheet, 0, column + 1, "*", mark);
        else if (m == MEASURE_DIPLOMA && profile_diploma_tenths(row, &tenths))
            worksheet_write_number(sheet, 0, column + 1, (double)tenths / 10, percent);
    }
    lxw_worksheet_write_single_row(sheet);
    buf_free(&clean);
}

static void
assert_written_alike(const struct profile_row *row)
{
    char path[] = "/tmp/isprofile-test-XXXXXX", expected[8192];
    int fd = mkstemp(path);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    struct xlsx_rows rows = {.year = "2023-2024",
        .count = workbook_add_format(workbook),
        .percent = workbook_add_format(workbook),
        .mark = workbook_add_format(workbook)};
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, NULL);
    size_t len;

    format_set_num_format(rows.count, "#,##0");
    format_set_bold(rows.percent);
    format_set_italic(rows.mark);
    xlsx_rows_pass(&rows, row);
    write_by_library(sheet, row, rows.count, rows.percent, rows.mark);
    rewind(sheet->optimize_tmpfile);
    len = fread(expected, 1, sizeof expected, sheet->optimize_tmpfile);
    xlsx_rows_add(&rows, row, 1);
    assert_int_equal(rows.buf.len, len);
    assert_memory_equal(rows.buf.data, expected, len);
    assert_int_equal(workbook_close(workbook), LXW_NO_ERROR);
    buf_free(&rows.buf);
    close(fd);
    unlink(path);
}

/* Whatever a name has in it, and every percentage, and what is hidden. */
static void
rows_are_as_the_library_writes_them(void **state)
{
    struct profile_place place = {
        .level = LEVEL_DISTRICT, .cds_code = "0161119", .school_name = ""};
    struct profile_category category = {"TA", "Total", "total"};
    struct profile_row row = {.place = &place, .category = &category};

    (void)state;
    for (size_t i = 0; i < sizeof odd_names / sizeof *odd_names; i++) {
        place.county_name = odd_names[i];
        place.district_name = odd_names[sizeof odd_names / sizeof *odd_names - 1 - i];
        row.hidden = (uint8_t)(i % 3 * 8);
        assert_written_alike(&row);
    }
    row.hidden = 0;
    for (uint32_t tenths = 0; tenths <= 1000; tenths += 7) {
        row.measures[MEASURE_GRADE12] = 1000;
        row.measures[MEASURE_DIPLOMA] = tenths;
        assert_written_alike(&row);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_that_is_too_long_leaves_schools_out),
        cmocka_unit_test(rows_are_as_the_library_writes_them),
        cmocka_unit_test(a_folder_that_takes_no_file_is_told),
    };

    return cmocka_run_group_tests_name("profile_xlsx", tests, NULL, NULL);
}
