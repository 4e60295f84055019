#include "report/page/profile_html_table.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/number_text.h"
#include "report/render/out.h"

#include "report/page/profile_html_chart.h"

static void
begin_chart(struct out *out, const char *class_name, const char *description)
{
    html_out_raw(out, "<div class=\"");
    out_text(out, class_name);
    html_out_raw(out, " card\" role=\"img\" aria-label=\"");
    html_out_string(out, description);
    html_out_raw(out, "\">\n");
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
html_columns_write(
    struct out *out, const char *description, const struct html_line *lines, size_t count)
{
    uint32_t most = html_most_pupils(lines, count);

    begin_chart(out, "chart", description);
    for (size_t i = 0; i < count; i++) {
        const struct profile_row *row = lines[i].row;
        bool is_hidden = profile_hides(row, MEASURE_PUPILS);

        out_printf(out, "<div><span class=\"value%s\">", is_hidden ? " mark" : "");
        html_figure_write(out, row, MEASURE_PUPILS);
        html_out_raw(out, "</span>");
        write_column(out, is_hidden ? 0 : row->measures[MEASURE_PUPILS], most);
        html_out_raw(out, "<span class=\"name\">");
        html_out_string(out, lines[i].label);
        html_out_raw(out, "</span></div>\n");
    }
    html_out_raw(out, "</div>\n");
}

static void
begin_bar(struct out *out, const struct html_line *line)
{
    html_out_raw(out, "<div><span class=\"name\">");
    html_out_string(out, line->label);
    html_out_raw(out, "</span>");
}

/* Room without a bar: what is hidden must not look like 0. */
static void
write_bar(struct out *out, bool is_known, uint32_t part, uint32_t whole)
{
    if (is_known)
        html_out_bar(out, part, whole);
    else
        html_out_raw(out, "<span></span>");
}

void
html_bars_write(
    struct out *out, const char *description, const struct html_line *lines, size_t count)
{
    html_bars_against_write(out, description, lines, count, html_most_pupils(lines, count));
}

void
html_bars_against_write(struct out *out, const char *description, const struct html_line *lines,
    size_t count, uint32_t most)
{
    begin_chart(out, "bars", description);
    for (size_t i = 0; i < count; i++) {
        const struct profile_row *row = lines[i].row;

        begin_bar(out, &lines[i]);
        write_bar(out, !profile_hides(row, MEASURE_PUPILS), row->measures[MEASURE_PUPILS], most);
        html_out_raw(out, "<span class=\"value\">");
        html_figure_write(out, row, MEASURE_PUPILS);
        html_out_raw(out, "</span></div>\n");
    }
    html_out_raw(out, "</div>\n");
}

void
html_diploma_bars_write(
    struct out *out, const char *description, const struct html_line *lines, size_t count)
{
    begin_chart(out, "bars", description);
    for (size_t i = 0; i < count; i++) {
        const struct profile_row *row = lines[i].row;
        bool is_known = !profile_hides_percent(row) && row->measures[MEASURE_GRADE12] > 0;

        begin_bar(out, &lines[i]);
        write_bar(out, is_known, row->measures[MEASURE_DIPLOMA], row->measures[MEASURE_GRADE12]);
        html_out_raw(out, "<span class=\"value\">");
        html_share_write(out, row, MEASURE_DIPLOMA, row, MEASURE_GRADE12);
        html_out_raw(out, "</span></div>\n");
    }
    html_out_raw(out, "</div>\n");
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

void
html_grades_shorten(struct html_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        lines[i].label = short_grade(lines[i].row->category);
}
