#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"

#include "report/render/html_out.h"
#include "report/render/out.h"

static void
text_never_becomes_markup(void **state)
{
    static const struct {
        struct text value;
        const char *html;
    } cases[] = {
        {{"<script>&", 9}, "&lt;script&gt;&amp;"},
        {{"\"'", 2}, "&quot;&#39;"},
        {{"Pe\xc3\xb1"
          "a",
             5},
            "Pe\xc3\xb1"
            "a"},
        {{"a\x01\0b", 4}, "a\xef\xbf\xbd\xef\xbf\xbd"
                          "b"},
        {{"\xff<", 2}, "\xef\xbf\xbd&lt;"},
        {{"a\n\tb", 4}, "a\n\tb"},
        {{"", 0}, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf buf = {0};
        struct out out = out_to_buf(&buf);

        html_out_text(&out, cases[i].value);
        assert_string_equal(buf_terminate(&buf), cases[i].html);
        buf_free(&buf);
    }
}

static void
numbers_are_written_for_people(void **state)
{
    struct buf buf = {0};
    struct out out = out_to_buf(&buf);

    (void)state;
    html_out_grouped(&out, 1234567);
    html_out_raw(&out, "|");
    html_out_percent(&out, 1, 8);
    html_out_raw(&out, "|");
    html_out_percent(&out, 0, 0);
    html_out_raw(&out, "|");
    html_out_string(&out, NULL);
    assert_string_equal(buf_terminate(&buf), "1,234,567|12.5%|&#8211;|");
    buf_free(&buf);
}

static void
a_page_fetches_nothing(void **state)
{
    struct buf buf = {0};
    struct out out = out_to_buf(&buf);

    (void)state;
    html_out_begin_page(&out, "a < b");
    html_out_bar(&out, 1, 4);
    html_out_end_page(&out);
    buf_terminate(&buf);
    assert_non_null(strstr(buf.data, "<html lang=\"en\">"));
    assert_non_null(strstr(buf.data, "default-src 'none'"));
    assert_non_null(strstr(buf.data, "<title>a &lt; b</title>"));
    assert_non_null(strstr(buf.data, "<rect width=\"25.0\""));
    assert_null(strstr(buf.data, "http://"));
    assert_null(strstr(buf.data, "https://"));
    assert_null(strstr(buf.data, "<script"));
    buf_free(&buf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_never_becomes_markup),
        cmocka_unit_test(numbers_are_written_for_people),
        cmocka_unit_test(a_page_fetches_nothing),
    };

    return cmocka_run_group_tests_name("html_out", tests, NULL, NULL);
}
