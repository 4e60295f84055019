#include "base/buf.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/check_page.h"
#include "cli/check_sentence.h"
#include "cli/pipeline.h"
#include "cli/summary_json.h"
#include "cli/tally.h"
#include "cli/terminal.h"

#include "cli/check_steps.h"

/* So many steps about findings, and then what follows from them. */
enum { FINDING_STEPS = 5, ALL_STEPS = 7, STEP_COLUMN = 5 };

struct step_list {
    const struct check_page *page;
    struct buf buf;
    int count;
    int limit;
};

/* Writes the text in buf as the next step, unless there are enough. */
static void
end_step(struct step_list *list)
{
    buf_terminate(&list->buf);
    if (list->count < list->limit) {
        out_printf(list->page->out, "  %d. ", ++list->count);
        terminal_wrap(list->page->out, list->buf.data, STEP_COLUMN, STEP_COLUMN);
    }
    buf_reset(&list->buf);
}

static void
begin_step(struct step_list *list, const struct summary_file *file)
{
    buf_reset(&list->buf);
    if (list->page->summary->file_count > 1) {
        terminal_add_name(&list->buf, file->outcome->file);
        buf_add_text(&list->buf, ": ");
    }
}

/* A file over the share of refused rows is mended by its rows, not by a step of its own. */
static bool
is_step(const struct rule_info *rule, uint64_t found, enum severity severity)
{
    return found > 0 && rule->severity == severity && strcmp(rule->id, "file_rejected_share") != 0;
}

static void
add_fatal_steps(struct step_list *list, const struct summary_file *file)
{
    const struct judgement *judgement = &file->outcome->judgement;

    for (size_t i = 0; i < judgement->count_count; i++) {
        const struct rule_info *rule = catalogue_rule((size_t)judgement->counts[i].rule);

        if (!is_step(rule, judgement->counts[i].found, SEVERITY_FATAL))
            continue;
        begin_step(list, file);
        buf_printf(&list->buf, "%s", rule->fix);
        end_step(list);
    }
}

/* Rows of this rule that listed causes already speak of. */
static uint64_t
add_cause_steps(struct step_list *list, const struct summary_file *file, int rule)
{
    struct cause causes[TALLY_CAUSES];
    bool is_complete;
    size_t count = tally_causes(file->tally, causes, &is_complete);
    uint64_t covered = 0;

    for (size_t i = 0; i < count; i++) {
        if (causes[i].rule->number != rule)
            continue;
        covered += causes[i].rows;
        begin_step(list, file);
        buf_printf(&list->buf, "%s: ", causes[i].column);
        if (causes[i].value == NULL)
            buf_add_text(&list->buf, "blank in ");
        else
            buf_add_text(&list->buf, "the same wrong value ");
        if (causes[i].value != NULL) {
            terminal_add_name(&list->buf, causes[i].value);
            buf_add_text(&list->buf, " in ");
        }
        check_sentence_add_counted(&list->buf, causes[i].rows, "row");
        buf_printf(&list->buf, " (from line %lu). %s", causes[i].line, causes[i].rule->fix);
        end_step(list);
    }
    return covered;
}

/* The rule of that severity with most findings after the last one given, as a simple selection. */
static const struct rule_count *
next_rule(const struct judgement *judgement, enum severity severity, const struct rule_count *last)
{
    const struct rule_count *best = NULL;

    for (size_t i = 0; i < judgement->count_count; i++) {
        const struct rule_count *count = &judgement->counts[i];

        if (!is_step(catalogue_rule((size_t)count->rule), count->found, severity))
            continue;
        if (last != NULL && (count->found > last->found ||
                                (count->found == last->found && count->rule <= last->rule)))
            continue;
        if (best == NULL || count->found > best->found)
            best = count;
    }
    return best;
}

static void
add_rule_steps(struct step_list *list, const struct summary_file *file, enum severity severity)
{
    const struct judgement *judgement = &file->outcome->judgement;
    const struct rule_count *count = next_rule(judgement, severity, NULL);

    for (; count != NULL; count = next_rule(judgement, severity, count)) {
        const struct rule_info *rule = catalogue_rule((size_t)count->rule);
        uint64_t covered = add_cause_steps(list, file, count->rule);

        if (covered >= count->found)
            continue;
        begin_step(list, file);
        buf_printf(&list->buf, "%s: ", rule->id);
        check_sentence_add_counted(&list->buf, count->found - covered, "finding");
        buf_printf(&list->buf, "%s. %s", covered > 0 ? " besides" : "", rule->fix);
        end_step(list);
    }
}

/* Where the complete lists are. */
static void
add_list_step(struct step_list *list)
{
    const struct check_page *page = list->page;

    if (page->output == NULL) {
        buf_add_text(&list->buf, "--output DIR writes every refused row and every finding there.");
    } else {
        buf_add_text(&list->buf, "Every refused row stands in rejected.csv and every finding in "
                                 "findings.csv, in ");
        terminal_add_name(&list->buf, page->output);
        buf_add_text(&list->buf, ".");
    }
    end_step(list);
}

static void
add_last_steps(struct step_list *list)
{
    const struct summary *summary = list->page->summary;
    bool has_rejected = false;

    for (size_t i = 0; i < summary->file_count; i++)
        has_rejected |= summary->files[i].outcome->judgement.rows.rejected > 0;
    if (has_rejected)
        add_list_step(list);
    if (has_rejected || !summary_is_accepted(summary))
        buf_add_text(&list->buf, "Export the whole extract again and check it again: a file "
                                 "replaces what was sent before as a whole.");
    else if (list->count > 0)
        buf_add_text(&list->buf, "Then export the whole extract again. It may also be sent as it "
                                 "is: those rows are counted, and earn no apportionment.");
    else
        buf_add_text(&list->buf, "Nothing is wrong: send the extract as it is.");
    end_step(list);
}

void
check_steps_write(const struct check_page *page)
{
    const struct summary *summary = page->summary;
    struct step_list list = {.page = page, .limit = FINDING_STEPS};

    terminal_paint(page->out, page->in_colour, PAINT_BOLD, "\nWhat to do next\n");
    for (size_t i = 0; i < summary->file_count; i++)
        add_fatal_steps(&list, &summary->files[i]);
    for (size_t i = 0; i < summary->file_count; i++)
        add_rule_steps(&list, &summary->files[i], SEVERITY_ERROR);
    for (size_t i = 0; i < summary->file_count; i++)
        add_rule_steps(&list, &summary->files[i], SEVERITY_INELIGIBLE);
    list.limit = ALL_STEPS;
    add_last_steps(&list);
    buf_free(&list.buf);
}
