#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/school.h"

#include "report/frozen/pupil_line.h"

static const struct pupil_place at_school = {
    .cds_code = "01611190130229", .lea = "0161119", .is_identified = true};
static const struct pupil_place unknown = {
    .cds_code = "0161119", .lea = "0161119", .raw_code = "a\tb\\N \xc3\xb1"};
static const struct pupil_place blank = {.cds_code = "1975309", .lea = "1975309", .raw_code = ""};

/* Writes what was read back again: the same bytes, whatever a field was. */
static void
assert_comes_back(const struct pupil *pupils, size_t count)
{
    struct buf first = {0}, bytes = {0}, again = {0};
    struct pupil_reader reader = {0};
    const struct pupil *pupil;
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        pupil_line_write(&first, &pupils[i]);
    buf_add(&bytes, first.data, first.len);
    pupil_reader_feed(&reader, bytes.data, bytes.len);
    while ((pupil = pupil_reader_next(&reader)) != NULL) {
        assert_true(pupil->ssid == pupils[found].ssid);
        assert_int_equal(pupil->attendance_count, pupils[found].attendance_count);
        assert_int_equal(pupil->agreement_count, pupils[found].agreement_count);
        assert_int_equal(pupil->enrollment_count, pupils[found].enrollment_count);
        found++;
        pupil_line_write(&again, pupil);
    }
    assert_false(reader.lines.is_broken);
    assert_int_equal(found, count);
    assert_int_equal(again.len, first.len);
    assert_memory_equal(again.data, first.data, first.len);
    pupil_reader_reset(&reader);
    buf_free(&first);
    buf_free(&bytes);
    buf_free(&again);
}

static void
pupils_come_back(void **state)
{
    const struct pupil_attendance attendance[] = {
        {at_school, 1050, 18000}, {unknown, 0, 0}, {blank, -1, 99999}};
    const struct pupil_agreement agreements[] = {{.place = unknown,
                                                     .school = "XYZ",
                                                     .agreement_id = "A\n1",
                                                     .start_date = 19600,
                                                     .end_date = 19800,
                                                     .is_schooldays = 17,
                                                     .is_percent = 10000,
                                                     .grade = "12",
                                                     .placement = "DISTIS",
                                                     .is_course_based = true,
                                                     .record = 7},
        {.place = at_school, .school = "", .agreement_id = "", .start_date = -1, .end_date = 0}};
    const struct pupil_enrollment enrollments[] = {{.place = at_school,
                                                       .school = "0130229",
                                                       .status = 10,
                                                       .start_date = 19500,
                                                       .exit_date = INT32_MAX,
                                                       .exit_reason = "",
                                                       .grade = "TK",
                                                       .gender = "X",
                                                       .record = 1},
        {.place = blank,
            .school = "",
            .status = 30,
            .start_date = 19501,
            .exit_date = 19888,
            .exit_reason = "E230",
            .completion = COMPLETION_OTHER,
            .gender = "",
            .record = 2}};
    const struct pupil pupils[] = {{.ssid = 1,
                                       .attendance = attendance,
                                       .attendance_count = 3,
                                       .agreements = agreements,
                                       .agreement_count = 2,
                                       .enrollments = enrollments,
                                       .enrollment_count = 2,
                                       .groups = 63,
                                       .race = "RH",
                                       .gender = "F",
                                       .has_sinf = true},
        {.ssid = 2, .has_sinf = true},
        {.ssid = INT64_MAX, .agreements = agreements, .agreement_count = 1}};

    (void)state;
    assert_comes_back(pupils, 3);
    assert_comes_back(pupils, 0);
}

/* What the documentation says of a pupil's lines. */
static void
a_pupil_is_written_as_documented(void **state)
{
    static const char expected[] = "P\t1000000001\tRA\tF\t5\n"
                                   "A\t0161119\t01611190130229\t\\N\t1050\t18000\n"
                                   "E\t0161119\t0161119\ta\\tb\\\\N \xc3\xb1\tX\t10\t2023-08-16\t"
                                   "\\N\tE230\tgraduate\t12\tF\t3\n";
    const struct pupil_attendance attendance = {at_school, 1050, 18000};
    const struct pupil_enrollment enrollment = {.place = unknown,
        .school = "X",
        .status = 10,
        .start_date = 19585,
        .exit_date = INT32_MAX,
        .exit_reason = "E230",
        .completion = COMPLETION_GRADUATE,
        .grade = "12",
        .gender = "F",
        .record = 3};
    const struct pupil pupil = {.ssid = 1000000001,
        .attendance = &attendance,
        .attendance_count = 1,
        .enrollments = &enrollment,
        .enrollment_count = 1,
        .groups = 5,
        .race = "RA",
        .gender = "F",
        .has_sinf = true};
    struct buf buf = {0};

    (void)state;
    pupil_line_write(&buf, &pupil);
    assert_string_equal(buf_terminate(&buf), expected);
    buf_free(&buf);
}

static void
lines_of_no_pupil_are_refused(void **state)
{
    static const char *const broken[] = {"A\t0161119\t0161119\tX\t1\t1\n", "P\tx\t\\N\t\\N\t0\n",
        "P\t1\t\\N\t\\N\t64\n", "P\t1\tRA\tF\n", "P\t1\t\\N\t\\N\t0\nQ\n",
        "P\t1\t\\N\t\\N\t0\nA\t01611190\t0161119\tX\t1\t1\n",
        "P\t1\t\\N\t\\N\t0\nE\t1\t1\t\\N\tX\t10\t2023-08-16\t\\N\t\tnobody\t12\tF\t3\n"};

    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct pupil_reader reader = {0};
        struct buf bytes = {0};

        buf_add_text(&bytes, broken[i]);
        pupil_reader_feed(&reader, bytes.data, bytes.len);
        while (pupil_reader_next(&reader) != NULL)
            continue;
        if (!reader.lines.is_broken)
            fail_msg("%s", broken[i]);
        pupil_reader_reset(&reader);
        buf_free(&bytes);
    }
}

static void
schools_come_back(void **state)
{
    const struct school school = {"01611190130229", true, -3000, DATE_NONE, "54", "66", "TRAD",
        "K-12", "Alpha", "Beta\tUnified", ""};
    struct school found;
    struct buf buf = {0}, again = {0}, bytes = {0};
    struct tab_reader reader;

    (void)state;
    school_line_write(&buf, &school);
    buf_add(&bytes, buf.data, buf.len);
    reader = (struct tab_reader){.at = bytes.data, .end = bytes.data + bytes.len};
    assert_true(tab_reader_next(&reader));
    school_line_read(&reader, &found);
    assert_false(reader.is_broken);
    assert_true(found.is_charter);
    assert_int_equal(found.open_date, -3000);
    assert_int_equal(found.close_date, DATE_NONE);
    school_line_write(&again, &found);
    assert_string_equal(buf_terminate(&again), buf_terminate(&buf));
    buf_free(&buf);
    buf_free(&again);
    buf_free(&bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pupils_come_back),
        cmocka_unit_test(a_pupil_is_written_as_documented),
        cmocka_unit_test(lines_of_no_pupil_are_refused),
        cmocka_unit_test(schools_come_back),
    };

    return cmocka_run_group_tests_name("pupil_line", tests, NULL, NULL);
}
