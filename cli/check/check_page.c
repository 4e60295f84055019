#include "base/buf.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/check/check_causes.h"
#include "cli/check/check_rules.h"
#include "cli/check/check_sentence.h"
#include "cli/check/check_steps.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/summary_json.h"
#include "cli/screen/terminal.h"

#include "cli/check/check_page.h"

enum { VERDICT_COLUMN = 10, STEP_COLUMN = 5, CAUSE_COLUMN = 14, SHOWN_CAUSES = 10 };

/* "ACCEPTED  sentence" with the word in colour; the word alone tells it as well. */
static void
write_verdict(const struct check_page *page, bool is_accepted, const char *sentence)
{
    terminal_paint(page->out, page->in_colour, is_accepted ? PAINT_GREEN : PAINT_RED,
        is_accepted ? "ACCEPTED" : "REFUSED ");
    out_text(page->out, "  ");
    terminal_wrap(page->out, sentence, VERDICT_COLUMN, VERDICT_COLUMN);
}

static void
write_set_verdict(const struct check_page *page)
{
    const struct summary *summary = page->summary;
    struct buf buf = {0};

    check_sentence_add_set_verdict(&buf, summary);
    write_verdict(page, summary_is_accepted(summary), buf.data);
    out_text(page->out, "\n");
    buf_free(&buf);
}

static void
write_file_verdict(const struct check_page *page, const struct summary_file *file)
{
    struct buf buf = {0};

    check_sentence_add_verdict(&buf, page->summary, file);
    write_verdict(page, file->outcome->judgement.verdict == VERDICT_ACCEPTED, buf.data);
    buf_free(&buf);
}

static void
write_damage(const struct check_page *page)
{
    struct buf buf = {0};

    check_sentence_add_damage(&buf, page->summary);
    if (buf.len > 0) {
        out_text(page->out, "\n");
        terminal_wrap(page->out, buf_terminate(&buf), 0, 0);
    }
    buf_free(&buf);
}

struct step_writer {
    struct out *out;
    int count;
};

static void
write_step(void *ctx, const char *text)
{
    struct step_writer *writer = ctx;

    out_printf(writer->out, "  %d. ", ++writer->count);
    terminal_wrap(writer->out, text, STEP_COLUMN, STEP_COLUMN);
}

static void
write_steps(const struct check_page *page)
{
    struct step_writer writer = {page->out, 0};
    struct check_steps steps = {
        .summary = page->summary,
        .lists = page->output != NULL ? CHECK_LISTS_FOLDER : CHECK_LISTS_NONE,
        .folder = page->output,
        .step = write_step,
        .ctx = &writer,
    };

    terminal_paint(page->out, page->in_colour, PAINT_BOLD, "\nWhat to do next\n");
    check_steps_list(&steps);
}

/* "       412  grade_level: 9***(2) - the grade level cannot be identified (09 may be meant)" */
static void
write_cause(const struct check_page *page, const struct check_cause *each, struct buf *buf)
{
    const struct cause *cause = &each->cause;

    check_sentence_add_count(buf, cause->rows);
    out_printf(page->out, "  %*s  ", CAUSE_COLUMN - 4, buf_terminate(buf));
    buf_reset(buf);
    if (page->summary->file_count > 1) {
        terminal_add_name(buf, each->file->outcome->file);
        buf_add_text(buf, ", ");
    }
    check_causes_add_value(buf, cause);
    buf_printf(buf, " - %s: %s", severity_name(cause->rule->severity), cause->rule->message);
    if (cause->detail != NULL) {
        buf_add_text(buf, "; ");
        terminal_add_name(buf, cause->detail);
    }
    buf_printf(buf, " (from line %lu).", cause->line);
    terminal_wrap(page->out, buf->data, CAUSE_COLUMN, CAUSE_COLUMN);
    buf_reset(buf);
}

static void
write_causes(const struct check_page *page)
{
    struct check_cause causes[CHECK_CAUSES];
    bool is_complete;
    size_t count = check_causes_list(page->summary, causes, &is_complete);
    struct buf buf = {0};

    if (count == 0)
        return;
    terminal_paint(page->out, page->in_colour, PAINT_BOLD,
        "\nMend one, clear many: rows with the same wrong value\n");
    for (size_t i = 0; i < count && i < SHOWN_CAUSES; i++)
        write_cause(page, &causes[i], &buf);
    if (count > SHOWN_CAUSES || !is_complete) {
        terminal_indent(page->out, CAUSE_COLUMN);
        out_text(page->out, "and more, in fewer rows each.\n");
    }
    buf_free(&buf);
}

static void
write_rows(const struct check_page *page, const struct row_counts *rows)
{
    struct buf buf = {0};

    check_sentence_add_counted(&buf, rows->read, "row");
    buf_add_text(&buf, " read: ");
    check_sentence_add_count(&buf, rows->loaded);
    buf_add_text(&buf, " to load, ");
    check_sentence_add_count(&buf, rows->rejected);
    buf_add_text(&buf, " refused");
    if (rows->withheld > 0) {
        buf_add_text(&buf, ", ");
        check_sentence_add_count(&buf, rows->withheld);
        buf_add_text(&buf, " good ones held back with the file");
    }
    buf_add_text(&buf, ".");
    buf_terminate(&buf);
    terminal_indent(page->out, 2);
    terminal_wrap(page->out, buf.data, 2, 2);
    buf_free(&buf);
}

static void
write_file(const struct check_page *page, const struct summary_file *file)
{
    struct buf buf = {0};

    out_text(page->out, "\n");
    terminal_add_name(&buf, file->outcome->file);
    terminal_paint(page->out, page->in_colour, PAINT_BOLD, buf.data);
    out_text(page->out, "\n");
    buf_reset(&buf);
    check_sentence_add_form(&buf, file->outcome);
    buf_terminate(&buf);
    terminal_indent(page->out, 2);
    terminal_wrap(page->out, buf.data, 2, 2);
    write_rows(page, &file->outcome->judgement.rows);
    buf_reset(&buf);
    check_sentence_add_days(&buf, file->outcome);
    if (buf.len > 0) {
        terminal_indent(page->out, 2);
        terminal_wrap(page->out, buf.data, 2, 2);
    }
    check_rules_write(page, file);
    buf_free(&buf);
}

void
check_page_write(const struct check_page *page)
{
    const struct summary *summary = page->summary;

    if (summary->file_count > 1)
        write_set_verdict(page);
    for (size_t i = 0; i < summary->file_count; i++)
        write_file_verdict(page, &summary->files[i]);
    write_damage(page);
    write_steps(page);
    write_causes(page);
    for (size_t i = 0; i < summary->file_count; i++)
        write_file(page, &summary->files[i]);
}
