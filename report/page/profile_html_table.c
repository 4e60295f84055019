#include "report/profile/breakdown_text.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"

#include "report/page/profile_html_table.h"

enum { PAGE_DIGITS = 7, EVERY_MEASURE = (1U << MEASURE_COUNT) - 1 };

static void
write_head(struct out *out, const char *heading)
{
    html_out_raw(out, "<thead>\n<tr><th rowspan=\"2\" scope=\"col\">");
    html_out_string(out, heading);
    html_out_raw(out, "</th><th colspan=\"2\" scope=\"colgroup\" class=\"group\">Pupils</th>"
                      "<th colspan=\"2\" scope=\"colgroup\" class=\"group\">Half or more</th>"
                      "<th colspan=\"2\" scope=\"colgroup\" class=\"group\">16 days or more</th>"
                      "<th colspan=\"4\" scope=\"colgroup\" class=\"group\">Completing high "
                      "school</th></tr>\n");
    html_out_raw(out, "<tr><th scope=\"col\" class=\"first\">Number</th>"
                      "<th scope=\"col\">Share</th>"
                      "<th scope=\"col\" class=\"first\">Number</th><th scope=\"col\">Percent</th>"
                      "<th scope=\"col\" class=\"first\">Number</th><th scope=\"col\">Percent</th>"
                      "<th scope=\"col\" class=\"first\">Grade 12</th>"
                      "<th scope=\"col\">Diplomas</th><th scope=\"col\">Percent</th>"
                      "<th scope=\"col\">Otherwise</th></tr>\n</thead>\n");
}

void
html_figure_write(struct out *out, const struct profile_row *row, enum profile_measure measure)
{
    if (profile_hides(row, measure))
        html_out_raw(out, PROFILE_HIDDEN_MARK);
    else
        html_out_grouped(out, row->measures[measure]);
}

void
html_share_write(struct out *out, const struct profile_row *row, enum profile_measure measure,
    const struct profile_row *whole, enum profile_measure whole_measure)
{
    if (profile_hides(row, measure) || profile_hides(whole, whole_measure))
        html_out_raw(out, PROFILE_HIDDEN_MARK);
    else
        html_out_percent(out, row->measures[measure], whole->measures[whole_measure]);
}

/* A count and what share of the pupils of another row it is. */
static void
write_count_and_share(struct out *out, const struct profile_row *row, enum profile_measure measure,
    const struct profile_row *whole)
{
    html_out_raw(out, "<td class=\"first\">");
    html_figure_write(out, row, measure);
    html_out_raw(out, "</td><td>");
    html_share_write(out, row, measure, whole, MEASURE_PUPILS);
    html_out_raw(out, "</td>");
}

static void
write_completion(struct out *out, const struct profile_row *row)
{
    html_out_raw(out, "<td class=\"first\">");
    html_figure_write(out, row, MEASURE_GRADE12);
    html_out_raw(out, "</td><td>");
    html_figure_write(out, row, MEASURE_DIPLOMA);
    html_out_raw(out, "</td><td>");
    html_share_write(out, row, MEASURE_DIPLOMA, row, MEASURE_GRADE12);
    html_out_raw(out, "</td><td>");
    html_figure_write(out, row, MEASURE_OTHER_COMPLETER);
    html_out_raw(out, "</td>");
}

/* What a line is called, and where its page is. */
static void
write_label(struct out *out, const struct html_table *table, const struct html_line *line)
{
    html_out_raw(out, "<th scope=\"row\">");
    if (line->page != NULL) {
        html_out_raw(out, "<a href=\"");
        html_out_string(out, table->pages);
        html_out_text(out, (struct text){line->page, PAGE_DIGITS});
        html_out_string(out, table->pages_end);
        html_out_raw(out, "\">");
    }
    html_out_string(out, line->label);
    if (line->page != NULL)
        html_out_raw(out, "</a>");
    if (line->note != NULL) {
        html_out_raw(out, " <small>");
        html_out_string(out, line->note);
        html_out_raw(out, "</small>");
    }
}

/* longest is what the bars are measured against; 0 draws none. */
static void
write_line(
    struct out *out, const struct html_table *table, const struct html_line *line, uint32_t longest)
{
    write_label(out, table, line);
    if (longest > 0 && !profile_hides(line->row, MEASURE_PUPILS))
        html_out_bar(out, line->row->measures[MEASURE_PUPILS], longest);
    html_out_raw(out, "</th>");
    write_count_and_share(out, line->row, MEASURE_PUPILS, table->all);
    write_count_and_share(out, line->row, MEASURE_FIFTY_PERCENT, line->row);
    write_count_and_share(out, line->row, MEASURE_LONG_TERM, line->row);
    write_completion(out, line->row);
    html_out_raw(out, "</tr>\n");
}

uint32_t
html_most_pupils(const struct html_line *lines, size_t count)
{
    uint32_t most = 0;

    for (size_t i = 0; i < count; i++) {
        const struct profile_row *row = lines[i].row;

        if (!profile_hides(row, MEASURE_PUPILS) && row->measures[MEASURE_PUPILS] > most)
            most = row->measures[MEASURE_PUPILS];
    }
    return most;
}

static void
begin_table(struct out *out, const struct html_table *table, const char *class_name)
{
    html_out_raw(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"");
    html_out_string(out, table->id);
    html_out_raw(out, "-caption\">\n<table");
    out_text(out, class_name);
    html_out_raw(out, ">\n<caption id=\"");
    html_out_string(out, table->id);
    html_out_raw(out, "-caption\"><span>");
    html_out_string(out, table->caption);
    html_out_raw(out, "</span></caption>\n");
}

static void
write_short_line(struct out *out, const struct html_table *table, const struct html_line *line)
{
    const struct profile_row *row = line->row;

    write_label(out, table, line);
    html_out_raw(out, "</th><td>");
    html_figure_write(out, row, MEASURE_PUPILS);
    html_out_raw(out, "</td><td>");
    html_share_write(out, row, MEASURE_FIFTY_PERCENT, row, MEASURE_PUPILS);
    html_out_raw(out, "</td><td>");
    html_share_write(out, row, MEASURE_LONG_TERM, row, MEASURE_PUPILS);
    html_out_raw(out, "</td><td>");
    html_figure_write(out, row, MEASURE_GRADE12);
    html_out_raw(out, "</td><td>");
    html_figure_write(out, row, MEASURE_DIPLOMA);
    html_out_raw(out, "</td><td>");
    html_share_write(out, row, MEASURE_DIPLOMA, row, MEASURE_GRADE12);
    html_out_raw(out, "</td></tr>\n");
}

/* The title of a breakdown over the lines of its categories. */
static void
write_group(struct out *out, const char *breakdown)
{
    const struct breakdown_text *text = breakdown_text_find(breakdown);

    html_out_raw(out, "</tbody>\n<tbody>\n<tr class=\"title\"><th scope=\"rowgroup\" colspan=\"7\">"
                      "<span>");
    html_out_string(out, text != NULL ? text->title : breakdown);
    html_out_raw(out, "</span></th></tr>\n");
}

/* Where the breakdown that begins at first ends. */
static size_t
find_group_end(const struct html_table *table, size_t first)
{
    const char *breakdown = table->lines[first].row->category->breakdown;
    size_t end = first + 1;

    while (end < table->count && strcmp(table->lines[end].row->category->breakdown, breakdown) == 0)
        end++;
    return end;
}

static bool
is_all_hidden(const struct html_table *table, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (table->lines[i].row->hidden != EVERY_MEASURE)
            return false;
    }
    return true;
}

/* One line for many that show nothing. */
static void
write_hidden_group(struct out *out, const struct html_table *table, size_t first, size_t end)
{
    char label[40];
    const struct html_line line = {.row = table->lines[first].row, .label = label};

    snprintf(label, sizeof label, "Each of %zu categories", end - first);
    html_out_raw(out, "<tr>");
    write_short_line(out, table, &line);
}

static void
write_groups(struct out *out, const struct html_table *table)
{
    size_t end;

    for (size_t first = 0; first < table->count; first = end) {
        end = find_group_end(table, first);
        if (table->has_groups)
            write_group(out, table->lines[first].row->category->breakdown);
        if (table->has_groups && end - first > 1 && is_all_hidden(table, first, end)) {
            write_hidden_group(out, table, first, end);
            continue;
        }
        for (size_t i = first; i < end; i++) {
            out_text(out, i == first && (first > 0 || table->is_parted) && !table->has_groups
                              ? "<tr class=\"next\">"
                              : "<tr>");
            write_short_line(out, table, &table->lines[i]);
        }
    }
}

void
html_short_table_write(struct out *out, const struct html_table *table)
{
    struct html_line all = {.row = table->all, .label = table->all_label};

    begin_table(out, table, " class=\"short\"");
    html_out_raw(out, "<thead>\n<tr><th scope=\"col\">");
    html_out_string(out, table->heading);
    html_out_raw(out, "</th><th scope=\"col\">Pupils</th><th scope=\"col\">Half or more</th>"
                      "<th scope=\"col\">16 days or more</th><th scope=\"col\">Grade 12</th>"
                      "<th scope=\"col\">Diplomas</th><th scope=\"col\">Percent</th></tr>\n"
                      "</thead>\n<tbody>\n<tr class=\"all\">");
    write_short_line(out, table, &all);
    write_groups(out, table);
    html_out_raw(out, "</tbody>\n</table>\n</div>\n");
}

void
html_table_write(struct out *out, const struct html_table *table)
{
    struct html_line all = {.row = table->all, .label = table->all_label};
    uint32_t longest = table->has_chart ? 0 : html_most_pupils(table->lines, table->count);

    begin_table(out, table, "");
    write_head(out, table->heading);
    html_out_raw(out, "<tbody>\n<tr class=\"all\">");
    write_line(out, table, &all, 0);
    for (size_t i = 0; i < table->count; i++) {
        html_out_raw(out, "<tr>");
        write_line(out, table, &table->lines[i], longest);
    }
    html_out_raw(out, "</tbody>\n</table>\n</div>\n");
}
