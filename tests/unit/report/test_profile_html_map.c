#include "support/profile_case.h"

#include "base/buf.h"

#include "report/page/profile_html_map.h"
#include "report/page/profile_html_table.h"
#include "report/render/out.h"

/* Three counties, the pupils of the second hidden; of the third also who could complete. */
static const char *
maps_of(struct buf *buf, size_t count)
{
    static const struct profile_place places[] = {
        {.level = LEVEL_COUNTY, .cds_code = "01"},
        {.level = LEVEL_COUNTY, .cds_code = "19"},
        {.level = LEVEL_COUNTY, .cds_code = "58"},
    };
    static const struct profile_row rows[] = {
        {.place = &places[0],
            .measures = {[MEASURE_PUPILS] = 499, [MEASURE_GRADE12] = 50, [MEASURE_DIPLOMA] = 40}},
        {.place = &places[1], .hidden = 63, .measures = {7654321, 0, 0, 7654321, 7654321}},
        {.place = &places[2],
            .hidden = 1U << MEASURE_DIPLOMA,
            .measures = {[MEASURE_PUPILS] = 10000, [MEASURE_GRADE12] = 50}},
    };
    struct html_line lines[3];
    struct out out = out_to_buf(buf);

    for (size_t i = 0; i < count; i++)
        lines[i] = (struct html_line){.row = &rows[i], .label = ""};
    buf_reset(buf);
    html_maps_write(&out, lines, count);
    return buf->len == 0 ? "" : buf_terminate(buf);
}

static void
tiles_tell_figure_and_shade(void **state)
{
    struct buf buf = {0};
    const char *text = maps_of(&buf, 3);

    (void)state;
    assert_non_null(strstr(text, "<div class=\"s1\" style=\"grid-area:9/2\"><span>Alameda</span>"
                                 "<b>ALA</b><i>499</i></div>"));
    assert_non_null(strstr(text, "<div class=\"s4\" style=\"grid-area:4/3\"><span>Yuba</span>"
                                 "<b>YUB</b><i>10,000</i></div>"));
    assert_non_null(strstr(text, "<div class=\"hidden\" style=\"grid-area:13/5\"><span>Los Angeles"
                                 "</span><b>LA</b><i>*</i></div>"));
    assert_non_null(strstr(text, "<div class=\"none\" style=\"grid-area:8/5\"><span>Alpine</span>"
                                 "<b>ALP</b><i>0</i></div>"));
    assert_non_null(strstr(text, "not published"));
    assert_null(strstr(text, "7654321"));
    assert_null(strstr(text, "7,654,321"));
    buf_free(&buf);
}

/* One figure is no map: of completion there is but one. */
static void
a_map_of_asterisks_is_left_out(void **state)
{
    struct buf buf = {0};

    (void)state;
    assert_null(strstr(maps_of(&buf, 3), "Completed the requirements"));
    assert_string_equal(maps_of(&buf, 2), "");
    assert_string_equal(maps_of(&buf, 0), "");
    buf_free(&buf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tiles_tell_figure_and_shade),
        cmocka_unit_test(a_map_of_asterisks_is_left_out),
    };

    return cmocka_run_group_tests_name("profile_html_map", tests, NULL, NULL);
}
