#include "base/buf.h"

#include "report/profile_html.h"
#include "report/profile_html_notes.h"
#include "report/profile_html_table.h"
#include "report/render/html_out.h"
#include "report/render/out.h"
#include "report/trend.h"

#include "report/profile_html_years.h"

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

void
html_years_write(struct out *out, const struct profile_page *page)
{
    const struct profile *profile = page->profile;
    const struct trend *trend = page->trend;
    struct years years = {.count = 0};
    char label[LABEL_SIZE];
    struct html_table table = {
        .id = "years-table",
        .caption = "The state's pupils by school year.",
        .heading = "School year",
        .all = profile->rows,
        .all_label = label,
        .lines = years.lines,
    };
    int later = profile->year;

    spell_year(profile->year, label);
    for (size_t i = trend->count; i-- > 0;) {
        if (trend->years[i].year >= profile->year)
            continue;
        add_year(&years, &trend->years[i], later);
        later = trend->years[i].year;
    }
    table.count = years.count;
    html_section_begin(out, "years", "Year by year",
        "The years before as they were published; a year that was not is left out.");
    write_breaks(out, later, profile->year);
    html_out_raw(out, "<div class=\"card\">\n");
    html_short_table_write(out, &table);
    html_out_raw(out, "</div>\n</section>\n");
}
