#include "base/memory.h"

#include "report/profile_html_places.h"
#include "report/profile_html_table.h"
#include "report/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"

#include "report/profile_html.h"

/* The tables by breakdown, in the order of the page. */
static const struct section {
    const char *breakdown; /* also the id on the page */
    const char *title;
    const char *caption;
    const char *about;
} sections[] = {
    {"grade", "Grade", "Pupils with independent study in California by grade.",
        "The grade at the school where the pupil did the most independent study."},
    {"grade_span", "Grade span", "Pupils with independent study in California by grade span.",
        "Grades in the spans of the attendance accounts."},
    {"race", "Race and ethnicity",
        "Pupils with independent study in California by race and ethnicity.",
        "As last reported for the pupil in the school year."},
    {"gender", "Gender", "Pupils with independent study in California by gender.",
        "As last reported for the pupil in the school year."},
    {"pupil_group", "Pupil groups", "Pupils with independent study in California by pupil group.",
        "A pupil can belong to several groups or to none, so these do not add up to all pupils."},
    {"program_placement", "Program placement",
        "Pupils with independent study in California by program placement.",
        "The program in which the pupil was placed, at the school with the most independent "
        "study."},
    {"modality", "Modality", "Pupils with independent study in California by modality.",
        "Traditional independent study goes by written assignments, course-based independent study "
        "by whole courses."},
    {"duration", "Duration", "Pupils with independent study in California by duration.",
        "Days of independent study of the pupil in the school year, at all "
        "schools together."},
    {"extent", "Extent", "Pupils with independent study in California by extent.",
        "Full-time means independent study on every day that the pupil was expected."},
    {"school_type", "School type", "Pupils with independent study in California by school type.",
        "The educational option of the school where the pupil did the most independent study."},
};

enum { SECTION_COUNT = sizeof sections / sizeof *sections };

/* "2023", an en dash, "24" */
static void
write_year(struct out *out, int year)
{
    out_printf(out, "%d&#8211;%02d", year, (year + 1) % 100);
}

static void
write_count(struct out *out, const struct profile_row *row, enum profile_measure measure)
{
    html_out_raw(out, "<b>");
    html_out_grouped(out, row->measures[measure]);
    html_out_raw(out, "</b>");
}

static void
write_share(struct out *out, const struct profile_row *row, enum profile_measure part,
    enum profile_measure whole)
{
    html_out_raw(out, " (<b>");
    html_out_percent(out, row->measures[part], row->measures[whole]);
    html_out_raw(out, "</b>)");
}

static void
write_lead(struct out *out, const struct profile_row *all, int year)
{
    bool is_one = all->measures[MEASURE_PUPILS] == 1;

    html_out_raw(out, "<p class=\"lead\">In ");
    write_year(out, year);
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
write_tile(struct out *out, const char *label, const struct profile_row *all,
    enum profile_measure part, enum profile_measure whole)
{
    html_out_raw(out, "<div class=\"tile\"><dt>");
    html_out_string(out, label);
    html_out_raw(out, "</dt><dd>");
    if (part == whole) {
        html_out_grouped(out, all->measures[part]);
    } else {
        html_out_percent(out, all->measures[part], all->measures[whole]);
        html_out_raw(out, " <small>");
        html_out_grouped(out, all->measures[part]);
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

static void
write_contents(struct out *out)
{
    html_out_raw(out, "<nav class=\"contents\" aria-label=\"On this page\"><ul>\n");
    for (int i = 0; i < SECTION_COUNT; i++) {
        html_out_raw(out, "<li><a href=\"#");
        html_out_string(out, sections[i].breakdown);
        html_out_raw(out, "\">");
        html_out_string(out, sections[i].title);
        html_out_raw(out, "</a></li>\n");
    }
    html_out_raw(out, "<li><a href=\"#charter\">Charter schools</a></li>\n"
                      "<li><a href=\"#counties\">Counties</a></li>\n"
                      "<li><a href=\"#districts\">Districts</a></li>\n"
                      "<li><a href=\"#notes\">Notes on method</a></li>\n</ul></nav>\n");
}

static void
begin_section(struct out *out, const char *id, const char *title, const char *about)
{
    html_out_raw(out, "<section id=\"");
    html_out_string(out, id);
    html_out_raw(out, "\">\n<h2>");
    html_out_string(out, title);
    html_out_raw(out, "</h2>\n<p>");
    html_out_string(out, about);
    html_out_raw(out, "</p>\n");
}

/* "TK", "K", "1" ... "12": what fits under a column. */
static const char *
short_grade(const struct profile_category *category)
{
    const char *grade = category->code + 1;

    if (strcmp(grade, "KN") == 0)
        return "K";
    if (strcmp(grade, "UN") == 0)
        return "n/a";
    return grade[0] == '0' ? grade + 1 : grade;
}

static size_t
list_categories(
    const struct profile *profile, const char *breakdown, struct html_line *lines, bool is_short)
{
    size_t count = 0;

    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        if (row->place != profile->rows->place || row->filter != FILTER_ALL)
            break;
        if (strcmp(row->category->breakdown, breakdown) == 0)
            lines[count++] = (struct html_line){
                row, is_short ? short_grade(row->category) : row->category->name};
    }
    return count;
}

static void
write_breakdown(struct out *out, const struct profile *profile, const struct section *section)
{
    struct html_line *lines = memory_new_array(profile->category_count, sizeof *lines);
    bool is_grade = strcmp(section->breakdown, "grade") == 0;
    struct html_table table = {
        .id = section->breakdown,
        .caption = section->caption,
        .heading = section->title,
        .all = profile->rows,
        .all_label = "All pupils",
        .lines = lines,
    };

    begin_section(out, section->breakdown, section->title, section->about);
    if (is_grade) {
        table.count = list_categories(profile, section->breakdown, lines, true);
        html_chart_write(out,
            "Pupils with independent study by grade, as columns. The table below has the numbers.",
            lines, table.count);
    }
    table.count = list_categories(profile, section->breakdown, lines, false);
    html_out_raw(out, "<div class=\"card\">\n");
    html_table_write(out, &table);
    html_out_raw(out, "</div>\n</section>\n");
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
            lines[table.count++] = (struct html_line){
                row, row->filter == FILTER_CHARTER ? "Charter schools" : "Other schools"};
    }
    begin_section(out, "charter", "Charter schools",
        "A pupil of a charter school and of another school counts once in each line.");
    html_out_raw(out, "<div class=\"card\">\n");
    html_table_write(out, &table);
    html_out_raw(out, "</div>\n</section>\n");
}

static void
write_places(struct out *out, const struct profile *profile)
{
    begin_section(out, "counties", "Counties", "Where the school is, whoever reported the pupil.");
    html_out_raw(out, "<div class=\"card\">\n");
    html_counties_write(out, profile);
    html_out_raw(out, "</div>\n</section>\n");
    begin_section(out, "districts", "Districts",
        "Districts and county offices of each county. Schools are in the CSV and JSON files.");
    html_out_raw(out, "<div class=\"card\">\n");
    html_districts_write(out, profile);
    html_out_raw(out, "</div>\n</section>\n");
}

static void
write_notes(struct out *out)
{
    begin_section(out, "notes", "Notes on method",
        "Education Code 51749 asks for the number and percentage of pupils in independent study "
        "who complete the requirements for a diploma, by the breakdowns above.");
    html_out_raw(out, "<dl class=\"notes\">\n");
    for (size_t i = 0; i < PROFILE_FIGURE_COUNT; i++) {
        html_out_raw(out, "<dt>");
        html_out_string(out, profile_figures[i].title);
        html_out_raw(out, "</dt><dd>");
        html_out_string(out, profile_figures[i].definition);
        html_out_raw(out, "</dd>\n");
    }
    html_out_raw(out,
        "<dt>Places</dt><dd>A pupil is counted once in each line, whatever the number of schools. "
        "One of two schools, districts or counties counts in both, so the lines of a lower level "
        "do not add up to the higher one. Pupils whose school could not be identified are counted "
        "for the state and for the county and district of the agency that reported them.</dd>\n"
        "<dt>Attendance</dt><dd>Days come from the attendance summaries of the schools; where "
        "these "
        "tell of no independent study, from the agreements. Before 2021-22 the summaries did not "
        "tell completed days, and the agreements alone count.</dd>\n"
        "<dt>Left out</dt><dd>Attendance of exempt pupils, and pupils who were enrolled at a "
        "school "
        "only without being counted there: secondary enrollments and those who never came.</dd>\n"
        "<dt>Percentages</dt><dd>Computed from whole numbers, rounded half up to one decimal. A "
        "dash "
        "stands where there is nothing to divide by. Lines without a pupil are left out.</dd>\n"
        "</dl>\n</section>\n");
}

static void
write_head(struct out *out, const struct profile *profile)
{
    html_out_raw(out, "<a class=\"skip\" href=\"#main\">Skip to the figures</a>\n"
                      "<header class=\"page\">\n<div class=\"warning\"><div "
                      "class=\"wrap\"><p>");
    html_out_string(out, profile_unsuppressed_notice);
    html_out_raw(out, "</p></div></div>\n<div class=\"wrap\">\n"
                      "<p class=\"eyebrow\">Statewide profile, Education Code 51749</p>\n"
                      "<h1>Independent study in California, <span>");
    write_year(out, profile->year);
    html_out_raw(out, "</span></h1>\n");
    write_lead(out, profile->rows, profile->year);
    write_tiles(out, profile->rows);
    write_contents(out);
    html_out_raw(out, "</div>\n</header>\n");
}

void
profile_html_write(struct out *out, const struct profile *profile)
{
    char title[80];

    snprintf(title, sizeof title, "UNSUPPRESSED: independent study in California, %d-%02d",
        profile->year, (profile->year + 1) % 100);
    html_out_begin_page(out, title);
    write_head(out, profile);
    html_out_raw(out, "<main id=\"main\" class=\"wrap\">\n");
    for (int i = 0; i < SECTION_COUNT; i++)
        write_breakdown(out, profile, &sections[i]);
    write_charter(out, profile);
    write_places(out, profile);
    write_notes(out);
    html_out_raw(out, "</main>\n<footer class=\"page wrap\"><p>Made by isprofile from the "
                      "submissions of local educational agencies. The same figures, with every "
                      "school, are in profile-unsuppressed.csv and "
                      "profile-unsuppressed.json.</p></footer>\n"
                      "<div class=\"print-mark\" data-mark=\"UNSUPPRESSED\"></div>\n");
    html_out_end_page(out);
}
