#include "support/profile_case.h"

#include "base/buf.h"

#include "report/page/profile_html.h"
#include "report/page/profile_html_years.h"
#include "report/render/out.h"
#include "report/year/trend.h"

/* The section for years with so many pupils, 0 for a year that is not there, the last one 2023-24.
 */
static const char *
section_of(struct buf *buf, const uint32_t *pupils, int count)
{
    struct profile_case c;
    struct trend trend = {0};
    struct profile_page page = {.trend = &trend};
    struct out out = out_to_buf(buf);

    case_open_year(&c, 2023);
    page.profile = profile_builder_finish(c.builder);
    for (int i = 0; i < count; i++) {
        struct trend_year year = {.year = 2024 - count + i, .measures = {pupils[i]}};

        year.hidden = pupils[i] == 7 ? 1 : 0;
        if (pupils[i] > 0)
            trend_add(&trend, &year);
    }
    buf_reset(buf);
    if (html_years_are_there(&page))
        html_years_write(&out, &page);
    case_close(&c);
    return buf->len == 0 ? "" : buf_terminate(buf);
}

static void
years_stand_beside_each_other(void **state)
{
    static const uint32_t pupils[] = {1234, 0, 7, 0};
    struct buf buf = {0};
    const char *text = section_of(&buf, pupils, 4);

    (void)state;
    assert_null(strstr(text, "2021\xe2\x80\x93"
                             "22"));
    assert_non_null(strstr(text, "2022\xe2\x80\x93"
                                 "23</th><td>*</td>"));
    assert_non_null(strstr(text, "2020\xe2\x80\x93"
                                 "21</th><td>1,234</td>"));
    assert_non_null(strstr(text, "2023\xe2\x80\x93"
                                 "24</th><td>0</td>"));
    /* The newest comes first, and a line parts 2020-21 from what was counted otherwise. */
    assert_true(strstr(text, "2022\xe2\x80\x93") < strstr(text, "2020\xe2\x80\x93"));
    assert_non_null(strstr(text, "<tr class=\"next\"><th scope=\"row\">2020"));
    assert_non_null(strstr(text, "From 2021-2022 attendance tells"));
    /* The chart, too; and none of completion, of which nothing is known. */
    assert_non_null(strstr(text, "Before, by another method:"));
    assert_null(strstr(text, "<h3>Completed the requirements"));
    buf_free(&buf);
}

static void
years_of_one_method_are_not_parted(void **state)
{
    static const uint32_t pupils[] = {5, 6, 8};
    struct buf buf = {0};
    const char *text = section_of(&buf, pupils, 3);

    (void)state;
    assert_non_null(strstr(text, "<tr><th scope=\"row\">2021"));
    assert_null(strstr(text, "attendance tells"));
    assert_non_null(strstr(text, "<h3>Pupils with independent study</h3>"));
    assert_null(strstr(text, "by another method"));
    buf_free(&buf);
}

static void
a_year_alone_has_no_section(void **state)
{
    static const uint32_t pupils[] = {8};
    struct buf buf = {0};

    (void)state;
    assert_string_equal(section_of(&buf, pupils, 1), "");
    assert_string_equal(section_of(&buf, pupils, 0), "");
    buf_free(&buf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_stand_beside_each_other),
        cmocka_unit_test(years_of_one_method_are_not_parted),
        cmocka_unit_test(a_year_alone_has_no_section),
    };

    return cmocka_run_group_tests_name("profile_html_years", tests, NULL, NULL);
}
