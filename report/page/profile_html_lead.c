#include "base/profile_row.h"

#include "report/page/profile_html_table.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/number_text.h"
#include "report/render/out.h"

#include "report/page/profile_html_lead.h"

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

/* In brackets behind its count; nothing where that is hidden or there is nothing to divide by. */
static void
write_share(struct out *out, const struct profile_row *row, enum profile_measure part,
    enum profile_measure whole)
{
    if (profile_hides(row, part) || profile_hides(row, whole) || row->measures[whole] == 0)
        return;
    html_out_raw(out, " (<b>");
    html_share_write(out, row, part, row, whole);
    html_out_raw(out, "</b>)");
}

static void
write_completion(struct out *out, const struct profile_row *all)
{
    bool is_known = !profile_hides(all, MEASURE_GRADE12);

    if (is_known && all->measures[MEASURE_GRADE12] == 0) {
        html_out_raw(out, "None of them could complete high school.");
        return;
    }
    html_out_raw(out, "Of all, ");
    write_count(out, all, MEASURE_GRADE12);
    html_out_raw(out, " could complete high school");
    if (profile_hides_percent(all)) {
        html_out_raw(out, "; how many of these completed the requirements for a diploma is not "
                          "published.");
        return;
    }
    html_out_raw(out, ", and ");
    write_count(out, all, MEASURE_DIPLOMA);
    write_share(out, all, MEASURE_DIPLOMA, MEASURE_GRADE12);
    html_out_raw(out, " of these completed the requirements for a diploma.");
}

void
html_lead_write(struct out *out, const struct profile_row *all, int year, const char *where)
{
    bool is_known = !profile_hides(all, MEASURE_PUPILS);

    html_out_raw(out, "<p class=\"lead\">In ");
    html_year_write(out, year);
    html_out_raw(out, ", ");
    write_count(out, all, MEASURE_PUPILS);
    out_text(out, is_known && all->measures[MEASURE_PUPILS] == 1 ? " pupil" : " pupils");
    html_out_raw(out, " took part in independent study ");
    html_out_string(out, where);
    html_out_raw(out, ". ");
    if (!is_known) {
        html_out_raw(out, "The number is not published.</p>\n");
        return;
    }
    write_count(out, all, MEASURE_FIFTY_PERCENT);
    write_share(out, all, MEASURE_FIFTY_PERCENT, MEASURE_PUPILS);
    html_out_raw(out, " spent half or more of their school days in it, and ");
    write_count(out, all, MEASURE_LONG_TERM);
    write_share(out, all, MEASURE_LONG_TERM, MEASURE_PUPILS);
    html_out_raw(out, " took part for 16 days or more. ");
    write_completion(out, all);
    html_out_raw(out, "</p>\n");
}

/* "+4.5", "-0.3" or "0.0" of tenths, with a real minus. */
static void
write_signed(struct out *out, int64_t tenths)
{
    char text[NUMBER_TEXT_SIZE];

    if (tenths != 0)
        out_text(out, tenths > 0 ? "+" : "&#8722;");
    number_text_decimal(tenths < 0 ? -tenths : tenths, 1, text);
    out_text(out, text);
}

/* By how much a count has changed; nothing where one of the two is hidden or there was none. */
static void
write_change(struct out *out, const struct profile_row *now, const struct profile_row *before,
    enum profile_measure measure)
{
    uint32_t new_count = now->measures[measure], old_count = before->measures[measure];
    bool is_less = new_count < old_count;
    int64_t tenths;

    if (profile_hides(now, measure) || profile_hides(before, measure) || old_count == 0)
        return;
    tenths =
        number_percent_tenths(is_less ? old_count - new_count : new_count - old_count, old_count);
    html_out_raw(out, " (now ");
    write_signed(out, is_less ? -tenths : tenths);
    html_out_raw(out, "%)");
}

/* The same of the percentage of diplomas, in percentage points. */
static void
write_points(struct out *out, const struct profile_row *now, const struct profile_row *before)
{
    int64_t new_tenths, old_tenths;

    if (profile_hides_percent(now) || profile_hides_percent(before) ||
        !profile_diploma_tenths(now, &new_tenths) || !profile_diploma_tenths(before, &old_tenths))
        return;
    html_out_raw(out, ", now ");
    write_signed(out, new_tenths - old_tenths);
    html_out_raw(out, " percentage points");
}

void
html_since_write(struct out *out, const struct profile_row *all,
    const struct profile_row *last_year, int year_before)
{
    html_out_raw(out, "<p class=\"since\">The year before, ");
    html_year_write(out, year_before);
    html_out_raw(out, ": ");
    write_count(out, last_year, MEASURE_PUPILS);
    html_out_raw(out, " pupils");
    write_change(out, all, last_year, MEASURE_PUPILS);
    html_out_raw(out, "; ");
    write_count(out, last_year, MEASURE_FIFTY_PERCENT);
    html_out_raw(out, " with half or more of their school days");
    write_change(out, all, last_year, MEASURE_FIFTY_PERCENT);
    html_out_raw(out, "; ");
    write_count(out, last_year, MEASURE_DIPLOMA);
    html_out_raw(out, " of ");
    write_count(out, last_year, MEASURE_GRADE12);
    html_out_raw(out, " who completed the requirements for a diploma");
    if (!profile_hides_percent(last_year) && last_year->measures[MEASURE_GRADE12] > 0) {
        html_out_raw(out, " (<b>");
        html_share_write(out, last_year, MEASURE_DIPLOMA, last_year, MEASURE_GRADE12);
        html_out_raw(out, "</b>");
        write_points(out, all, last_year);
        html_out_raw(out, ")");
    }
    html_out_raw(out, ".</p>\n");
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

void
html_tiles_write(struct out *out, const struct profile_row *all)
{
    html_out_raw(out, "<dl class=\"tiles\">\n");
    write_tile(out, "pupils with independent study", all, MEASURE_PUPILS, MEASURE_PUPILS);
    write_tile(out, "of them with half or more of their days in it", all, MEASURE_FIFTY_PERCENT,
        MEASURE_PUPILS);
    write_tile(out, "of them with 16 days or more", all, MEASURE_LONG_TERM, MEASURE_PUPILS);
    write_tile(out, "of those who could, completed the requirements for a diploma", all,
        MEASURE_DIPLOMA, MEASURE_GRADE12);
    html_out_raw(out, "</dl>\n");
}
