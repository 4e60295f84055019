#include "support/profile_case.h"

#include "base/buf.h"
#include "base/memory.h"

#include "report/page/profile_html.h"
#include "report/render/out.h"

static char *
write_page(struct profile_case *c)
{
    struct buf buf = {0};
    struct out out = out_to_buf(&buf);

    profile_html_write(&out, profile_builder_finish(c->builder));
    assert_int_equal(out_status(&out), 0);
    buf_terminate(&buf);
    return buf.data;
}

#define assert_shows(page, text) assert_non_null(strstr((page), (text)))

static void
the_headline_is_a_sentence(void **state)
{
    struct profile_case c;
    char *page;

    (void)state;
    case_open(&c);
    for (int i = 0; i < 3; i++) {
        struct pupil_enrollment *row;

        case_stas(&c, HIGH, 1600, i == 0 ? 1600 : 10000);
        row = case_senr(&c, HIGH, "12");
        if (i > 0)
            case_graduate(row, "2024-06-01");
        case_next_pupil(&c);
    }
    page = write_page(&c);
    assert_shows(page, "In 2023&#8211;24, <b>3</b> pupils took part in independent study");
    assert_shows(page, "<b>1</b> (<b>33.3%</b>) spent half or more of their school days in it");
    assert_shows(page, "<b>3</b> (<b>100.0%</b>) took part for 16 days or more");
    assert_shows(
        page, "Of all, <b>3</b> could complete high school, and <b>2</b> (<b>66.7%</b>) of");
    assert_shows(page, "UNSUPPRESSED: this holds counts of small groups");
    assert_shows(page, "<title>UNSUPPRESSED: ");
    assert_shows(page, "data-mark=\"UNSUPPRESSED\"");
    free(page);
    case_close(&c);
}

static void
a_state_without_pupils_has_a_page(void **state)
{
    struct profile_case c;
    char *page;

    (void)state;
    case_open(&c);
    page = write_page(&c);
    assert_shows(page, "<b>0</b> pupils took part");
    assert_shows(page, "None of them could complete high school.");
    free(page);
    case_close(&c);
}

static void
lines_hold_counts_and_shares(void **state)
{
    struct profile_case c;
    char *page;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 1600, 3200);
    case_senr(&c, HIGH, "12");
    case_next_pupil(&c);
    case_stas(&c, CHARTER, 100, 3200);
    case_next_pupil(&c);
    page = write_page(&c);
    assert_shows(page, "<th scope=\"row\">Alpha</th>");
    assert_shows(page, "<td class=\"first\">2</td><td>100.0%</td><td class=\"first\">1</td>"
                       "<td>50.0%</td><td class=\"first\">1</td><td>50.0%</td>"
                       "<td class=\"first\">1</td><td>0</td><td>0.0%</td><td>0</td></tr>");
    assert_shows(page, "<th scope=\"row\">Charter schools<svg");
    assert_shows(page, "<th scope=\"row\">Other schools<svg");
    assert_shows(page, "<b>Alpha</b><span>1 district, 2 pupils</span>");
    assert_null(strstr(page, ">Asian<")); /* nobody there */
    free(page);
    case_close(&c);
}

static void
names_never_become_markup(void **state)
{
    struct school school = {
        .cds_code = "19999990000000",
        .county_name = "Gamma",
        .district_name = "<script>alert(\"x\")</script> & 'Co'",
        .school_name = "",
    };
    struct profile_case c;
    char *page;

    (void)state;
    case_open(&c);
    profile_builder_add_school(c.builder, &school);
    case_stas(&c, school.cds_code, 100, 0);
    case_next_pupil(&c);
    page = write_page(&c);
    assert_shows(page, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Co&#39;");
    assert_null(strstr(page, "<script"));
    free(page);
    case_close(&c);
}

/* A profile with everything hidden in its rows but the state's, whose figures lie about. */
static void
a_page_for_the_public_has_no_hidden_figure(void **state)
{
    const struct profile_page_gap gap = {"0999904", "Gone <Unified>", "STAS, ISAG"};
    struct profile_case c;
    struct profile profile;
    struct profile_page page = {.profile = &profile, .has_coverage = true, .gaps = &gap};
    struct profile_row *rows;
    struct buf buf = {0};
    struct out out = out_to_buf(&buf);

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 1600, 3200);
    case_senr(&c, HIGH, "12");
    case_next_pupil(&c);
    profile = *profile_builder_finish(c.builder);
    rows = memory_new_array(profile.row_count, sizeof *rows);
    memcpy(rows, profile.rows, profile.row_count * sizeof *rows);
    for (size_t i = 0; i < profile.row_count; i++) {
        rows[i].hidden = (1U << MEASURE_COUNT) - 1;
        for (int m = 0; m < MEASURE_COUNT; m++)
            rows[i].measures[m] = 7654321;
    }
    profile.rows = rows;
    profile.is_suppressed = true;
    page.gap_count = 1;
    page.last_year = rows;
    profile_page_write(&out, &page);
    buf_terminate(&buf);
    assert_shows(buf.data, "In 2023&#8211;24, <b>*</b> pupils took part");
    assert_shows(buf.data, "The year before, 2022&#8211;23: <b>*</b> pupils");
    assert_shows(buf.data, "<td class=\"first\">*</td><td>*</td>");
    assert_shows(buf.data, ".chart .value:not(.mark) { display: none; }");
    assert_shows(buf.data, "<div><span class=\"value mark\">*</span>");
    assert_shows(buf.data, "<b>Gone &lt;Unified&gt;</b> (0999904): STAS, ISAG");
    assert_shows(buf.data, "An asterisk (*) stands for a figure that is not published");
    assert_shows(buf.data, "<title>Independent study in California, 2023-24</title>");
    assert_null(strstr(buf.data, "UNSUPPRESSED"));
    assert_null(strstr(buf.data, "7,654,321"));
    assert_null(strstr(buf.data, "7654321"));
    assert_null(strstr(buf.data, "100.0%"));
    buf_free(&buf);
    free(rows);
    case_close(&c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_headline_is_a_sentence),
        cmocka_unit_test(a_state_without_pupils_has_a_page),
        cmocka_unit_test(lines_hold_counts_and_shares),
        cmocka_unit_test(names_never_become_markup),
        cmocka_unit_test(a_page_for_the_public_has_no_hidden_figure),
    };

    return cmocka_run_group_tests_name("profile_html", tests, NULL, NULL);
}
