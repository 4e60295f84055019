#include "base/buf.h"
#include "report/render/number_text.h"
#include "transform/catalogue.h"

#include "cli/pipeline.h"
#include "cli/rule_rate.h"
#include "cli/summary_json.h"
#include "cli/tally.h"
#include "cli/terminal.h"

#include "cli/check_sentence.h"

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
}

static void
add_accepted(struct buf *buf, const struct row_counts *rows, unsigned max_rejected)
{
    if (rows->rejected == 0) {
        buf_add_text(buf, " would be accepted: ");
        if (rows->read == 1) {
            buf_add_text(buf, "its one row is good.");
            return;
        }
        buf_add_text(buf, "all ");
        check_sentence_add_count(buf, rows->read);
        buf_add_text(buf, " rows are good.");
        return;
    }
    buf_add_text(buf, " would be accepted without ");
    check_sentence_add_count(buf, rows->rejected);
    buf_add_text(buf, " of its ");
    check_sentence_add_counted(buf, rows->read, "row");
    buf_add_text(buf, " (");
    check_sentence_add_percent(buf, rule_rate_of(rows->rejected, rows->read));
    buf_add_text(buf, "); up to ");
    check_sentence_add_percent(buf, max_rejected);
    buf_add_text(buf, " may be refused.");
}

void
check_sentence_add_verdict(struct buf *buf, const struct summary_file *file, unsigned max_rejected)
{
    const struct judgement *judgement = &file->outcome->judgement;

    terminal_add_name(buf, file->outcome->file);
    if (judgement->verdict == VERDICT_ACCEPTED) {
        add_accepted(buf, &judgement->rows, max_rejected);
    } else {
        buf_add_text(buf, " would be refused: ");
        check_sentence_add_reason(buf, file);
        buf_add_text(buf, ".");
    }
    buf_terminate(buf);
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
