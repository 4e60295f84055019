#include "base/buf.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/check/check_page.h"
#include "cli/check/check_sentence.h"
#include "cli/findings/tally.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/summary_json.h"
#include "cli/rules/rule_sentence.h"
#include "cli/screen/terminal.h"

#include "cli/check/check_rules.h"

enum {
    SHOWN_SAMPLES = 3,
    SHOWN_SPELLINGS = 5,
    RULE_COLUMN = 2,
    TEXT_COLUMN = 6,
    COLUMN_WIDTH = 28
};

static const struct {
    enum severity severity;
    enum paint paint;
    const char *title;
} sections[] = {
    {SEVERITY_FATAL, PAINT_RED, "Fatal: the file is refused"},
    {SEVERITY_ERROR, PAINT_RED, "Errors: the row is refused"},
    {SEVERITY_INELIGIBLE, PAINT_YELLOW,
        "Ineligible: the row is counted, and earns no or less apportionment"},
    {SEVERITY_WARNING, PAINT_YELLOW, "Warnings: the row is taken as it is"},
    {SEVERITY_INFO, PAINT_FAINT, "For information"},
};

/* Ends a line of the text in buf, wrapped, and empties buf. */
static void
write_line(const struct check_page *page, struct buf *buf, int column)
{
    buf_terminate(buf);
    terminal_indent(page->out, column);
    terminal_wrap(page->out, buf->data, column, column);
    buf_reset(buf);
}

static void
write_sample(const struct check_page *page, struct buf *buf, const struct rule_info *rule,
    const struct sample *sample)
{
    struct tally_cost cost = {sample->ineligible_days, sample->ineligible_ada};

    if (sample->line > 0)
        buf_printf(buf, "line %lu", sample->line);
    if (sample->column != NULL) {
        buf_add_text(buf, buf->len > 0 ? ", " : "");
        if (sample->field > 0) {
            buf_add_text(buf, "column ");
            check_sentence_add_column(buf, sample->field);
            buf_add_text(buf, ", ");
        }
        buf_add_text(buf, sample->column);
    }
    if (check_sentence_is_blank(rule, sample)) {
        buf_add_text(buf, ": blank");
    } else if (sample->value != NULL) {
        buf_add_text(buf, ": ");
        terminal_add_name(buf, sample->value);
    }
    if (sample->detail != NULL) {
        buf_add_text(buf, buf->len > 0 ? " - " : "");
        terminal_add_name(buf, sample->detail);
    }
    if (cost.days > 0 || cost.ada > 0) {
        buf_add_text(buf, "; ");
        check_sentence_add_cost(buf, &cost);
    }
    if (buf->len > 0)
        write_line(page, buf, TEXT_COLUMN);
}

static void
write_samples(const struct check_page *page, struct buf *buf, const struct summary_file *file,
    const struct rule_count *count)
{
    size_t sample_count;
    const struct sample *samples = tally_samples(file->tally, count->rule, &sample_count);
    size_t shown = sample_count < SHOWN_SAMPLES ? sample_count : SHOWN_SAMPLES;

    for (size_t i = 0; i < shown; i++)
        write_sample(page, buf, catalogue_rule((size_t)count->rule), &samples[i]);
    if (count->found > shown) {
        buf_add_text(buf, "and ");
        check_sentence_add_count(buf, count->found - shown);
        buf_add_text(buf, " more");
        write_line(page, buf, TEXT_COLUMN);
    }
}

/* What is meant, what to do, and where it comes from. */
static void
write_texts(const struct check_page *page, struct buf *buf, const struct rule_info *rule)
{
    rule_sentence_add_clause(buf, rule->message);
    write_line(page, buf, RULE_COLUMN + 2);
    buf_printf(buf, "Fix: %s", rule->fix);
    write_line(page, buf, RULE_COLUMN + 2);
    if (*rule->authority == '\0' && *rule->calpads == '\0')
        return;
    buf_add_text(buf, "From: ");
    rule_sentence_add_source(buf, rule);
    buf_add_text(buf, ".");
    write_line(page, buf, RULE_COLUMN + 2);
}

static void
write_rule(const struct check_page *page, struct buf *buf, const struct summary_file *file,
    const struct rule_count *count)
{
    const struct rule_info *rule = catalogue_rule((size_t)count->rule);
    struct tally_cost cost = tally_cost(file->tally, count->rule);

    buf_printf(buf, "%s: ", rule->id);
    check_sentence_add_rate(buf, count);
    if (cost.days > 0 || cost.ada > 0) {
        buf_add_text(buf, ", costs ");
        check_sentence_add_cost(buf, &cost);
    }
    write_line(page, buf, RULE_COLUMN);
    write_texts(page, buf, rule);
    write_samples(page, buf, file, count);
}

/* The rules of that severity that were found, under its title. */
static void
write_section(
    const struct check_page *page, struct buf *buf, const struct summary_file *file, size_t section)
{
    const struct judgement *judgement = &file->outcome->judgement;
    bool is_open = false;

    for (size_t i = 0; i < judgement->count_count; i++) {
        const struct rule_count *count = &judgement->counts[i];

        if (count->found == 0 ||
            catalogue_rule((size_t)count->rule)->severity != sections[section].severity)
            continue;
        if (!is_open) {
            out_text(page->out, "\n  ");
            terminal_paint(
                page->out, page->in_colour, sections[section].paint, sections[section].title);
            out_text(page->out, "\n");
        }
        is_open = true;
        write_rule(page, buf, file, count);
    }
}

static void
write_passes(const struct check_page *page, struct buf *buf, const struct judgement *judgement)
{
    uint64_t judged = 0, passed = 0;

    for (size_t i = 0; i < judgement->count_count; i++) {
        judged += judgement->counts[i].applied > 0;
        passed += judgement->counts[i].applied > 0 && judgement->counts[i].found == 0;
    }
    if (judged == 0)
        return;
    out_text(page->out, "\n");
    buf_add_text(buf, passed == judged ? "Passed: all " : "Passed: ");
    check_sentence_add_count(buf, passed);
    if (passed != judged) {
        buf_add_text(buf, " of the ");
        check_sentence_add_count(buf, judged);
    }
    buf_add_text(buf, " rules that were judged found nothing.");
    write_line(page, buf, RULE_COLUMN);
}

/* Rules that share a reason are named together. */
static void
write_not_judged(const struct check_page *page, struct buf *buf, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->not_judged_count; i++) {
        const char *reason = judgement->not_judged[i].reason;
        bool is_first = true;

        for (size_t j = 0; j < i && is_first; j++)
            is_first = strcmp(judgement->not_judged[j].reason, reason) != 0;
        if (!is_first)
            continue;
        buf_printf(buf, "Not judged, %s: ", reason);
        for (size_t j = i; j < judgement->not_judged_count; j++) {
            if (strcmp(judgement->not_judged[j].reason, reason) == 0)
                buf_printf(buf, "%s%s", j > i ? ", " : "", judgement->not_judged[j].rule->id);
        }
        buf_add_text(buf, ".");
        write_line(page, buf, RULE_COLUMN);
    }
}

static void
write_spellings(const struct check_page *page, struct buf *buf, const struct judgement *judgement)
{
    size_t count = judgement->normalization_count;
    size_t shown = count < SHOWN_SPELLINGS ? count : SHOWN_SPELLINGS;

    if (count == 0)
        return;
    buf_add_text(buf, "Spellings read as codes:");
    write_line(page, buf, RULE_COLUMN);
    for (size_t i = 0; i < shown; i++) {
        const struct normalization *each = &judgement->normalizations[i];

        buf_printf(buf, "%s \"", each->column);
        terminal_add_name(buf, each->spelling);
        buf_printf(buf, "\" as %s in ", each->code);
        check_sentence_add_counted(buf, each->rows, "row");
        write_line(page, buf, RULE_COLUMN + 2);
    }
    if (count > shown) {
        buf_printf(buf, "and %zu more spellings", count - shown);
        write_line(page, buf, RULE_COLUMN + 2);
    }
}

void
check_rules_write(const struct check_page *page, const struct summary_file *file)
{
    const struct judgement *judgement = &file->outcome->judgement;
    struct buf buf = {0};

    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        write_section(page, &buf, file, i);
    if (file->outcome->has_form)
        write_passes(page, &buf, judgement);
    write_not_judged(page, &buf, judgement);
    write_spellings(page, &buf, judgement);
    buf_free(&buf);
}
