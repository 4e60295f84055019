#include "base/buf.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/check_rules.h"
#include "cli/check_sentence.h"
#include "cli/check_steps.h"
#include "cli/pipeline.h"
#include "cli/summary_json.h"
#include "cli/terminal.h"

#include "cli/check_page.h"

enum { VERDICT_COLUMN = 10 };

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
    size_t refused = 0;

    for (size_t i = 0; i < summary->file_count; i++)
        refused += summary->files[i].outcome->judgement.verdict != VERDICT_ACCEPTED;
    if (refused == 0)
        buf_printf(&buf, "All %zu files would be accepted.", summary->file_count);
    else
        buf_printf(&buf, "%zu of %zu files would be refused.", refused, summary->file_count);
    write_verdict(page, refused == 0, buf.data);
    out_text(page->out, "\n");
    buf_free(&buf);
}

static void
write_file_verdict(const struct check_page *page, const struct summary_file *file)
{
    struct buf buf = {0};

    check_sentence_add_verdict(&buf, file, page->summary->max_rejected);
    write_verdict(page, file->outcome->judgement.verdict == VERDICT_ACCEPTED, buf.data);
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
    check_steps_write(page);
    for (size_t i = 0; i < summary->file_count; i++)
        write_file(page, &summary->files[i]);
}
