#include "base/buf.h"
#include "base/memory.h"

#include "report/page/lea_pages.h"
#include "report/page/place_index.h"
#include "report/page/profile_html.h"
#include "report/page/profile_html_chart.h"
#include "report/page/profile_html_head.h"
#include "report/page/profile_html_lead.h"
#include "report/page/profile_html_notes.h"
#include "report/page/profile_html_places.h"
#include "report/page/profile_html_table.h"
#include "report/page/profile_html_years.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"
#include "report/year/coverage.h"
#include "report/year/lea_trend.h"

#include "report/page/profile_html_lea.h"

enum { SCHOOL_AT = 7, WORTH_DRAWING = 2 };

static const struct profile_place *
place_of(const struct lea_page *lea)
{
    return lea->place->rows->place;
}

static bool
is_school(const struct lea_page *lea)
{
    return place_of(lea)->level == LEVEL_SCHOOL;
}

static const char *
code_of(const struct lea_page *lea)
{
    return place_of(lea)->cds_code + (is_school(lea) ? SCHOOL_AT : 0);
}

const char *
lea_page_of_school(const struct lea_page *lea, const struct profile_place *school)
{
    const char *code = school->cds_code + SCHOOL_AT;
    const struct coverage_lea *known;
    size_t districts;

    if (lea->page->coverage == NULL)
        return NULL;
    known = coverage_find(lea->page->coverage, code);
    if (known == NULL || known->is_listed)
        return NULL;
    (void)place_index_inside(lea->index, LEVEL_DISTRICT, code, &districts);
    return districts == 0 ? code : NULL;
}

/* Where one is: the state's page, the county there, and the district of a charter school. */
static void
write_way(struct out *out, const struct lea_page *lea)
{
    const struct profile_place *place = place_of(lea);
    bool is_public = lea->page->profile->is_suppressed;
    const char *home = is_public ? "../profile.html" : "../profile-unsuppressed.html";

    html_out_raw(
        out, "<nav class=\"way\" aria-label=\"Where this page belongs\"><ul><li><a href=\"");
    html_out_string(out, home);
    html_out_raw(out, "\">Independent study in California, ");
    html_year_write(out, lea->page->profile->year);
    html_out_raw(out, "</a></li><li><a href=\"");
    html_out_string(out, home);
    out_printf(out, "#county-%.2s\">", place->cds_code);
    html_out_string(out, place->county_name[0] != '\0' ? place->county_name : "County");
    html_out_raw(out, " County</a></li>");
    if (is_school(lea)) {
        out_printf(out, "<li><a href=\"%.7s%s\">", place->cds_code, lea_pages_end(is_public));
        html_out_string(out, place->district_name[0] != '\0' ? place->district_name : "District");
        html_out_raw(out, "</a></li>");
    }
    html_out_raw(out, "</ul></nav>\n");
}

static int
compare_gap(const void *code, const void *gap)
{
    return strcmp(code, ((const struct profile_page_gap *)gap)->lea);
}

static void
write_gap(struct out *out, const struct lea_page *lea)
{
    const struct profile_page *page = lea->page;
    const struct profile_page_gap *gap =
        page->gap_count == 0
            ? NULL
            : bsearch(code_of(lea), page->gaps, page->gap_count, sizeof *page->gaps, compare_gap);

    if (gap == NULL)
        return;
    html_out_raw(out, "<p class=\"callout\">Not submitted, or not accepted yet: ");
    html_out_string(out, gap->extracts);
    html_out_raw(out, ". What rests on it is not in these figures.</p>\n");
}

static void
write_head(struct out *out, const struct lea_page *lea)
{
    const struct profile *profile = lea->page->profile;
    const char *name = profile_place_name(place_of(lea));
    struct buf where = {0};

    html_page_begin(out, profile, name);
    write_way(out, lea);
    html_out_raw(out, "<h1>");
    html_out_string(out, name);
    html_out_raw(out, "</h1>\n");
    buf_printf(&where, is_school(lea) ? "at %s" : "at the schools of %s", name);
    html_lead_write(out, lea->place->rows, profile->year, where.data);
    if (!profile_hides(lea->place->rows, MEASURE_PUPILS))
        html_tiles_write(out, lea->place->rows);
    html_callout_write(out, profile, "../profile.html#hidden");
    write_gap(out, lea);
    html_out_raw(out, "</div>\n</header>\n<main id=\"main\" class=\"wrap\">\n");
    buf_free(&where);
}

/* How many lines of a breakdown, put into its own list, show their pupils. */
static size_t
pick(const struct line_list *categories, const char *breakdown, struct html_line *lines,
    size_t *shown)
{
    size_t count = 0;

    *shown = 0;
    for (size_t i = 0; i < categories->count; i++) {
        const struct profile_row *row = categories->lines[i].row;

        if (strcmp(row->category->breakdown, breakdown) != 0)
            continue;
        *shown += !profile_hides(row, MEASURE_PUPILS);
        lines[count++] = categories->lines[i];
    }
    return count;
}

/* A chart of asterisks tells nothing: then the table alone is there. */
static void
write_charts(struct out *out, const struct line_list *categories)
{
    struct html_line *lines = memory_new_array(categories->count + 1, sizeof *lines);
    size_t shown, count = pick(categories, "grade", lines, &shown);

    if (shown >= WORTH_DRAWING) {
        html_grades_shorten(lines, count);
        html_columns_write(
            out, "Chart: pupils by grade. The table below has the numbers.", lines, count);
    }
    count = pick(categories, "race", lines, &shown);
    if (shown >= WORTH_DRAWING)
        html_bars_write(out,
            "Chart: pupils by race and ethnicity. The table below has the numbers.", lines, count);
    free(lines);
}

static void
write_categories(struct out *out, const struct lea_page *lea)
{
    struct line_list categories = html_list_categories(lea->place);
    struct html_table table = {
        .id = "categories-table",
        .caption = "Pupils with independent study by category, all schools.",
        .heading = "Category",
        .all = lea->place->rows,
        .all_label = "All pupils",
        .lines = categories.lines,
        .count = categories.count,
        .has_groups = true,
    };

    html_section_begin(out, "categories", "By category",
        lea->page->profile->is_suppressed
            ? "The same categories as for the state; those without a pupil are left out, unless "
              "their breakdown has hidden lines."
            : "The same categories as for the state; those without a pupil are left out.");
    write_charts(out, &categories);
    html_out_raw(out, "<div class=\"card\">\n");
    html_short_table_write(out, &table);
    html_out_raw(out, "</div>\n</section>\n");
    free(categories.lines);
}

/* The totals of charter schools and of the others, behind the schools' own total. */
static size_t
list_filters(const struct place_rows *place, struct html_line lines[FILTER_COUNT])
{
    static const char *const labels[] = {"", "Other schools", "Charter schools"};
    const struct profile_category *total = place->rows->category;
    size_t count = 0;

    for (size_t i = 1; i < place->count; i++) {
        const struct profile_row *row = &place->rows[i];

        if (row->category == total && row->filter != FILTER_ALL && count < FILTER_COUNT)
            lines[count++] = (struct html_line){.row = row, .label = labels[row->filter]};
    }
    return count;
}

/* A school's line: charter schools are marked, and those that report by themselves have a page. */
static void
describe_school(const struct lea_page *lea, struct html_line *line)
{
    size_t count;
    const struct place_rows *school =
        place_index_inside(lea->index, LEVEL_SCHOOL, line->row->place->cds_code, &count);

    for (size_t i = 0; i < school->count; i++) {
        if (school->rows[i].filter == FILTER_CHARTER)
            line->note = "charter";
    }
    line->page = lea_page_of_school(lea, line->row->place);
}

static void
write_schools(struct out *out, const struct lea_page *lea)
{
    struct line_list schools = html_list_places(lea->index, LEVEL_SCHOOL, place_of(lea)->cds_code);
    struct html_line filters[FILTER_COUNT];
    struct html_table table = {
        .id = "schools-table",
        .caption = "Pupils with independent study by school. A pupil of two schools counts in "
                   "both.",
        .heading = "School",
        .all = lea->place->rows,
        .all_label = "All schools",
        .lines = schools.lines,
        .count = schools.count,
        .pages = "",
        .pages_end = lea_pages_end(lea->page->profile->is_suppressed),
    };
    struct html_table charter = table;

    for (size_t i = 0; i < schools.count; i++)
        describe_school(lea, &schools.lines[i]);
    html_section_begin(out, "schools", "Schools",
        "Schools with a pupil in independent study, charter schools of the district among them. "
        "Pupils whose school could not be identified are in the first line alone.");
    html_out_raw(out, "<div class=\"card\">\n");
    html_short_table_write(out, &table);
    html_out_raw(out, "</div>\n");
    charter.id = "charter-table";
    charter.caption = "Charter schools and others. A pupil of both counts in each line.";
    charter.heading = "Schools";
    charter.lines = filters;
    charter.count = list_filters(lea->place, filters);
    if (charter.count > 1) {
        html_out_raw(out, "<div class=\"card below\">\n");
        html_short_table_write(out, &charter);
        html_out_raw(out, "</div>\n");
    }
    html_out_raw(out, "</section>\n");
    free(schools.lines);
}

/* The years before that were published; none without a snapshot of one. */
static void
write_years(struct out *out, const struct lea_page *lea)
{
    const struct profile_page *page = lea->page;
    struct trend_year before[TREND_YEARS];
    struct html_years years = {
        .all = lea->place->rows,
        .year = page->profile->year,
        .before = before,
        .caption = "Pupils with independent study by school year.",
    };
    const struct lea_year *found;
    size_t count;

    if (page->lea_trend == NULL)
        return;
    found = lea_trend_find(page->lea_trend, code_of(lea), &count);
    for (size_t i = 0; i < count && years.count < TREND_YEARS - 1; i++)
        before[years.count++] = found[i].year;
    if (years.count > 0)
        html_place_years_write(out, &years);
}

static void
write_notes(struct out *out, const struct lea_page *lea)
{
    bool is_public = lea->page->profile->is_suppressed;

    html_section_begin(out, "notes", "Notes",
        "Counted where the school is, whoever reported the pupil; each pupil once in each line.");
    html_out_raw(out, "<p><a href=\"");
    html_out_string(
        out, is_public ? "../profile.html#notes" : "../profile-unsuppressed.html#notes");
    html_out_raw(out, "\">What is counted, and how</a> is told with the state's figures. ");
    html_out_string(out, is_public ? "profile.csv" : "profile-unsuppressed.csv");
    html_out_raw(out, " has these figures, and all of each school, for programs and "
                      "spreadsheets.</p>\n</section>\n");
}

void
lea_page_write(struct out *out, const struct lea_page *lea)
{
    write_head(out, lea);
    write_categories(out, lea);
    if (!is_school(lea))
        write_schools(out, lea);
    write_years(out, lea);
    write_notes(out, lea);
    html_page_end(out, lea->page->profile);
}
