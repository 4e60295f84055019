#include "base/buf.h"
#include "transform/catalogue.h"

#include "cli/check/check_sentence.h"
#include "cli/check/odd_lines.h"
#include "cli/findings/tally.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/summary_json.h"
#include "cli/screen/terminal.h"

#include "cli/check/check_steps.h"

/* So many steps about findings; then what follows from them. */
enum { FINDING_STEPS = 5, ODD_LINES = 3 };

/* A rule that was found in a file. */
struct found_rule {
    size_t file;
    const struct rule_info *rule; /* NULL: none */
    const struct rule_count *count;
};

/* Severities that ask for something to be done, in the order in which it is. */
static int
rank_severity(const struct rule_info *rule)
{
    /* A file over the share of refused rows is mended by its rows, not by a step of its own. */
    if (strcmp(rule->id, "file_rejected_share") == 0)
        return 0;
    switch (rule->severity) {
    case SEVERITY_FATAL:
        return 3;
    case SEVERITY_ERROR:
        return 2;
    case SEVERITY_INELIGIBLE:
        return 1;
    default:
        return 0;
    }
}

/* True when a comes before b: what stops a file, then what refuses rows, most findings first. */
static bool
is_before(const struct found_rule *a, const struct found_rule *b)
{
    int rank_a = rank_severity(a->rule), rank_b = rank_severity(b->rule);

    if (rank_a != rank_b)
        return rank_a > rank_b;
    if (a->count->found != b->count->found)
        return a->count->found > b->count->found;
    if (a->file != b->file)
        return a->file < b->file;
    return a->count->rule < b->count->rule;
}

/* The first rule after the last one; a simple selection, as only a few are taken. */
static struct found_rule
next_rule(const struct summary *summary, const struct found_rule *last)
{
    struct found_rule best = {0};

    for (size_t i = 0; i < summary->file_count; i++) {
        const struct judgement *judgement = &summary->files[i].outcome->judgement;

        for (size_t j = 0; j < judgement->count_count; j++) {
            const struct rule_count *count = &judgement->counts[j];
            struct found_rule rule = {i, catalogue_rule((size_t)count->rule), count};

            if (count->found == 0 || rank_severity(rule.rule) == 0 ||
                odd_lines_have(&summary->files[i], count))
                continue;
            if (last->rule != NULL && !is_before(last, &rule))
                continue;
            if (best.rule == NULL || is_before(&rule, &best))
                best = rule;
        }
    }
    return best;
}

static void
give(const struct check_steps *steps, struct buf *buf)
{
    steps->step(steps->ctx, buf_terminate(buf));
    buf_reset(buf);
}

static void
add_file(const struct check_steps *steps, const struct summary_file *file, struct buf *buf)
{
    if (steps->summary->file_count < 2)
        return;
    terminal_add_name(buf, file->outcome->file);
    buf_add_text(buf, ": ");
}

/* ", such as in line 2, birth_date (the month is a word)" */
static void
add_example(const struct summary_file *file, const struct rule_count *count, struct buf *buf)
{
    size_t sample_count;
    const struct sample *sample = tally_samples(file->tally, count->rule, &sample_count);

    if (sample_count == 0 || sample->line == 0)
        return;
    buf_printf(buf, ",%s in line %lu", count->found > 1 ? " such as" : "", sample->line);
    if (sample->column != NULL)
        buf_printf(buf, ", %s", sample->column);
    if (sample->detail != NULL) {
        buf_add_text(buf, " (");
        terminal_add_name(buf, sample->detail);
        buf_add_byte(buf, ')');
    }
}

/*
 * "SENR.csv: 412 findings, 60 days: the grade level cannot be identified, such as in line 2.
 * Use ..."
 */
static void
give_rule(const struct check_steps *steps, const struct found_rule *found, struct buf *buf)
{
    const struct summary_file *file = &steps->summary->files[found->file];

    add_file(steps, file, buf);
    if (found->rule->severity != SEVERITY_FATAL) {
        struct tally_cost cost = tally_cost(file->tally, found->count->rule);

        check_sentence_add_counted(buf, found->count->found, "finding");
        if (cost.days > 0 || cost.ada > 0) {
            buf_add_text(buf, ", ");
            check_sentence_add_cost(buf, &cost);
        }
        buf_printf(buf, ": %s", found->rule->message);
        add_example(file, found->count, buf);
        buf_add_text(buf, ". ");
    }
    buf_add_text(buf, found->rule->fix);
    give(steps, buf);
}

/* The values of a column that is not known are lost, which no other step tells. */
static void
give_columns(const struct check_steps *steps, const struct summary_file *file, struct buf *buf)
{
    size_t sample_count, named = 0;
    const struct sample *samples =
        tally_samples(file->tally, RULE_file_column_not_recognised, &sample_count);
    const struct sample *first = NULL;

    for (size_t i = 0; i < sample_count; i++) {
        /* A column without a name is what a spreadsheet adds. */
        if (samples[i].detail == NULL || samples[i].detail[0] != '"')
            continue;
        first = first != NULL ? first : &samples[i];
        named++;
    }
    if (first == NULL)
        return;
    add_file(steps, file, buf);
    check_sentence_add_counted(buf, named, "column");
    buf_add_text(buf, named == 1
                          ? " is ignored; correct its name if its values are meant to count. "
                          : " are ignored; correct a name if its values are meant to count. "
                            "The first: ");
    terminal_add_name(buf, first->detail);
    /* A detail may end with a question. */
    buf_add_text(buf, buf->data[buf->len - 1] == '?' ? "" : ".");
    give(steps, buf);
}

/* "Line 51 alone has 24 findings of 8 rules (...). If it is no row, ..." */
static void
give_odd_line(const struct check_steps *steps, const struct summary_file *file,
    const struct odd_line *odd, struct buf *buf)
{
    add_file(steps, file, buf);
    buf_printf(buf, "Line %lu alone has ", odd->line);
    check_sentence_add_counted(buf, odd->found, "finding");
    buf_printf(buf, " of %zu rules", odd->rules);
    if (odd->detail != NULL) {
        buf_add_text(buf, " (");
        terminal_add_name(buf, odd->detail);
        buf_add_byte(buf, ')');
    }
    buf_add_text(
        buf, ". If it is no row, such as a heading or a total, take it away; else mend it.");
    give(steps, buf);
}

/* What concerns whole columns or whole lines. How many lines there are. */
static size_t
give_layout(const struct check_steps *steps, struct buf *buf)
{
    size_t lines = 0;

    for (size_t i = 0; i < steps->summary->file_count; i++) {
        const struct summary_file *file = &steps->summary->files[i];
        struct odd_line odd = odd_lines_next(file, 0);

        give_columns(steps, file, buf);
        for (; odd.line > 0; odd = odd_lines_next(file, odd.line)) {
            if (lines++ < ODD_LINES)
                give_odd_line(steps, file, &odd, buf);
        }
    }
    return lines;
}

/* How many rules or lines asked for something to be done. */
static size_t
give_rules(const struct check_steps *steps, struct buf *buf)
{
    struct found_rule found = next_rule(steps->summary, &(struct found_rule){0});
    size_t count = 0, lines = 0, left;
    bool has_layout = false;

    for (; found.rule != NULL; found = next_rule(steps->summary, &found)) {
        if (!has_layout && found.rule->severity != SEVERITY_FATAL) {
            lines = give_layout(steps, buf);
            has_layout = true;
        }
        if (count++ < FINDING_STEPS)
            give_rule(steps, &found, buf);
    }
    if (!has_layout)
        lines = give_layout(steps, buf);
    left = count > FINDING_STEPS ? count - FINDING_STEPS : 0;
    if (left > 0) {
        buf_printf(buf, "Then the other %zu rule%s below.", left, left == 1 ? "" : "s");
        give(steps, buf);
    }
    return count + lines;
}

static uint64_t
count_rejected(const struct summary *summary)
{
    uint64_t rejected = 0;

    for (size_t i = 0; i < summary->file_count; i++)
        rejected += summary->files[i].outcome->judgement.rows.rejected;
    return rejected;
}

static bool
has_warnings(const struct summary *summary)
{
    for (size_t i = 0; i < summary->file_count; i++) {
        const struct judgement *judgement = &summary->files[i].outcome->judgement;

        for (size_t j = 0; j < judgement->count_count; j++) {
            if (judgement->counts[j].found > 0 &&
                catalogue_rule((size_t)judgement->counts[j].rule)->severity == SEVERITY_WARNING)
                return true;
        }
    }
    return false;
}

static void
give_lists(const struct check_steps *steps, struct buf *buf)
{
    static const char text[] =
        "Every refused row stands in rejected.csv and every finding in findings.csv, ";

    switch (steps->lists) {
    case CHECK_LISTS_NONE:
        buf_add_text(buf, "--output DIR writes every refused row and every finding there.");
        break;
    case CHECK_LISTS_FOLDER:
        buf_printf(buf, "%sin ", text);
        terminal_add_name(buf, steps->folder);
        buf_add_text(buf, ".");
        break;
    case CHECK_LISTS_BESIDE:
        buf_printf(buf, "%s%s.", text,
            steps->summary->file_count > 1 ? "in the folder of this page and those below it"
                                           : "beside this page");
        break;
    }
    give(steps, buf);
}

/* What to do with what has nothing to be mended. */
static void
give_praise(const struct check_steps *steps, struct buf *buf)
{
    bool is_taken = steps->summary->is_taken, is_alone = steps->summary->file_count == 1;

    if (has_warnings(steps->summary))
        buf_printf(buf, "Nothing must be mended. Look at the warnings below%s.",
            is_taken   ? ""
            : is_alone ? "; the extract may be sent as it is"
                       : "; the extracts may be sent as they are");
    else
        buf_printf(buf, "Nothing is wrong%s.",
            is_taken   ? ""
            : is_alone ? ": send the extract as it is"
                       : ": send the extracts as they are");
    give(steps, buf);
}

void
check_steps_list(const struct check_steps *steps)
{
    bool has_rejected = count_rejected(steps->summary) > 0;
    struct buf buf = {0};
    size_t rules = give_rules(steps, &buf);

    if (has_rejected)
        give_lists(steps, &buf);
    if (has_rejected || !summary_is_accepted(steps->summary)) {
        buf_add_text(&buf, "Mend the file or export it again, and check it again as a whole: a "
                           "file replaces all that was sent before");
        if (has_rejected && steps->lists != CHECK_LISTS_NONE)
            buf_add_text(&buf, ", and rejected.csv alone would, too");
        buf_add_text(&buf, ".");
        give(steps, &buf);
    } else if (rules > 0) {
        buf_add_text(&buf,
            steps->summary->is_taken
                ? "Then export the whole extract again and send it. What stands is counted until "
                  "then, and earns less apportionment."
                : "Then export the whole extract again. It may also be sent as it is: those rows "
                  "are counted, and earn no or less apportionment.");
        give(steps, &buf);
    } else {
        give_praise(steps, &buf);
    }
    buf_free(&buf);
}
