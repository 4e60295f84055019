#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/memory.h"

#include "report/frozen/tab_line.h"

/* A reader over a copy of text, which it changes. */
static struct tab_reader
reader_of(const char *text, size_t len)
{
    char *bytes = memory_copy_text(text, len);

    return (struct tab_reader){.at = bytes, .end = bytes + len};
}

static void
every_byte_comes_back(void **state)
{
    struct buf buf = {0};
    struct tab_reader reader;
    char text[256];
    char *bytes;

    (void)state;
    for (int i = 1; i < 256; i++)
        text[i - 1] = (char)i;
    text[255] = '\0';
    tab_line_string(&buf, text);
    tab_line_string(&buf, "");
    tab_line_string(&buf, NULL);
    tab_line_string(&buf, "\\N");
    tab_line_end(&buf);
    assert_null(memchr(buf.data, '\n', buf.len - 1));
    reader = reader_of(buf.data, buf.len);
    bytes = reader.at;
    assert_true(tab_reader_next(&reader));
    assert_int_equal(reader.count, 4);
    assert_string_equal(tab_reader_string(&reader, 0), text);
    assert_string_equal(tab_reader_string(&reader, 1), "");
    assert_null(reader.fields[2]);
    assert_string_equal(tab_reader_string(&reader, 3), "\\N");
    assert_false(reader.is_broken);
    assert_false(tab_reader_next(&reader));
    assert_false(reader.is_broken);
    free(bytes);
    buf_free(&buf);
}

static void
numbers_and_dates_come_back(void **state)
{
    static const int64_t numbers[] = {0, 7, -7, INT32_MAX, INT32_MIN, INT64_MAX, -INT64_MAX};
    enum { COUNT = sizeof numbers / sizeof *numbers };
    struct buf buf = {0};
    struct tab_reader reader;
    int32_t date;
    char *bytes;

    (void)state;
    assert_true(date_from_civil(1898, 2, 28, &date));
    for (int i = 0; i < COUNT; i++)
        tab_line_number(&buf, numbers[i]);
    tab_line_date(&buf, date);
    tab_line_end(&buf);
    reader = reader_of(buf.data, buf.len);
    bytes = reader.at;
    assert_true(tab_reader_next(&reader));
    for (int i = 0; i < COUNT; i++)
        assert_true(tab_reader_number(&reader, i, -INT64_MAX, INT64_MAX) == numbers[i]);
    assert_int_equal(tab_reader_date(&reader, COUNT), date);
    assert_false(reader.is_broken);
    free(bytes);
    buf_free(&buf);
}

static void
what_is_no_line_breaks_the_reader(void **state)
{
    static const char *const broken[] = {
        "no end", "a\tb", "\\x\n", "\\", "a\\\n", "\\Nx\n", "\\N", "", "\n\\q\n"};

    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct tab_reader reader = reader_of(broken[i], strlen(broken[i]));
        char *bytes = reader.at;

        while (tab_reader_next(&reader))
            continue;
        if (reader.is_broken != (*broken[i] != '\0'))
            fail_msg("%s", broken[i]);
        free(bytes);
    }
}

static void
too_many_fields_break_the_reader(void **state)
{
    struct buf buf = {0};
    struct tab_reader reader;
    char *bytes;

    (void)state;
    for (int i = 0; i <= TAB_LINE_MAX_FIELDS; i++)
        tab_line_number(&buf, i);
    tab_line_end(&buf);
    reader = reader_of(buf.data, buf.len);
    bytes = reader.at;
    assert_false(tab_reader_next(&reader));
    assert_true(reader.is_broken);
    free(bytes);
    buf_free(&buf);
}

/* Reads field 0 of a line in one way, and tells whether that broke the reader. */
static bool
is_refused(const char *line, int way)
{
    struct tab_reader reader = reader_of(line, strlen(line));
    char *bytes = reader.at;
    char text[4];
    bool is_broken;

    assert_true(tab_reader_next(&reader));
    if (way == 'n')
        (void)tab_reader_number(&reader, 0, -10, 10);
    else if (way == 'd')
        (void)tab_reader_date(&reader, 0);
    else if (way == 'c')
        tab_reader_copy(&reader, 0, text, sizeof text);
    else
        (void)tab_reader_string(&reader, 1);
    is_broken = reader.is_broken;
    free(bytes);
    return is_broken;
}

static void
a_field_of_another_kind_breaks_the_reader(void **state)
{
    (void)state;
    assert_false(is_refused("-10\n", 'n'));
    assert_true(is_refused("-11\n", 'n'));
    assert_true(is_refused("11\n", 'n'));
    assert_true(is_refused("\n", 'n'));
    assert_true(is_refused("1x\n", 'n'));
    assert_true(is_refused("--1\n", 'n'));
    assert_true(is_refused("\\N\n", 'n'));
    assert_false(is_refused("2024-02-29\n", 'd'));
    assert_true(is_refused("2023-02-29\n", 'd'));
    assert_false(is_refused("abc\n", 'c'));
    assert_true(is_refused("abcd\n", 'c'));
    assert_true(is_refused("only\n", 's'));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_comes_back),
        cmocka_unit_test(numbers_and_dates_come_back),
        cmocka_unit_test(what_is_no_line_breaks_the_reader),
        cmocka_unit_test(too_many_fields_break_the_reader),
        cmocka_unit_test(a_field_of_another_kind_breaks_the_reader),
    };

    return cmocka_run_group_tests_name("tab_line", tests, NULL, NULL);
}
