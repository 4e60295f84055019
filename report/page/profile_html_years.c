#include "base/buf.h"

#include "report/page/profile_html.h"
#include "report/page/profile_html_chart.h"
#include "report/page/profile_html_notes.h"
#include "report/page/profile_html_table.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"
#include "report/year/trend.h"

#include "report/page/profile_html_years.h"

enum { LABEL_SIZE = 16 };

/* Lines of one table for years before the page's own, the newest first. */
struct years {
    struct profile_category parts[TREND_YEARS]; /* a new one after each break: a rule is drawn */
    struct profile_row rows[TREND_YEARS];
    char labels[TREND_YEARS][LABEL_SIZE];
    struct html_line lines[TREND_YEARS];
    size_t count;
};

bool
html_years_are_there(const struct profile_page *page)
{
    return page->trend != NULL && page->trend->count > 0 &&
           page->trend->years[0].year < page->profile->year;
}

static void
spell_year(int year, char label[LABEL_SIZE])
{
    snprintf(label, LABEL_SIZE, "%d\xe2\x80\x93%02d", year, (year + 1) % 100);
}

static bool
is_broken_between(int year, int later_year)
{
    for (int each = year + 1; each <= later_year; each++) {
        if (trend_break(each) != NULL)
            return true;
    }
    return false;
}

static void
add_year(struct years *years, const struct trend_year *year, int later_year)
{
    static const char *const parts[] = {"a", "b"};
    size_t i = years->count++;
    const char *last = i > 0 ? years->parts[i - 1].breakdown : parts[0];
    bool is_broken = is_broken_between(year->year, later_year);

    years->parts[i].breakdown = is_broken ? parts[last == parts[0]] : last;
    years->rows[i].category = &years->parts[i];
    years->rows[i].hidden = year->hidden;
    memcpy(years->rows[i].measures, year->measures, sizeof years->rows[i].measures);
    spell_year(year->year, years->labels[i]);
    years->lines[i] = (struct html_line){.row = &years->rows[i], .label = years->labels[i]};
}

/* A sentence for each change of method between the first year and the last. */
static void
write_breaks(struct out *out, int first, int last)
{
    for (int each = first + 1; each <= last; each++) {
        if (trend_break(each) == NULL)
            continue;
        html_out_raw(out, "<p>");
        html_out_string(out, trend_break(each));
        html_out_raw(out, "</p>\n");
    }
}

/* The lines of a chart, the newest first, with the year of the page itself. */
struct drawn {
    struct html_line lines[TREND_YEARS + 1];
    int years[TREND_YEARS + 1];
    size_t count;
};

static bool
is_shown(const struct profile_row *row, enum profile_measure measure)
{
    if (measure == MEASURE_DIPLOMA && row->measures[MEASURE_GRADE12] == 0)
        return false;
    return !profile_hides(row, measure) &&
           (measure == MEASURE_PUPILS || !profile_hides_percent(row));
}

/* A chart of asterisks tells nothing, and one year is no trend. */
static bool
is_worth_drawing(const struct drawn *drawn, enum profile_measure measure)
{
    size_t shown = 0;

    for (size_t i = 0; i < drawn->count; i++)
        shown += is_shown(drawn->lines[i].row, measure);
    return shown > 1;
}

/* A chart ends where another method begins: bars of two methods are not beside each other. */
static void
draw(struct out *out, const struct drawn *drawn, const char *title, enum profile_measure measure)
{
    uint32_t most = html_most_pupils(drawn->lines, drawn->count);
    size_t end;

    if (!is_worth_drawing(drawn, measure))
        return;
    html_out_raw(out, "<div>\n<h3>");
    html_out_string(out, title);
    html_out_raw(out, "</h3>\n");
    for (size_t first = 0; first < drawn->count; first = end) {
        const struct html_line *lines = &drawn->lines[first];

        for (end = first + 1; end < drawn->count; end++) {
            if (!trend_is_comparable(drawn->years[end], drawn->years[end - 1], measure))
                break;
        }
        if (first > 0)
            html_out_raw(out, "<p class=\"hint\">Before, by another method:</p>\n");
        if (measure == MEASURE_PUPILS)
            html_bars_against_write(out,
                "Chart: pupils by school year. The table below has the numbers.", lines,
                end - first, most);
        else
            html_diploma_bars_write(out,
                "Chart: percentage who completed the requirements for a diploma, by school year. "
                "The table below has the numbers.",
                lines, end - first);
    }
    html_out_raw(out, "</div>\n");
}

static void
write_charts(struct out *out, const struct drawn *drawn)
{
    html_out_raw(out, "<div class=\"pair\">\n");
    draw(out, drawn, "Pupils with independent study", MEASURE_PUPILS);
    draw(out, drawn, "Completed the requirements for a diploma", MEASURE_DIPLOMA);
    html_out_raw(out, "</div>\n");
}

void
html_place_years_write(struct out *out, const struct html_years *request)
{
    struct years years = {.count = 0};
    char label[LABEL_SIZE];
    struct html_table table = {
        .id = "years-table",
        .caption = request->caption,
        .heading = "School year",
        .all = request->all,
        .all_label = label,
        .lines = years.lines,
    };
    struct drawn drawn = {
        .lines = {{.row = request->all, .label = label}}, .years = {request->year}, .count = 1};
    int later = request->year;

    spell_year(request->year, label);
    for (size_t i = request->count; i-- > 0;) {
        add_year(&years, &request->before[i], later);
        later = request->before[i].year;
        drawn.lines[drawn.count] = years.lines[years.count - 1];
        drawn.years[drawn.count++] = later;
    }
    table.count = years.count;
    table.is_parted = years.count > 0 && is_broken_between(drawn.years[1], request->year);
    html_section_begin(out, "years", "Year by year",
        "The years before as they were published; a year that was not is left out.");
    write_breaks(out, later, request->year);
    write_charts(out, &drawn);
    html_out_raw(out, "<div class=\"card\">\n");
    html_short_table_write(out, &table);
    html_out_raw(out, "</div>\n</section>\n");
}

void
html_years_write(struct out *out, const struct profile_page *page)
{
    const struct trend *trend = page->trend;
    struct html_years years = {
        .all = page->profile->rows,
        .year = page->profile->year,
        .before = trend->years,
        .caption = "The state's pupils by school year.",
    };

    while (years.count < trend->count && trend->years[years.count].year < years.year)
        years.count++;
    html_place_years_write(out, &years);
}
