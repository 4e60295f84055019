#include "base/buf.h"
#include "report/render/number_text.h"
#include "transform/catalogue.h"

#include "cli/findings/tally.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/rule_rate.h"
#include "cli/pipeline/summary_json.h"
#include "cli/screen/terminal.h"

#include "cli/check/check_sentence.h"

void
check_sentence_add_count(struct buf *buf, uint64_t count)
{
    char text[NUMBER_TEXT_SIZE];

    buf_add(buf, text, number_text_grouped(count, text));
}

void
check_sentence_add_counted(struct buf *buf, uint64_t count, const char *noun)
{
    check_sentence_add_count(buf, count);
    buf_printf(buf, " %s%s", noun, count == 1 ? "" : "s");
}

/* "5%", "2.5%", "6.87%" */
void
check_sentence_add_percent(struct buf *buf, int64_t hundredths)
{
    char text[NUMBER_TEXT_SIZE];
    size_t len = number_text_decimal(hundredths, 2, text);

    while (text[len - 1] == '0')
        len--;
    if (text[len - 1] == '.')
        len--;
    buf_add(buf, text, len);
    buf_add_byte(buf, '%');
}

const struct rule_count *
check_sentence_find_fatal(const struct summary_file *file)
{
    const struct judgement *judgement = &file->outcome->judgement;

    for (size_t i = 0; i < judgement->count_count; i++) {
        const struct rule_count *count = &judgement->counts[i];

        if (count->found > 0 && catalogue_rule((size_t)count->rule)->severity == SEVERITY_FATAL)
            return count;
    }
    return NULL;
}

void
check_sentence_add_reason(struct buf *buf, const struct summary_file *file)
{
    const struct rule_count *count = check_sentence_find_fatal(file);
    const struct sample *samples;
    size_t sample_count;

    if (count == NULL)
        return;
    samples = tally_samples(file->tally, count->rule, &sample_count);
    buf_add_text(buf, catalogue_rule((size_t)count->rule)->message);
    if (sample_count > 0 && samples[0].detail != NULL) {
        buf_add_text(buf, ": ");
        terminal_add_name(buf, samples[0].detail);
    }
    if (sample_count > 0 && samples[0].line > 0)
        buf_printf(buf, " (line %lu)", samples[0].line);
    if (count->found > 1)
        buf_printf(buf, ", and %llu more of these", (unsigned long long)count->found - 1);
}

static uint64_t
count_found(const struct judgement *judgement, enum severity severity)
{
    uint64_t found = 0;

    for (size_t i = 0; i < judgement->count_count; i++) {
        if (catalogue_rule((size_t)judgement->counts[i].rule)->severity == severity)
            found += judgement->counts[i].found;
    }
    return found;
}

/* Rows that are taken may still earn nothing: then they are not called good. */
static void
add_taken_rows(struct buf *buf, const struct judgement *judgement)
{
    uint64_t ineligible = count_found(judgement, SEVERITY_INELIGIBLE);
    bool is_one = judgement->rows.read == 1;

    buf_add_text(buf, is_one ? ": its one row is " : ": all ");
    if (!is_one) {
        check_sentence_add_count(buf, judgement->rows.read);
        buf_add_text(buf, " rows are ");
    }
    if (ineligible == 0) {
        buf_add_text(buf, "good.");
        return;
    }
    buf_add_text(buf, "taken, and ");
    check_sentence_add_counted(buf, ineligible, "finding");
    buf_printf(buf, " cost%s apportionment.", ineligible == 1 ? "s" : "");
}

/*
 * "SENR of LEA 0199999, 2023-2024": a file of the year before is as good as any other. Files of a
 * set are of one LEA, which is said once.
 */
static void
add_submission(struct buf *buf, const struct submission_key *key, bool with_lea)
{
    char year[10];

    school_year_format(key->year, year);
    buf_printf(buf, "%s of ", layout_of(key->extract)->name);
    if (with_lea)
        buf_printf(buf, "LEA %s, ", key->lea);
    buf_add_text(buf, year);
}

static void
add_accepted(struct buf *buf, const struct summary *summary, const struct judgement *judgement)
{
    const struct row_counts *rows = &judgement->rows;

    buf_add_text(buf, "accepted as ");
    add_submission(buf, &judgement->key, summary->file_count == 1);
    if (rows->rejected == 0) {
        add_taken_rows(buf, judgement);
        return;
    }
    buf_add_text(buf, ", without ");
    check_sentence_add_count(buf, rows->rejected);
    buf_add_text(buf, " of its ");
    check_sentence_add_counted(buf, rows->read, "row");
    buf_add_text(buf, " (");
    check_sentence_add_percent(buf, rule_rate_of(rows->rejected, rows->read));
    buf_add_text(buf, "); up to ");
    check_sentence_add_percent(buf, summary->max_rejected);
    buf_add_text(buf, " may be refused.");
}

void
check_sentence_add_outcome(
    struct buf *buf, const struct summary *summary, const struct summary_file *file)
{
    const struct judgement *judgement = &file->outcome->judgement;

    buf_add_text(buf, summary->is_taken ? "was " : "would be ");
    if (judgement->verdict == VERDICT_ACCEPTED) {
        add_accepted(buf, summary, judgement);
    } else {
        buf_add_text(buf, "refused: ");
        check_sentence_add_reason(buf, file);
        buf_add_text(buf, ".");
    }
    buf_terminate(buf);
}

void
check_sentence_add_verdict(
    struct buf *buf, const struct summary *summary, const struct summary_file *file)
{
    terminal_add_name(buf, file->outcome->file);
    buf_add_text(buf, " ");
    check_sentence_add_outcome(buf, summary, file);
}

void
check_sentence_add_set_verdict(struct buf *buf, const struct summary *summary)
{
    size_t refused = 0;

    for (size_t i = 0; i < summary->file_count; i++)
        refused += summary->files[i].outcome->judgement.verdict != VERDICT_ACCEPTED;
    if (refused == 0)
        buf_printf(buf, "All %zu files of LEA %s %s accepted.", summary->file_count,
            summary->files[0].outcome->judgement.key.lea, summary->is_taken ? "were" : "would be");
    else
        buf_printf(buf, "%zu of %zu files %s refused.", refused, summary->file_count,
            summary->is_taken ? (refused == 1 ? "was" : "were") : "would be");
}

static const char *
delimiter_name(char delimiter)
{
    if (delimiter == '^')
        return "caret";
    return delimiter == '\t' ? "tab" : "comma";
}

static const char *
encoding_title(enum encoding encoding)
{
    static const char *const titles[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"};

    return titles[encoding];
}

void
check_sentence_add_form(struct buf *buf, const struct outcome *outcome)
{
    const struct submission_key *key = &outcome->judgement.key;
    const struct file_form *form = &outcome->form;
    char year[10];

    if (!outcome->has_form) {
        buf_add_text(buf, "The file could not be read as an extract.");
        return;
    }
    buf_printf(
        buf, "Read as %s (%s)", layout_of(form->extract)->about, layout_of(form->extract)->name);
    if (key->lea[0] != '\0')
        buf_printf(buf, " of LEA %s", key->lea);
    if (key->year != 0) {
        school_year_format(key->year, year);
        buf_printf(buf, ", %s", year);
    }
    buf_printf(buf, "; %s, %s, %s", delimiter_name(form->delimiter),
        form->has_header ? "header row" : "columns by position", encoding_title(form->encoding));
    if (form->has_bom)
        buf_add_text(buf, " with byte order mark");
    if (form->is_ods)
        buf_add_text(buf, ", ODS form");
    if (form->is_gzip)
        buf_add_text(buf, ", gzip");
    buf_add_text(buf, ".");
}

/* "1,200.5": hundredths with grouped thousands, without zeros at the end. */
static void
add_hundredths(struct buf *buf, int64_t hundredths)
{
    check_sentence_add_count(buf, (uint64_t)hundredths / 100);
    if (hundredths % 100 != 0)
        buf_printf(buf, hundredths % 10 == 0 ? ".%d" : ".%02d",
            (int)(hundredths % 10 == 0 ? hundredths % 100 / 10 : hundredths % 100));
}

void
check_sentence_add_cost(struct buf *buf, const struct tally_cost *cost)
{
    if (cost->days != NO_COST) {
        add_hundredths(buf, cost->days);
        buf_add_text(buf, cost->days == 100 ? " day" : " days");
    }
    if (cost->days != NO_COST && cost->ada != NO_COST)
        buf_add_text(buf, ", ");
    if (cost->ada != NO_COST) {
        add_hundredths(buf, cost->ada);
        buf_add_text(buf, " ADA");
    }
    buf_terminate(buf);
}

void
check_sentence_add_days(struct buf *buf, const struct outcome *outcome)
{
    if (!outcome->has_days)
        return;
    add_hundredths(buf, outcome->claimed_days);
    if (outcome->ineligible_days == 0) {
        buf_add_text(buf, " days claimed, all of them eligible.");
        return;
    }
    buf_add_text(buf, " days claimed: ");
    add_hundredths(buf, outcome->ineligible_days);
    buf_add_text(buf, " earn nothing, ");
    add_hundredths(buf, outcome->claimed_days - outcome->ineligible_days);
    buf_add_text(buf, " are eligible.");
}

void
check_sentence_add_rate(struct buf *buf, const struct rule_count *count)
{
    bool is_of_values = catalogue_rule((size_t)count->rule)->scope == SCOPE_FIELD;

    check_sentence_add_count(buf, count->found);
    if (count->applied > 1) {
        buf_add_text(buf, " in ");
        check_sentence_add_counted(buf, count->applied, is_of_values ? "value" : "row");
        buf_add_text(buf, " (");
        if (rule_rate(count) == 0)
            buf_add_text(buf, "under 0.01%");
        else
            check_sentence_add_percent(buf, rule_rate(count));
        buf_add_text(buf, ")");
    }
    buf_terminate(buf);
}

void
check_sentence_add_column(struct buf *buf, int field)
{
    char letters[8];
    size_t at = sizeof letters;

    for (int rest = field; rest > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    buf_printf(buf, "%d (%.*s)", field, (int)(sizeof letters - at), letters + at);
}

bool
check_sentence_is_blank(const struct rule_info *rule, const struct sample *sample)
{
    if (sample->value != NULL)
        return *sample->value == '\0';
    return rule->scope == SCOPE_FIELD && sample->column != NULL && sample->detail == NULL;
}
