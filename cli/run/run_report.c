#include "base/buf.h"
#include "report/render/out.h"

#include "cli/check/check_sentence.h"
#include "cli/run/inbox.h"
#include "cli/run/run_plan.h"
#include "cli/run/run_state.h"
#include "cli/screen/terminal.h"

#include "cli/run/run_report.h"

enum { OUTCOME_WIDTH = 15 };

/* Those that were judged in this run; what stood before is not counted once more. */
static bool
was_judged(const struct run_result *result)
{
    return result->outcome == RUN_ACCEPTED || result->outcome == RUN_REFUSED ||
           result->outcome == RUN_REFUSED_BEFORE;
}

void
run_totals_add(struct run_totals *totals, const struct run_result *result)
{
    totals->outcomes[result->outcome]++;
    if (!was_judged(result))
        return;
    totals->rows.read += result->rows.read;
    totals->rows.loaded += result->rows.loaded;
    totals->rows.rejected += result->rows.rejected;
    totals->rows.withheld += result->rows.withheld;
}

static void
add_key(struct buf *buf, const struct planned_file *file, const struct submission_key *key)
{
    char year[10] = "---------";

    if (key->year != 0)
        school_year_format(key->year, year);
    buf_printf(buf, "%-7s %-4s %s", file->lea[0] != '\0' ? file->lea : "-------",
        key->extract != EXTRACT_NONE ? layout_of(key->extract)->name : "----", year);
}

void
run_report_write_line(struct out *out, const struct run_plan *plan, const struct run_result *result)
{
    const struct planned_file *file = &plan->files[result->file];
    struct buf buf = {0};

    add_key(&buf, file, &result->key);
    buf_printf(&buf, "  %-*s", OUTCOME_WIDTH, run_outcome_name(result->outcome));
    if (result->outcome == RUN_ACCEPTED || result->outcome == RUN_UNCHANGED) {
        check_sentence_add_counted(&buf, result->rows.loaded, "row");
        if (result->rows.rejected > 0) {
            buf_add_text(&buf, ", ");
            check_sentence_add_count(&buf, result->rows.rejected);
            buf_add_text(&buf, " refused");
        }
    } else {
        terminal_add_name(&buf, file->from->path);
        buf_add_text(&buf, ": ");
        terminal_add_name(&buf, result->reason);
    }
    buf_add_byte(&buf, '\n');
    out_bytes(out, buf.data, buf.len);
    buf_free(&buf);
}

/* Those that are known: a file that does not tell its LEA, and came through no inbox, is of none.
 */
static size_t
count_leas(const struct run_plan *plan)
{
    const char *before = "";
    size_t count = 0;

    for (size_t i = 0; i < plan->file_count; i++) {
        count += strcmp(plan->files[i].lea, before) != 0;
        before = plan->files[i].lea;
    }
    return count;
}

static void
add_outcomes(struct buf *buf, const struct run_totals *totals)
{
    const char *separator = ": ";

    for (int i = 0; i < RUN_OUTCOME_COUNT; i++) {
        if (totals->outcomes[i] == 0)
            continue;
        buf_add_text(buf, separator);
        check_sentence_add_count(buf, totals->outcomes[i]);
        buf_printf(buf, " %s", run_outcome_name((enum run_outcome)i));
        separator = ", ";
    }
    buf_add_text(buf, ".");
}

static void
add_rows(struct buf *buf, const struct row_counts *rows, bool dry_run)
{
    if (rows->read == 0)
        return;
    buf_add_byte(buf, ' ');
    check_sentence_add_counted(buf, rows->read, "row");
    buf_add_text(buf, " read: ");
    check_sentence_add_count(buf, rows->loaded);
    buf_add_text(buf, dry_run ? " to load, " : " loaded, ");
    check_sentence_add_count(buf, rows->rejected);
    buf_add_text(buf, " refused, ");
    check_sentence_add_count(buf, rows->withheld);
    buf_add_text(buf, " withheld.");
}

void
run_report_write_summary(struct out *out, const struct inbox *inbox, const struct run_plan *plan,
    const struct run_totals *totals, bool dry_run)
{
    struct buf buf = {0};

    if (plan->file_count == 0) {
        buf_add_text(&buf, "No file was there to take.");
    } else {
        size_t lea_count = count_leas(plan);

        check_sentence_add_counted(&buf, plan->file_count, "file");
        buf_add_text(&buf, lea_count > 0 ? " of " : "");
        if (lea_count > 0)
            check_sentence_add_counted(&buf, lea_count, "LEA");
        add_outcomes(&buf, totals);
        add_rows(&buf, &totals->rows, dry_run);
    }
    if (inbox->note_count > 0) {
        buf_add_byte(&buf, ' ');
        check_sentence_add_count(&buf, inbox->note_count);
        buf_add_text(&buf, " left alone: links, special files or files still being sent.");
    }
    if (dry_run)
        buf_add_text(&buf, " A dry run: the database was not changed.");
    buf_terminate(&buf);
    terminal_wrap(out, buf.data, 0, 0);
    buf_free(&buf);
}

void
run_report_write_state(struct out *out, const struct run_state *state)
{
    struct buf buf = {0};

    for (size_t i = 0; i < state->year_count; i++)
        state_findings_write_lines(&buf, &state->years[i]);
    out_bytes(out, buf.data, buf.len);
    buf_free(&buf);
}
