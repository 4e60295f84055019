#include "report/render/html_out.h"
#include "report/render/number_text.h"
#include "report/render/out.h"

#include "report/profile_html_table.h"

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

static void
write_count(struct out *out, const struct profile_row *row, enum profile_measure measure)
{
    html_out_grouped(out, row->measures[measure]);
}

/* A count and what share of the pupils of another row it is. */
static void
write_count_and_share(struct out *out, const struct profile_row *row, enum profile_measure measure,
    const struct profile_row *whole)
{
    html_out_raw(out, "<td class=\"first\">");
    write_count(out, row, measure);
    html_out_raw(out, "</td><td>");
    html_out_percent(out, row->measures[measure], whole->measures[MEASURE_PUPILS]);
    html_out_raw(out, "</td>");
}

static void
write_completion(struct out *out, const struct profile_row *row)
{
    html_out_raw(out, "<td class=\"first\">");
    write_count(out, row, MEASURE_GRADE12);
    html_out_raw(out, "</td><td>");
    write_count(out, row, MEASURE_DIPLOMA);
    html_out_raw(out, "</td><td>");
    html_out_percent(out, row->measures[MEASURE_DIPLOMA], row->measures[MEASURE_GRADE12]);
    html_out_raw(out, "</td><td>");
    write_count(out, row, MEASURE_OTHER_COMPLETER);
    html_out_raw(out, "</td>");
}

/* longest is what the bars are measured against; 0 draws none. */
static void
write_line(
    struct out *out, const struct html_line *line, const struct profile_row *all, uint32_t longest)
{
    html_out_raw(out, "<th scope=\"row\">");
    html_out_string(out, line->label);
    if (longest > 0)
        html_out_bar(out, line->row->measures[MEASURE_PUPILS], longest);
    html_out_raw(out, "</th>");
    write_count_and_share(out, line->row, MEASURE_PUPILS, all);
    write_count_and_share(out, line->row, MEASURE_FIFTY_PERCENT, line->row);
    write_count_and_share(out, line->row, MEASURE_LONG_TERM, line->row);
    write_completion(out, line->row);
    html_out_raw(out, "</tr>\n");
}

static uint32_t
most_pupils(const struct html_line *lines, size_t count)
{
    uint32_t most = 0;

    for (size_t i = 0; i < count; i++) {
        if (lines[i].row->measures[MEASURE_PUPILS] > most)
            most = lines[i].row->measures[MEASURE_PUPILS];
    }
    return most;
}

void
html_table_write(struct out *out, const struct html_table *table)
{
    struct html_line all = {table->all, table->all_label};
    uint32_t longest = most_pupils(table->lines, table->count);

    html_out_raw(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"");
    html_out_string(out, table->id);
    html_out_raw(out, "-caption\">\n<table>\n<caption id=\"");
    html_out_string(out, table->id);
    html_out_raw(out, "-caption\"><span>");
    html_out_string(out, table->caption);
    html_out_raw(out, "</span></caption>\n");
    write_head(out, table->heading);
    html_out_raw(out, "<tbody>\n<tr class=\"all\">");
    write_line(out, &all, table->all, 0);
    for (size_t i = 0; i < table->count; i++) {
        html_out_raw(out, "<tr>");
        write_line(out, &table->lines[i], table->all, longest);
    }
    html_out_raw(out, "</tbody>\n</table>\n</div>\n");
}

/* The style sheet makes a height of it, so that the chart can be lower on small screens. */
static void
write_column(struct out *out, uint32_t value, uint32_t most)
{
    char part[NUMBER_TEXT_SIZE];
    int64_t thousandths = most == 0 ? 0 : number_percent_tenths(value, most);

    number_text_decimal(thousandths, 3, part);
    html_out_raw(out, "<svg viewBox=\"0 0 1 1\" preserveAspectRatio=\"none\" focusable=\"false\" "
                      "style=\"--part:");
    out_text(out, part);
    html_out_raw(out, "\"><rect width=\"1\" height=\"1\"/></svg>");
}

void
html_chart_write(
    struct out *out, const char *description, const struct html_line *lines, size_t count)
{
    uint32_t most = most_pupils(lines, count);

    html_out_raw(out, "<div class=\"chart card\" role=\"img\" aria-label=\"");
    html_out_string(out, description);
    html_out_raw(out, "\">\n");
    for (size_t i = 0; i < count; i++) {
        uint32_t value = lines[i].row->measures[MEASURE_PUPILS];

        html_out_raw(out, "<div><span class=\"value\">");
        html_out_grouped(out, value);
        html_out_raw(out, "</span>");
        write_column(out, value, most);
        html_out_raw(out, "<span class=\"name\">");
        html_out_string(out, lines[i].label);
        html_out_raw(out, "</span></div>\n");
    }
    html_out_raw(out, "</div>\n");
}
