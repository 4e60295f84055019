#ifndef JUDGED_H
#define JUDGED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "transform/directory.h"
#include "transform/judge.h"
#include "transform/reference.h"

/*
 * Judges a file given as text, without ingest: values between commas, no quotes, a
 * header row or the CALPADS form. What comes out is text again, so that a test is a
 * table of texts.
 */
struct judged {
    struct judge *judge;
    struct judge_options options;
    struct judgement judgement;
    struct buf findings; /* "line rule column days: detail" and LF, the last three if there */
    struct buf rows;     /* the record numbers of accepted rows, with a blank behind each */
    struct buf rejects;
    struct buf values; /* of the column watched in accepted rows: "[value]number;" */
    int watched;
    bool shows_info;
    enum extract extract;
    int field_count;
    int16_t column_of_field[LAYOUT_MAX_COLUMNS];
    int16_t field_of_column[LAYOUT_MAX_COLUMNS];
};

static inline int
judged_finding(void *ctx, const struct finding *finding, struct err *err)
{
    struct judged *judged = ctx;

    (void)err;
    if (finding->rule->severity == SEVERITY_INFO && !judged->shows_info)
        return 0;
    buf_printf(&judged->findings, "%lu %s", finding->line, finding->rule->id);
    if (finding->column != NULL)
        buf_printf(&judged->findings, " %s", finding->column);
    if (finding->ineligible_days != NO_COST)
        buf_printf(&judged->findings, " %lld", (long long)finding->ineligible_days);
    if (finding->detail != NULL)
        buf_printf(&judged->findings, ": %s", finding->detail);
    buf_add_text(&judged->findings, "\n");
    return 0;
}

static inline int
judged_row(void *ctx, const struct row *row, struct err *err)
{
    struct judged *judged = ctx;

    (void)err;
    buf_printf(&judged->rows, "%lu ", row->number);
    if (judged->watched >= 0) {
        const struct value *value = &row->values[judged->watched];

        if (value->is_present)
            buf_printf(&judged->values, "[%.*s]%lld;", (int)value->text.len, value->text.at,
                (long long)value->number);
        else
            buf_printf(&judged->values, "-;");
    }
    return 0;
}

static inline int
judged_reject(void *ctx, const struct record *record, struct err *err)
{
    (void)err;
    buf_printf(&((struct judged *)ctx)->rejects, "%lu ", record->number);
    return 0;
}

static inline void
judged_begin(struct judged *judged, struct text header)
{
    struct file_form form = {.extract = judged->extract, .has_header = header.len > 0};
    const struct layout *layout = layout_of(judged->extract);
    struct err err;

    for (int i = 0; i < LAYOUT_MAX_COLUMNS; i++)
        judged->column_of_field[i] = judged->field_of_column[i] = -1;
    while (header.len > 0) {
        const char *comma = memchr(header.at, ',', header.len);
        size_t len = comma == NULL ? header.len : (size_t)(comma - header.at);
        int column = layout_find_column(judged->extract, (struct text){header.at, len});

        assert_true(column >= 0);
        judged->column_of_field[form.field_count] = (int16_t)column;
        judged->field_of_column[column] = (int16_t)form.field_count++;
        len += comma != NULL;
        header.at += len;
        header.len -= len;
    }
    for (int i = 0; !form.has_header && i < layout->column_count; i++)
        judged->column_of_field[i] = judged->field_of_column[i] = (int16_t)i;
    if (!form.has_header)
        form.field_count = layout->column_count;
    form.column_of_field = judged->column_of_field;
    form.field_of_column = judged->field_of_column;
    form.delimiter = ',';
    assert_int_equal(judge_record_sink(judged->judge)->begin(judged->judge, &form, &err), 0);
}

static inline void
judged_feed(
    struct judged *judged, struct text line, unsigned long line_number, unsigned long record_number)
{
    struct text fields[64];
    struct record record = {
        .line = line_number, .number = record_number, .raw = line, .fields = fields};
    struct err err;

    for (;;) {
        const char *comma = line.len == 0 ? NULL : memchr(line.at, ',', line.len);
        size_t len = comma == NULL ? line.len : (size_t)(comma - line.at);

        assert_true(record.field_count < 64);
        fields[record.field_count++] = (struct text){line.at, len};
        if (comma == NULL)
            break;
        line.at += len + 1;
        line.len -= len + 1;
    }
    assert_int_equal(judge_record_sink(judged->judge)->record(judged->judge, &record, &err), 0);
}

static inline struct text
judged_take_line(const char **text)
{
    size_t len = strcspn(*text, "\n");
    struct text line = {*text, len};

    *text += len + ((*text)[len] == '\n');
    return line;
}

static inline void
judged_close(struct judged *judged)
{
    judge_free(judged->judge);
    judged->judge = NULL;
    buf_free(&judged->findings);
    buf_free(&judged->rows);
    buf_free(&judged->rejects);
    buf_free(&judged->values);
}

/* Judges a file; with has_header its first line names the columns. */
static inline void
judged_file(struct judged *judged, enum extract extract, bool has_header, const char *text)
{
    struct judge_sinks sinks = {
        .rows = {judged_row, judged},
        .findings = {judged_finding, judged},
        .rejects = {NULL, NULL, judged_reject, judged},
    };
    unsigned long line = 1, record = 1;
    struct err err;

    if (judged->judge != NULL)
        judged_close(judged);
    if (judged->options.as_of == 0)
        date_from_civil(2024, 9, 1, &judged->options.as_of);
    if (judged->options.max_rejected == 0)
        judged->options.max_rejected = 10000;
    judged->extract = extract;
    judged->judge = judge_new(&judged->options, &sinks);
    judged_begin(judged, has_header ? judged_take_line(&text) : (struct text){0});
    line += has_header;
    while (*text != '\0')
        judged_feed(judged, judged_take_line(&text), line++, record++);
    assert_int_equal(judge_finish(judged->judge, &judged->judgement, &err), 0);
    assert_true(row_counts_hold(&judged->judgement.rows));
    buf_add_text(&judged->findings, "");
    buf_add_text(&judged->rows, "");
    buf_add_text(&judged->rejects, "");
    buf_add_text(&judged->values, "");
}

/* An invented directory of two districts, their schools and a charter. */
static inline struct directory *
judged_directory(void)
{
    static const struct {
        const char *cds_code, *grades, *edops;
        bool is_charter;
        int opened, closed; /* year of 1 August, of 30 June; 0 for none */
    } rows[] = {
        {"01612340000000", "", "", false, 0, 0},
        {"01612340130001", "K-12", "TRAD", false, 0, 0},
        {"01612340130002", "9-12", "CON", false, 0, 0},
        {"01612340130003", "K-5", "TRAD", false, 0, 2022},
        {"01612340130004", "6-8", "TRAD", false, 2024, 0},
        {"01612340130005", "P-6", "TRAD", true, 0, 0},
        {"01612340130006", "12-Adult", "TRAD", false, 0, 0},
        {"01612340130007", "", "TRAD", false, 0, 0},
        {"02756780000000", "", "", false, 0, 0},
        {"02756780230001", "K-12", "TRAD", false, 0, 0},
    };
    struct directory *directory = directory_new();

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct school school = {.is_charter = rows[i].is_charter,
            .open_date = DATE_NONE,
            .close_date = DATE_NONE,
            .county_name = "Invented",
            .district_name = "Invented Unified",
            .school_name = "Invented School"};

        snprintf(school.cds_code, sizeof school.cds_code, "%s", rows[i].cds_code);
        snprintf(school.grades, sizeof school.grades, "%s", rows[i].grades);
        snprintf(school.edops, sizeof school.edops, "%s", rows[i].edops);
        if (rows[i].opened != 0)
            date_from_civil(rows[i].opened, 8, 1, &school.open_date);
        if (rows[i].closed != 0)
            date_from_civil(rows[i].closed, 6, 30, &school.close_date);
        directory_add(directory, &school);
    }
    directory_seal(directory);
    return directory;
}

/* A file of one extract without its header row, and what is found in it. */
struct judged_case {
    const char *about;
    const char *rows;
    const char *findings; /* as in struct judged */
};

static inline void
judged_cases(
    enum extract extract, const char *header, const struct judged_case *cases, size_t count)
{
    struct judged judged = {.watched = -1};
    struct reference *reference = reference_new();
    struct directory *directory = judged_directory();

    judged.options.reference = reference;
    judged.options.directory = directory;
    for (size_t i = 0; i < count; i++) {
        struct buf file = {0};

        buf_printf(&file, "%s%s", header, cases[i].rows);
        judged_file(&judged, extract, true, file.data);
        if (strcmp(judged.findings.data, cases[i].findings) != 0)
            fail_msg("%s:\n%sand not\n%s", cases[i].about, judged.findings.data, cases[i].findings);
        buf_free(&file);
    }
    judged_close(&judged);
    directory_free(directory);
    reference_free(reference);
}

#endif
