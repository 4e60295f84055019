#include "base/buf.h"
#include "base/memory.h"
#include "report/render/number_text.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/check/check_sentence.h"
#include "cli/compare/comparison.h"
#include "cli/compare/file_pairs.h"
#include "cli/screen/terminal.h"

#include "cli/compare/compare_page.h"

enum {
    NAME_WIDTH = 30,
    COUNT_WIDTH = 10,
    SHOWN_SAMPLES = 3,
    SHOWN_CAUSES = 10,
    TEXT_COLUMN = 4,
    CAUSE_COLUMN = 14
};

static void
write_wrapped(const struct compare_page *page, struct buf *buf, int column)
{
    terminal_indent(page->out, column);
    terminal_wrap(page->out, buf_terminate(buf), column, column);
    buf_reset(buf);
}

/* "418 findings before, 38 now: 386 fixed, 6 new, 32 still there." */
static void
write_sentence(const struct compare_page *page, struct buf *buf)
{
    struct comparison_counts total = comparison_total(page->comparison);

    if (total.before == 0 && total.now == 0) {
        buf_add_text(buf, "Neither result has a finding.");
    } else {
        check_sentence_add_counted(buf, total.before, "finding");
        buf_add_text(buf, " before, ");
        check_sentence_add_count(buf, total.now);
        buf_add_text(buf, " now: ");
        check_sentence_add_count(buf, total.fixed);
        buf_add_text(buf, " fixed, ");
        check_sentence_add_count(buf, total.added);
        buf_add_text(buf, " new, ");
        check_sentence_add_count(buf, total.persisting);
        buf_add_text(buf, " still there.");
    }
    write_wrapped(page, buf, 0);
}

/* Files that were taken for the same though their names differ, and those without a partner. */
static void
write_files(const struct compare_page *page, struct buf *buf)
{
    const struct file_pairs *files = comparison_files(page->comparison);

    for (size_t i = 0; i < file_pairs_count(files); i++) {
        const struct file_pair *pair = file_pairs_at(files, i);
        const char *old = pair->names[FILE_OLD], *new = pair->names[FILE_NEW];

        if (old != NULL && new != NULL && strcmp(old, new) == 0)
            continue;
        terminal_add_name(buf, old != NULL ? old : new);
        if (old != NULL && new != NULL) {
            buf_add_text(buf, " is compared with ");
            terminal_add_name(buf, new);
            buf_add_text(buf, ".");
        } else {
            buf_add_text(buf, old != NULL ? " has findings in the older result only."
                                          : " has findings in the newer result only.");
        }
        write_wrapped(page, buf, 0);
    }
}

static void
write_counts(
    const struct compare_page *page, const char *name, const struct comparison_counts *counts)
{
    const uint64_t cells[] = {
        counts->before, counts->now, counts->fixed, counts->added, counts->persisting};

    /* A name that is too long stands alone, so that the numbers stay below each other. */
    if (strlen(name) > NAME_WIDTH)
        out_printf(page->out, "%s\n%*s", name, NAME_WIDTH, "");
    else
        out_printf(page->out, "%-*s", NAME_WIDTH, name);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        char text[NUMBER_TEXT_SIZE];

        number_text_grouped(cells[i], text);
        out_printf(page->out, "%*s", COUNT_WIDTH, text);
    }
    out_text(page->out, "\n");
}

static void
write_table(const struct compare_page *page)
{
    static const char *const heads[] = {"before", "now", "fixed", "new", "still"};
    struct comparison_counts total = comparison_total(page->comparison);

    out_printf(page->out, "\n%-*s", NAME_WIDTH, "");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        out_printf(page->out, "%*s", COUNT_WIDTH, heads[i]);
    out_text(page->out, "\n");
    for (size_t i = 0; i < comparison_rule_count(page->comparison); i++) {
        const struct comparison_rule *rule = comparison_rule(page->comparison, i);

        write_counts(page, rule->id, &rule->counts);
    }
    write_counts(page, "all", &total);
}

/* The file, where there are several. */
static void
add_file(const struct compare_page *page, struct buf *buf, const struct comparison_cause *cause)
{
    const struct file_pairs *files = comparison_files(page->comparison);
    const struct file_pair *pair = file_pairs_at(files, cause->file);

    if (file_pairs_count(files) < 2)
        return;
    terminal_add_name(
        buf, pair->names[FILE_NEW] != NULL ? pair->names[FILE_NEW] : pair->names[FILE_OLD]);
    buf_add_text(buf, ", ");
}

/* "gender: F***(6)", "gender is blank", "36 fields instead of 35" */
static void
add_value(struct buf *buf, const struct comparison_cause *cause)
{
    buf_add_text(buf, cause->column);
    if (*cause->column != '\0')
        buf_add_text(buf, *cause->value == '\0' ? ", no value" : ": ");
    terminal_add_name(buf, cause->value);
}

static void
write_new_samples(
    const struct compare_page *page, const struct comparison_rule *rule, struct buf *buf)
{
    const struct comparison *comparison = page->comparison;
    size_t shown = 0;

    for (size_t i = 0; i < comparison_sample_count(comparison) && shown < SHOWN_SAMPLES; i++) {
        const struct comparison_sample *sample = comparison_sample(comparison, i);
        const struct comparison_cause *cause = comparison_cause(comparison, sample->cause);

        if (comparison_cause_rule(comparison, cause) != rule)
            continue;
        add_file(page, buf, cause);
        if (sample->line > 0)
            buf_printf(buf, "line %lu, ", sample->line);
        add_value(buf, cause);
        write_wrapped(page, buf, TEXT_COLUMN);
        shown++;
    }
    for (size_t i = 0; i < comparison_cause_count(comparison) && shown < SHOWN_SAMPLES; i++) {
        const struct comparison_cause *cause = comparison_cause(comparison, i);

        if (comparison_cause_rule(comparison, cause) != rule || cause->is_placed ||
            cause->counts.added == 0)
            continue;
        add_file(page, buf, cause);
        add_value(buf, cause);
        buf_add_text(buf, " - ");
        check_sentence_add_count(buf, cause->counts.now);
        buf_add_text(buf, " now, ");
        check_sentence_add_count(buf, cause->counts.before);
        buf_add_text(buf, " before");
        write_wrapped(page, buf, TEXT_COLUMN);
        shown++;
    }
}

static void
write_new(const struct compare_page *page, struct buf *buf)
{
    bool is_open = false;

    for (size_t i = 0; i < comparison_rule_count(page->comparison); i++) {
        const struct comparison_rule *rule = comparison_rule(page->comparison, i);
        const struct rule_info *info = catalogue_find(rule->id);

        if (rule->counts.added == 0)
            continue;
        if (!is_open)
            terminal_paint(page->out, page->in_colour, PAINT_BOLD, "\nNew\n");
        is_open = true;
        buf_printf(buf, "%s, %s: ", rule->id, rule->severity);
        check_sentence_add_count(buf, rule->counts.added);
        if (info != NULL)
            buf_printf(buf, ". %s", info->fix);
        write_wrapped(page, buf, 2);
        write_new_samples(page, rule, buf);
    }
}

/* Orders causes by what persists; among equals the earlier one comes first. */
static size_t
list_persisting(const struct comparison *comparison, const struct comparison_cause **causes)
{
    size_t count = 0;

    for (size_t i = 0; i < comparison_cause_count(comparison); i++) {
        const struct comparison_cause *cause = comparison_cause(comparison, i);
        size_t at = count;

        if (cause->counts.persisting == 0 ||
            strcmp(comparison_cause_rule(comparison, cause)->severity, "info") == 0)
            continue;
        while (at > 0 && cause->counts.persisting > causes[at - 1]->counts.persisting)
            at--;
        if (at == SHOWN_CAUSES)
            continue;
        count += count < SHOWN_CAUSES;
        memmove(&causes[at + 1], &causes[at], (count - 1 - at) * sizeof(const void *));
        causes[at] = cause;
    }
    return count;
}

static void
write_persisting(const struct compare_page *page, struct buf *buf)
{
    const struct comparison_cause *causes[SHOWN_CAUSES];
    size_t count = list_persisting(page->comparison, causes);

    if (count == 0)
        return;
    terminal_paint(page->out, page->in_colour, PAINT_BOLD, "\nStill there, most first\n");
    for (size_t i = 0; i < count; i++) {
        check_sentence_add_count(buf, causes[i]->counts.persisting);
        out_printf(page->out, "  %*s  ", CAUSE_COLUMN - 4, buf_terminate(buf));
        buf_reset(buf);
        add_file(page, buf, causes[i]);
        buf_printf(buf, "%s: ", comparison_cause_rule(page->comparison, causes[i])->id);
        add_value(buf, causes[i]);
        if (causes[i]->line > 0)
            buf_printf(buf, " (from line %lu)", causes[i]->line);
        terminal_wrap(page->out, buf_terminate(buf), CAUSE_COLUMN, CAUSE_COLUMN);
        buf_reset(buf);
    }
}

void
compare_page_write(const struct compare_page *page)
{
    struct buf buf = {0};

    write_sentence(page, &buf);
    write_files(page, &buf);
    if (comparison_rule_count(page->comparison) > 0)
        write_table(page);
    write_new(page, &buf);
    write_persisting(page, &buf);
    buf_free(&buf);
}
