#include "support/profile_case.h"

#include "base/buf.h"
#include "base/err.h"

#include "report/profile_xlsx.h"
#include "report/profile_xlsx_sheet.h"
#include "report/render/out.h"

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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_that_is_too_long_leaves_schools_out),
        cmocka_unit_test(a_folder_that_takes_no_file_is_told),
    };

    return cmocka_run_group_tests_name("profile_xlsx", tests, NULL, NULL);
}
