#include "base/buf.h"
#include "report/render/html_out.h"
#include "report/render/number_text.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/check/check_sentence.h"
#include "cli/findings/tally.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/summary_json.h"
#include "cli/rules/rule_sentence.h"

#include "cli/check/check_html_file.h"

/* A list of so many findings is shown open. */
enum { OPEN_SAMPLES = 5 };

static const struct {
    enum severity severity;
    const char *title;
    const char *about;
} groups[] = {
    {SEVERITY_FATAL, "Fatal", "The file is refused."},
    {SEVERITY_ERROR, "Errors", "The row is refused; the others are not."},
    {SEVERITY_INELIGIBLE, "Ineligible",
        "The row is counted, and some or all of its attendance earns no apportionment."},
    {SEVERITY_WARNING, "Warnings", "Nothing is refused; it should be looked at."},
    {SEVERITY_INFO, "For information", "Nothing follows from it."},
};

/* What the table of samples has columns for. */
struct sample_columns {
    bool line, column, value, detail, days, ada;
};

static struct sample_columns
find_columns(const struct sample *samples, size_t count)
{
    struct sample_columns has = {0};

    for (size_t i = 0; i < count; i++) {
        has.line = has.line || samples[i].line > 0;
        has.column = has.column || samples[i].column != NULL;
        has.value = has.value || samples[i].value != NULL;
        has.detail = has.detail || samples[i].detail != NULL;
        has.days = has.days || samples[i].ineligible_days != NO_COST;
        has.ada = has.ada || samples[i].ineligible_ada != NO_COST;
    }
    /* The last column takes the room that is left, and numbers should not stand far from theirs. */
    has.detail = has.detail || has.days || has.ada;
    return has;
}

static void
write_head(struct out *out, const struct sample_columns *has)
{
    html_out_raw(out, "<thead><tr>");
    html_out_raw(out, "<th scope=\"col\">Line</th>");
    if (has->column)
        html_out_raw(out, "<th scope=\"col\" class=\"words\">Column</th>");
    if (has->value)
        html_out_raw(out, "<th scope=\"col\" class=\"words\">Value</th>");
    if (has->days)
        html_out_raw(out, "<th scope=\"col\">Days</th>");
    if (has->ada)
        html_out_raw(out, "<th scope=\"col\">ADA</th>");
    if (has->detail)
        html_out_raw(out, "<th scope=\"col\" class=\"words\">Note</th>");
    html_out_raw(out, "</tr></thead>\n");
}

static void
write_column_cell(struct out *out, const struct sample *sample)
{
    struct buf buf = {0};

    html_out_raw(out, "<td class=\"column\">");
    html_out_string(out, sample->column);
    if (sample->field > 0) {
        check_sentence_add_column(&buf, sample->field);
        html_out_raw(out, " <span>column ");
        html_out_text(out, (struct text){buf.data, buf.len});
        html_out_raw(out, "</span>");
    }
    html_out_raw(out, "</td>");
    buf_free(&buf);
}

static void
write_cost_cell(struct out *out, int64_t cost)
{
    char text[NUMBER_TEXT_SIZE];

    html_out_raw(out, "<td>");
    if (cost != NO_COST)
        out_bytes(out, text, number_text_decimal(cost, 2, text));
    html_out_raw(out, "</td>");
}

static void
write_sample(struct out *out, const struct rule_info *rule, const struct sample *sample,
    const struct sample_columns *has)
{
    html_out_raw(out, "<tr><th scope=\"row\">");
    if (sample->line > 0)
        html_out_grouped(out, sample->line);
    else
        html_out_raw(out, "the file");
    html_out_raw(out, "</th>");
    if (has->column)
        write_column_cell(out, sample);
    if (has->value) {
        html_out_raw(out, "<td class=\"words\">");
        if (check_sentence_is_blank(rule, sample))
            html_out_raw(out, "blank");
        else if (sample->value != NULL) {
            html_out_raw(out, "<code>");
            html_out_string(out, sample->value);
            html_out_raw(out, "</code>");
        }
        html_out_raw(out, "</td>");
    }
    if (has->days)
        write_cost_cell(out, sample->ineligible_days);
    if (has->ada)
        write_cost_cell(out, sample->ineligible_ada);
    if (has->detail) {
        html_out_raw(out, "<td class=\"words\">");
        html_out_string(out, sample->detail);
        html_out_raw(out, "</td>");
    }
    html_out_raw(out, "</tr>\n");
}

/* True when all there is to say stands in the detail of one finding: about the file as a whole. */
static bool
is_note(const struct sample *samples, const struct rule_count *count)
{
    return count->found == 1 && samples[0].line == 0 && samples[0].column == NULL;
}

static void
write_samples(
    struct out *out, const struct summary_file *file, const struct rule_count *count, size_t number)
{
    const struct rule_info *rule = catalogue_rule((size_t)count->rule);
    size_t shown;
    const struct sample *samples = tally_samples(file->tally, count->rule, &shown);
    struct sample_columns has = find_columns(samples, shown);

    if (shown == 0 || is_note(samples, count))
        return;
    if (count->found <= OPEN_SAMPLES)
        html_out_raw(out, "<details open>\n<summary>");
    else
        html_out_raw(out, "<details>\n<summary>");
    if (shown < count->found) {
        out_printf(out, "The first %zu of ", shown);
        html_out_grouped(out, count->found);
    } else if (shown > 1) {
        out_printf(out, "All %zu", shown);
    } else {
        html_out_raw(out, "Where");
    }
    html_out_raw(out, "</summary>\n");
    out_printf(out,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s in file "
        "%zu\">\n<table class=\"samples\">\n",
        rule->id, number);
    write_head(out, &has);
    html_out_raw(out, "<tbody>\n");
    for (size_t i = 0; i < shown; i++)
        write_sample(out, rule, &samples[i], &has);
    html_out_raw(out, "</tbody>\n</table>\n</div>\n</details>\n");
}

/* How often, of what, and what it costs; or what a finding about the whole file says. */
static void
write_rate(struct out *out, const struct summary_file *file, const struct rule_count *count,
    struct buf *buf)
{
    struct tally_cost cost = tally_cost(file->tally, count->rule);
    size_t shown;
    const struct sample *samples = tally_samples(file->tally, count->rule, &shown);

    if (shown > 0 && is_note(samples, count)) {
        if (samples[0].detail != NULL)
            rule_sentence_add_clause(buf, samples[0].detail);
    } else {
        check_sentence_add_rate(buf, count);
    }
    if (cost.days > 0 || cost.ada > 0) {
        buf_add_text(buf, buf->len > 0 ? ", costs " : "costs ");
        check_sentence_add_cost(buf, &cost);
    }
    if (buf->len == 0)
        return;
    html_out_raw(out, "<p class=\"rate\">");
    html_out_text(out, (struct text){buf->data, buf->len});
    html_out_raw(out, "</p>\n");
}

static void
write_rule(
    struct out *out, const struct summary_file *file, const struct rule_count *count, size_t number)
{
    const struct rule_info *rule = catalogue_rule((size_t)count->rule);
    struct buf buf = {0};

    html_out_raw(out, "<div class=\"rule\">\n<h4>");
    rule_sentence_add_clause(&buf, rule->message);
    html_out_text(out, (struct text){buf.data, buf.len - 1});
    html_out_raw(out, "</h4>\n");
    buf_reset(&buf);
    write_rate(out, file, count, &buf);
    html_out_raw(out, "<p>");
    html_out_string(out, rule->fix);
    html_out_raw(out, "</p>\n<p class=\"source\"><code>");
    html_out_string(out, rule->id);
    html_out_raw(out, "</code>");
    buf_reset(&buf);
    rule_sentence_add_source(&buf, rule);
    if (buf.len > 0) {
        html_out_raw(out, ", ");
        html_out_text(out, (struct text){buf.data, buf.len});
    }
    html_out_raw(out, "</p>\n");
    write_samples(out, file, count, number);
    html_out_raw(out, "</div>\n");
    buf_free(&buf);
}

static void
write_group(struct out *out, const struct summary_file *file, size_t group, size_t number)
{
    const struct judgement *judgement = &file->outcome->judgement;
    bool is_open = false;

    for (size_t i = 0; i < judgement->count_count; i++) {
        const struct rule_count *count = &judgement->counts[i];

        if (count->found == 0 ||
            catalogue_rule((size_t)count->rule)->severity != groups[group].severity)
            continue;
        if (!is_open) {
            html_out_raw(out, "<h3 class=\"of-");
            html_out_string(out, severity_name(groups[group].severity));
            html_out_raw(out, "\">");
            html_out_string(out, groups[group].title);
            html_out_raw(out, "</h3>\n<p class=\"about\">");
            html_out_string(out, groups[group].about);
            html_out_raw(out, "</p>\n<div class=\"rules card\">\n");
        }
        is_open = true;
        write_rule(out, file, count, number);
    }
    if (is_open)
        html_out_raw(out, "</div>\n");
}

void
check_html_rules_write(struct out *out, const struct summary_file *file, size_t number)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        write_group(out, file, i, number);
}
