#ifndef ADA_TEXT_H
#define ADA_TEXT_H

#include "base/buf.h"
#include "base/parse.h"
#include "transform/ada/ada_figures.h"
#include "transform/catalogue.h"

/*
 * For tests: rows of ISAD and figures as text. A row a line, words with one blank
 * between: program line, grade span, P-2 ADA, teachers, and then what else it holds:
 * "at=0999904 young=12.00 exempt=1 emergency=2 ratio=25.5 split=Y election=NEG".
 */

static inline int64_t
ada_text_number(struct text text, int scale)
{
    int64_t number = 0;

    if (!parse_decimal(text, scale, INT64_MAX, &number))
        fail_msg("\"%.*s\" is no number", (int)text.len, text.at);
    return number;
}

static inline struct text
ada_text_word(struct text *rest)
{
    struct text word = {rest->at, 0};

    while (word.len < rest->len && word.at[word.len] != ' ' && word.at[word.len] != '\n')
        word.len++;
    rest->at += word.len;
    rest->len -= word.len;
    if (rest->len > 0 && rest->at[0] == ' ') {
        rest->at++;
        rest->len--;
    }
    return word;
}

static inline void
ada_text_set(struct ada_row *row, struct text word)
{
    size_t name = 0;
    struct text value;

    while (name < word.len && word.at[name] != '=')
        name++;
    if (name == word.len)
        fail_msg("\"%.*s\" has no value", (int)word.len, word.at);
    value = (struct text){word.at + name + 1, word.len - name - 1};
    word.len = name;
    if (text_equals(word, TEXT("at")))
        snprintf(row->school, sizeof row->school, "%.*s", (int)value.len, value.at);
    else if (text_equals(word, TEXT("young")))
        row->age_18_or_less = ada_text_number(value, 2);
    else if (text_equals(word, TEXT("exempt")))
        row->pregnant_parenting = ada_text_number(value, 2);
    else if (text_equals(word, TEXT("emergency")))
        row->emergency = ada_text_number(value, 2);
    else if (text_equals(word, TEXT("ratio")))
        row->negotiated_ratio = ada_text_number(value, 4);
    else if (text_equals(word, TEXT("split")))
        *(*value.at == 'Y' ? &row->elects_split : &row->declines_split) = true;
    else if (text_equals(word, TEXT("election")))
        row->has_election = ada_election_find(value, &row->election);
    else
        fail_msg("what is \"%.*s\"?", (int)word.len, word.at);
}

/* Reads one line off rest. */
static inline struct ada_row
ada_text_row(struct text *rest, unsigned long record)
{
    struct ada_row row = {.record = record,
        .line = record + 1,
        .age_18_or_less = ADA_NONE,
        .pregnant_parenting = ADA_NONE,
        .emergency = ADA_NONE,
        .negotiated_ratio = ADA_NONE};

    if (!ada_program_find(ada_text_word(rest), &row.program) ||
        !ada_span_find(ada_text_word(rest), &row.span))
        fail_msg("no program line or grade span before \"%.*s\"", (int)rest->len, rest->at);
    row.p2_ada = ada_text_number(ada_text_word(rest), 2);
    row.teacher_fte = ada_text_number(ada_text_word(rest), 2);
    while (rest->len > 0 && rest->at[0] != '\n')
        ada_text_set(&row, ada_text_word(rest));
    if (rest->len > 0) {
        rest->at++;
        rest->len--;
    }
    return row;
}

static inline void
ada_text_add(struct ada_figures *figures, const char *rows)
{
    struct text rest = text_of(rows);

    for (unsigned long record = 1; rest.len > 0; record++) {
        struct ada_row row = ada_text_row(&rest, record);

        ada_figures_add(figures, &row);
    }
}

static inline void
ada_text_amount(struct buf *buf, int64_t hundredths)
{
    char text[ADA_TEXT_SIZE];

    buf_printf(buf, " %s", hundredths == ADA_NONE ? "-" : ada_figure_text(hundredths, text));
}

/*
 * A line each: record, rule, program line with school, grade span, claimed, comparison
 * and own ratio, eligible and excess ADA; "!" if it is found, "split" if that is.
 */
static inline void
ada_text_print(struct buf *buf, const struct ada_figure *figures, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct ada_line *line = &figures[i].line;

        buf_printf(buf, "%lu %s %s%s%s %s", figures[i].record, line->rule,
            ada_program_code(line->program), line->school[0] == '\0' ? "" : "@", line->school,
            ada_span_code(line->span));
        ada_text_amount(buf, line->claimed);
        ada_text_amount(buf, line->comparison_ratio);
        ada_text_amount(buf, line->is_ratio);
        ada_text_amount(buf, line->eligible);
        ada_text_amount(buf, line->excess);
        buf_add_text(buf, figures[i].found == RULE_NONE ? "" : " !");
        buf_add_text(buf, figures[i].split_reason == NULL ? "" : " split");
        buf_add_text(buf, figures[i].missing == ADA_MISSING_OTHER_LEA ? " other LEA" : "");
        buf_add_text(buf, figures[i].missing == ADA_MISSING_DIRECTORY ? " directory" : "");
        buf_add_byte(buf, '\n');
    }
    buf_terminate(buf);
}

#endif
