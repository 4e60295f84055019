#include "base/profile_row.h"

#include "report/profile_html.h"
#include "report/profile_html_table.h"
#include "report/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"

#include "report/profile_html_head.h"

void
html_year_write(struct out *out, int year)
{
    out_printf(out, "%d&#8211;%02d", year, (year + 1) % 100);
}

static void
write_count(struct out *out, const struct profile_row *row, enum profile_measure measure)
{
    html_out_raw(out, "<b>");
    html_figure_write(out, row, measure);
    html_out_raw(out, "</b>");
}

static void
write_share(struct out *out, const struct profile_row *row, enum profile_measure part,
    enum profile_measure whole)
{
    html_out_raw(out, " (<b>");
    html_share_write(out, row, part, row, whole);
    html_out_raw(out, "</b>)");
}

static void
write_lead(struct out *out, const struct profile_row *all, int year)
{
    bool is_one = !profile_hides(all, MEASURE_PUPILS) && all->measures[MEASURE_PUPILS] == 1;

    html_out_raw(out, "<p class=\"lead\">In ");
    html_year_write(out, year);
    html_out_raw(out, ", ");
    write_count(out, all, MEASURE_PUPILS);
    out_text(out, is_one ? " pupil" : " pupils");
    html_out_raw(out, " took part in independent study in California's public schools. ");
    write_count(out, all, MEASURE_FIFTY_PERCENT);
    write_share(out, all, MEASURE_FIFTY_PERCENT, MEASURE_PUPILS);
    html_out_raw(out, " spent half or more of their school days in it, and ");
    write_count(out, all, MEASURE_LONG_TERM);
    write_share(out, all, MEASURE_LONG_TERM, MEASURE_PUPILS);
    html_out_raw(out, " took part for 16 days or more. Of all, ");
    write_count(out, all, MEASURE_GRADE12);
    html_out_raw(out, " could complete high school, and ");
    write_count(out, all, MEASURE_DIPLOMA);
    write_share(out, all, MEASURE_DIPLOMA, MEASURE_GRADE12);
    html_out_raw(out, " of these completed the requirements for a diploma.</p>\n");
}

static void
write_last_year(struct out *out, const struct profile_row *all, int year)
{
    html_out_raw(out, "<p class=\"since\">The year before, ");
    html_year_write(out, year);
    html_out_raw(out, ": ");
    write_count(out, all, MEASURE_PUPILS);
    html_out_raw(out, " pupils; ");
    write_count(out, all, MEASURE_FIFTY_PERCENT);
    write_share(out, all, MEASURE_FIFTY_PERCENT, MEASURE_PUPILS);
    html_out_raw(out, " with half or more of their school days; ");
    write_count(out, all, MEASURE_DIPLOMA);
    html_out_raw(out, " of ");
    write_count(out, all, MEASURE_GRADE12);
    write_share(out, all, MEASURE_DIPLOMA, MEASURE_GRADE12);
    html_out_raw(out, " who completed the requirements for a diploma.</p>\n");
}

static void
write_tile(struct out *out, const char *label, const struct profile_row *all,
    enum profile_measure part, enum profile_measure whole)
{
    html_out_raw(out, "<div class=\"tile\"><dt>");
    html_out_string(out, label);
    html_out_raw(out, "</dt><dd>");
    if (part == whole || profile_hides(all, part)) {
        html_figure_write(out, all, part);
    } else {
        html_share_write(out, all, part, all, whole);
        html_out_raw(out, " <small>");
        html_figure_write(out, all, part);
        html_out_raw(out, "</small>");
    }
    html_out_raw(out, "</dd></div>\n");
}

static void
write_tiles(struct out *out, const struct profile_row *all)
{
    html_out_raw(out, "<dl class=\"tiles\">\n");
    write_tile(out, "pupils with independent study", all, MEASURE_PUPILS, MEASURE_PUPILS);
    write_tile(out, "of them with half or more of their days in it", all, MEASURE_FIFTY_PERCENT,
        MEASURE_PUPILS);
    write_tile(out, "of them with 16 days or more", all, MEASURE_LONG_TERM, MEASURE_PUPILS);
    write_tile(out, "of those who could completed the requirements for a diploma", all,
        MEASURE_DIPLOMA, MEASURE_GRADE12);
    html_out_raw(out, "</dl>\n");
}

void
html_head_write(struct out *out, const struct profile_page *page)
{
    const struct profile *profile = page->profile;

    if (!profile->is_suppressed) {
        html_out_raw(out, "<div class=\"warning\"><div class=\"wrap\"><p>");
        html_out_string(out, profile_unsuppressed_notice);
        html_out_raw(out, "</p></div></div>\n");
    }
    html_out_raw(out, "<div class=\"wrap\">\n"
                      "<p class=\"eyebrow\">Statewide profile, Education Code 51749</p>\n"
                      "<h1>Independent study in California, <span>");
    html_year_write(out, profile->year);
    html_out_raw(out, "</span></h1>\n");
    write_lead(out, profile->rows, profile->year);
    if (page->last_year != NULL)
        write_last_year(out, page->last_year, profile->year - 1);
    write_tiles(out, profile->rows);
    if (profile->is_suppressed) {
        html_out_raw(out, "<p class=\"callout\">");
        html_out_string(out, profile_suppressed_notice);
        html_out_raw(out, " <a href=\"#hidden\">Why figures are hidden</a></p>\n");
    }
    html_out_raw(out, "</div>\n");
}
