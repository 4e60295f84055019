#include "base/buf.h"
#include "base/memory.h"

#include "report/page/place_index.h"
#include "report/page/profile_html_chart.h"
#include "report/page/profile_html_head.h"
#include "report/page/profile_html_notes.h"
#include "report/page/profile_html_places.h"
#include "report/page/profile_html_table.h"
#include "report/page/profile_html_years.h"
#include "report/profile/breakdown_text.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"

#include "report/page/profile_html.h"

/* How the pupils of a breakdown are drawn above its table; without a line here they are not. */
static const struct chart {
    const char *breakdown;
    void (*write)(
        struct out *out, const char *description, const struct html_line *lines, size_t count);
} charts[] = {
    {"grade", html_columns_write},
    {"race", html_bars_write},
    {"program_placement", html_bars_write},
    {"modality", html_bars_write},
    {"duration", html_bars_write},
    {"school_type", html_bars_write},
};

enum { CHART_COUNT = sizeof charts / sizeof *charts };

static void
write_link(struct out *out, const char *id, const char *title)
{
    html_out_raw(out, "<li><a href=\"#");
    html_out_string(out, id);
    html_out_raw(out, "\">");
    html_out_string(out, title);
    html_out_raw(out, "</a></li>\n");
}

static void
write_contents(struct out *out, const struct profile_page *page)
{
    html_out_raw(
        out, "<div class=\"wrap\">\n<nav class=\"contents\" aria-label=\"On this page\"><ul>\n");
    for (int i = 1; i < BREAKDOWN_TEXT_COUNT; i++)
        write_link(out, breakdown_texts[i].breakdown, breakdown_texts[i].title);
    if (html_years_are_there(page))
        write_link(out, "years", "Year by year");
    write_link(out, "completion", "Completion by group");
    write_link(out, "charter", "Charter schools");
    write_link(out, "counties", "Counties");
    write_link(out, "districts", "Districts");
    write_link(out, "notes", "Notes on method");
    if (page->profile->is_suppressed)
        write_link(out, "hidden", "Hidden figures");
    if (page->has_coverage)
        write_link(out, "coverage", "Coverage");
    write_link(out, "sources", "Sources and files");
    html_out_raw(out, "</ul></nav>\n</div>\n");
}

/* Adds the state's lines of a breakdown behind the count that there are. */
static size_t
list_categories(
    const struct profile *profile, const char *breakdown, struct html_line *lines, size_t count)
{
    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        if (row->place != profile->rows->place || row->filter != FILTER_ALL)
            break;
        if (strcmp(row->category->breakdown, breakdown) == 0)
            lines[count++] = (struct html_line){.row = row, .label = row->category->name};
    }
    return count;
}

static void
write_table(struct out *out, const struct html_table *table)
{
    html_out_raw(out, "<div class=\"card\">\n");
    html_table_write(out, table);
    html_out_raw(out, "</div>\n</section>\n");
}

/* Above the table, if its breakdown has a chart. */
static void
write_chart(struct out *out, struct html_table *table, const char *breakdown)
{
    struct html_line *lines = memory_new_array(table->count + 1, sizeof *lines);
    struct buf description = {0};

    memcpy(lines, table->lines, table->count * sizeof *lines);
    buf_printf(&description, "Chart: %s The table below has the numbers.", table->caption);
    if (strcmp(breakdown, "grade") == 0)
        html_grades_shorten(lines, table->count);
    for (int i = 0; i < CHART_COUNT; i++) {
        if (strcmp(charts[i].breakdown, breakdown) != 0 || table->count == 0)
            continue;
        charts[i].write(out, description.data, lines, table->count);
        table->has_chart = true;
    }
    buf_free(&description);
    free(lines);
}

static void
write_breakdown(
    struct out *out, const struct profile *profile, const struct breakdown_text *breakdown)
{
    struct html_line *lines = memory_new_array(profile->category_count, sizeof *lines);
    struct buf caption = {0};
    struct html_table table = {
        .id = breakdown->breakdown,
        .heading = breakdown->title,
        .all = profile->rows,
        .all_label = "All pupils",
        .lines = lines,
    };

    buf_printf(
        &caption, "Pupils with independent study in California. Breakdown: %s.", breakdown->title);
    table.caption = caption.data;
    table.count = list_categories(profile, breakdown->breakdown, lines, 0);
    html_section_begin(out, breakdown->breakdown, breakdown->title, breakdown->about);
    write_chart(out, &table, breakdown->breakdown);
    write_table(out, &table);
    buf_free(&caption);
    free(lines);
}

static void
write_completion(struct out *out, const struct profile *profile)
{
    struct html_line *lines = memory_new_array(profile->category_count, sizeof *lines);
    struct html_table table = {
        .id = "diplomas",
        .caption = "Completing high school in independent study in California, by race and "
                   "ethnicity, gender and pupil group.",
        .heading = "Group",
        .all = profile->rows,
        .all_label = "All pupils",
        .lines = lines,
        .has_chart = true,
    };

    table.count = list_categories(profile, "race", lines, table.count);
    table.count = list_categories(profile, "gender", lines, table.count);
    table.count = list_categories(profile, "pupil_group", lines, table.count);
    html_section_begin(out, "completion", "Completion by group",
        "What percentage of the pupils who could complete high school completed the requirements "
        "for a diploma.");
    html_diploma_bars_write(out,
        "Chart: percentage who completed the requirements for a diploma, by group. The table below "
        "has the numbers.",
        lines, table.count);
    write_table(out, &table);
    free(lines);
}

static void
write_charter(struct out *out, const struct profile *profile)
{
    struct html_line lines[2];
    struct html_table table = {
        .id = "charter-schools",
        .caption = "Pupils with independent study at charter schools and at others, all of "
                   "California.",
        .heading = "Schools",
        .all = profile->rows,
        .all_label = "All schools",
        .lines = lines,
    };

    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        if (row->place != profile->rows->place)
            break;
        if (row->category == profile->categories && row->filter != FILTER_ALL)
            lines[table.count++] = (struct html_line){.row = row,
                .label = row->filter == FILTER_CHARTER ? "Charter schools" : "Other schools"};
    }
    html_section_begin(out, "charter", "Charter schools",
        "A pupil of a charter school and of another school counts once in each line.");
    write_table(out, &table);
}

static void
write_places(struct out *out, const struct profile_page *page)
{
    struct place_index index = place_index_make(page->profile);

    html_section_begin(
        out, "counties", "Counties", "Where the school is, whoever reported the pupil.");
    html_counties_write(out, page, &index);
    html_out_raw(out, "</section>\n");
    html_section_begin(out, "districts", "Districts",
        page->has_lea_pages
            ? "Each county with its districts and county office, and by category. Each of these "
              "has a page of its own, with its schools."
            : "Each county with its districts and county office, and by category. The categories "
              "of districts, and schools, are in the CSV, JSON and Excel files.");
    html_out_raw(out, "<div class=\"card\">\n");
    html_districts_write(out, page, &index);
    html_out_raw(out, "</div>\n</section>\n");
    place_index_reset(&index);
}

void
profile_page_write(struct out *out, const struct profile_page *page)
{
    const struct profile *profile = page->profile;
    html_head_write(out, page);
    write_contents(out, page);
    html_out_raw(out, "</header>\n<main id=\"main\" class=\"wrap\">\n");
    for (int i = 1; i < BREAKDOWN_TEXT_COUNT; i++)
        write_breakdown(out, profile, &breakdown_texts[i]);
    if (html_years_are_there(page))
        html_years_write(out, page);
    write_completion(out, profile);
    write_charter(out, profile);
    write_places(out, page);
    html_notes_write(out, page);
    html_page_end(out, profile);
}

void
profile_html_write(struct out *out, const struct profile *profile)
{
    const struct profile_page page = {.profile = profile};

    profile_page_write(out, &page);
}
