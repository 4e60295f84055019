#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"

#include "report/render/csv_out.h"
#include "report/render/out.h"

struct page {
    struct buf buf;
    struct out out;
    struct csv_out csv;
};

static void
open_page(struct page *page)
{
    *page = (struct page){0};
    page->out = out_to_buf(&page->buf);
    page->csv.out = &page->out;
}

static void
assert_page(struct page *page, const char *expected)
{
    assert_int_equal(out_status(&page->out), 0);
    assert_string_equal(buf_terminate(&page->buf), expected);
    buf_free(&page->buf);
}

static void
values_are_quoted_where_they_must_be(void **state)
{
    static const struct {
        struct text value;
        const char *code;
        const char *free_text;
    } cases[] = {
        {{"plain", 5}, "plain\n", "plain\n"},
        {{"", 0}, "\n", "\n"},
        {{"a,b", 3}, "\"a,b\"\n", "\"a,b\"\n"},
        {{"a \"b\"", 5}, "\"a \"\"b\"\"\"\n", "\"a \"\"b\"\"\"\n"},
        {{"\"", 1}, "\"\"\"\"\n", "\"\"\"\"\n"},
        {{"a\nb", 3}, "\"a\nb\"\n", "\"a\nb\"\n"},
        {{"a\rb", 3}, "\"a\rb\"\n", "\"a\rb\"\n"},
        {{" a ", 3}, " a \n", " a \n"},
        {{"=1+1", 4}, "=1+1\n", "'=1+1\n"},
        {{"+1", 2}, "+1\n", "'+1\n"},
        {{"-1", 2}, "-1\n", "'-1\n"},
        {{"@a", 2}, "@a\n", "'@a\n"},
        {{"\tx", 2}, "\tx\n", "'\tx\n"},
        {{"\rx", 2}, "\"\rx\"\n", "\"'\rx\"\n"},
        {{"=a,b", 4}, "\"=a,b\"\n", "\"'=a,b\"\n"},
        {{"a=b", 3}, "a=b\n", "a=b\n"},
        {{"  =1", 4}, "  =1\n", "'  =1\n"},
        {{"  a", 3}, "  a\n", "  a\n"},
        {{"\uFF1D1", 4}, "\uFF1D1\n", "'\uFF1D1\n"},
        {{"\uFF20", 3}, "\uFF20\n", "'\uFF20\n"},
        {{"\uFF1E1", 4}, "\uFF1E1\n", "\uFF1E1\n"},
    };
    struct page page;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        open_page(&page);
        csv_out_text(&page.csv, cases[i].value);
        csv_out_end_row(&page.csv);
        assert_page(&page, cases[i].code);
        open_page(&page);
        csv_out_free_text(&page.csv, cases[i].value);
        csv_out_end_row(&page.csv);
        assert_page(&page, cases[i].free_text);
    }
}

static void
an_apostrophe_in_front_can_be_taken_away(void **state)
{
    static const struct {
        const char *written;
        const char *read;
    } cases[] = {{"'=1", "=1"}, {"' +1", " +1"}, {"'\uFF0B1", "\uFF0B1"}, {"=1", "=1"}, {"'", "'"},
        {"'a", "'a"}, {"", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text read = csv_out_without_apostrophe(text_of(cases[i].written));

        assert_int_equal(read.len, strlen(cases[i].read));
        assert_memory_equal(read.at, cases[i].read, read.len);
    }
}

static void
a_nul_stays_a_byte_of_the_value(void **state)
{
    struct page page;

    (void)state;
    open_page(&page);
    csv_out_free_text(&page.csv, (struct text){"\0=", 2});
    assert_int_equal(page.buf.len, 2);
    assert_memory_equal(page.buf.data, "\0=", 2);
    buf_free(&page.buf);
}

static void
rows_are_separated_by_commas_and_line_feeds(void **state)
{
    static const char *const names[] = {"a", "b,c"};
    struct page page;

    (void)state;
    open_page(&page);
    csv_out_header(&page.csv, names, 2);
    csv_out_blank(&page.csv);
    csv_out_string(&page.csv, NULL);
    csv_out_unsigned(&page.csv, 1234);
    csv_out_decimal(&page.csv, -5, 1);
    csv_out_end_row(&page.csv);
    csv_out_string(&page.csv, "x");
    csv_out_end_row(&page.csv);
    assert_page(&page, "a,\"b,c\"\n,,1234,-0.5\nx\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_quoted_where_they_must_be),
        cmocka_unit_test(an_apostrophe_in_front_can_be_taken_away),
        cmocka_unit_test(a_nul_stays_a_byte_of_the_value),
        cmocka_unit_test(rows_are_separated_by_commas_and_line_feeds),
    };

    return cmocka_run_group_tests_name("csv_out", tests, NULL, NULL);
}
