#include "base/profile_row.h"

#include "report/page/profile_html.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"

#include "report/page/profile_html_notes.h"

void
html_section_begin(struct out *out, const char *id, const char *title, const char *about)
{
    html_out_raw(out, "<section id=\"");
    html_out_string(out, id);
    html_out_raw(out, "\">\n<h2>");
    html_out_string(out, title);
    html_out_raw(out, "</h2>\n<p>");
    html_out_string(out, about);
    html_out_raw(out, "</p>\n");
}

static void
write_method(struct out *out)
{
    html_section_begin(out, "notes", "Notes on method",
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
        "do not add up to the higher one. What a pupil did is looked at in the schools of the "
        "place alone: days, grade and program placement can differ from line to line. Pupils "
        "whose school could not be identified are counted for the state and for the county and "
        "district of the agency that reported them.</dd>\n"
        "<dt>Attendance</dt><dd>Days come from the attendance summaries of the schools; where "
        "these tell of no independent study, from the agreements. Before 2021-22 the summaries "
        "did not tell completed days, and the agreements alone count.</dd>\n"
        "<dt>Left out</dt><dd>Attendance of exempt pupils, and pupils who were enrolled at a "
        "school only without being counted there: secondary enrollments and those who never "
        "came.</dd>\n"
        "<dt>Percentages</dt><dd>Computed from whole numbers, rounded half up to one decimal. A "
        "dash stands where there is nothing to divide by. Lines without a pupil are left "
        "out.</dd>\n</dl>\n</section>\n");
}

static void
write_hidden(struct out *out)
{
    html_section_begin(out, "hidden", "Hidden figures",
        "Federal and state law protect the records of pupils: nothing here may let anybody learn "
        "about a single one.");
    html_out_raw(out,
        "<dl class=\"notes\">\n"
        "<dt>Small counts</dt><dd>Where 10 pupils or fewer are counted, the whole line is hidden. "
        "In other lines a count is hidden when it, or what it leaves out, is 1 to 10.</dd>\n"
        "<dt>Further figures</dt><dd>A hidden count could be worked out from a total and the "
        "other counts that add up to it. So more of them are hidden: within a line, among the "
        "categories of a breakdown, between a place and the places in it, and between charter "
        "schools and others.</dd>\n"
        "<dt>The test</dt><dd>Before the figures are published, a program tries to work out the "
        "hidden ones from everything that is shown, and hides more until it fails.</dd>\n"
        "<dt>Zero</dt><dd>An asterisk can stand for 0. In a breakdown with hidden lines, "
        "categories without a pupil are hidden lines too.</dd>\n</dl>\n</section>\n");
}

static void
write_gap(struct out *out, const struct profile_page_gap *gap)
{
    html_out_raw(out, "<li><b>");
    html_out_string(out, gap->name[0] != '\0' ? gap->name : gap->lea);
    html_out_raw(out, "</b> (");
    html_out_string(out, gap->lea);
    html_out_raw(out, "): ");
    html_out_string(out, gap->extracts);
    html_out_raw(out, "</li>\n");
}

static void
write_coverage(struct out *out, const struct profile_page *page)
{
    html_section_begin(out, "coverage", "Coverage",
        "Pupils of an agency that has not submitted its data are not in the figures.");
    if (page->gap_count == 0) {
        html_out_raw(out, "<p>Every agency has submitted all that the profile needs.</p>\n");
    } else {
        html_out_raw(out, "<p>Not submitted, or not accepted yet: <b>");
        html_out_grouped(out, page->gap_count);
        out_text(out, page->gap_count == 1 ? "</b> agency.</p>\n" : "</b> agencies.</p>\n");
        html_out_raw(out, "<details class=\"card\">\n<summary><b>Which</b></summary>\n"
                          "<ul class=\"gaps\">\n");
        for (size_t i = 0; i < page->gap_count; i++)
            write_gap(out, &page->gaps[i]);
        html_out_raw(out, "</ul>\n</details>\n");
    }
    html_out_raw(out, "</section>\n");
}

static void
write_sources(struct out *out, bool is_public)
{
    html_section_begin(out, "sources", "Sources and files",
        "Submissions of local educational agencies to the state's pupil data system, and the "
        "state's directory of schools.");
    html_out_raw(out, "<dl class=\"notes\">\n<dt>For programs and spreadsheets</dt><dd>The same "
                      "figures, with every school: ");
    out_text(out, is_public ? "profile.csv, profile.json and profile.xlsx; data-dictionary.csv "
                            : "profile-unsuppressed.csv, .json and .xlsx; data-dictionary.csv ");
    html_out_raw(out, "tells what each column and code means.</dd>\n"
                      "<dt>What they were made of</dt><dd>manifest.json lists the submissions, "
                      "the rules and the reference data with their checksums, and the files "
                      "beside it.</dd>\n</dl>\n</section>\n");
}

void
html_notes_write(struct out *out, const struct profile_page *page)
{
    write_method(out);
    if (page->profile->is_suppressed)
        write_hidden(out);
    if (page->has_coverage)
        write_coverage(out, page);
    write_sources(out, page->profile->is_suppressed);
}
