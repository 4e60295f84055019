#include <stdarg.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/parse.h"

#include "ingest/binding.h"
#include "ingest/form.h"
#include "ingest/near_column.h"

enum {
    SENR_LAYOUT_YEAR = 2023, /* before it, SENR had other columns at the end */
    NAME_SHOWN = 60,         /* characters of a foreign column name in a message */
    TITLE_LINES = 20,        /* lines in which the header row is looked for below a title */
};

struct binding {
    struct record_sink sink;
    struct reader_sink reader_sink;
    struct file_form form;
    bool has_fatal;
    bool is_bound;
    bool has_header_row;     /* it was read */
    struct form_guess title; /* of a first line that is neither header row nor record */
    int title_lines;         /* passed over so far */
    bool is_title_told;
    uint64_t records;
    unsigned long header_line;
    struct buf header; /* the row as submitted */
    struct buf names;  /* its values, one behind the other */
    struct text name[RECORD_MAX_FIELDS];
    int16_t column_of_field[RECORD_MAX_FIELDS];
    int16_t field_of_column[LAYOUT_MAX_COLUMNS];
};

int
binding_add_problem(struct binding *binding, const struct read_problem *problem, struct err *err)
{
    if (problem->kind != READ_COLUMN_NOT_RECOGNISED)
        binding->has_fatal = true;
    return binding->sink.problem(binding->sink.ctx, problem, err);
}

static int
on_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    return binding_add_problem(ctx, problem, err);
}

/* A problem of the first lines; its field counts from 1, 0 for none. */
static int __attribute__((format(printf, 5, 6))) report(struct binding *binding,
    enum read_problem_kind kind, int field, struct err *err, const char *format, ...)
{
    char detail[300];
    struct read_problem problem = {
        .kind = kind, .line = binding->header_line, .field = field, .detail = detail};
    va_list args;

    va_start(args, format);
    vsnprintf(detail, sizeof detail, format, args);
    va_end(args);
    return binding_add_problem(binding, &problem, err);
}

int
binding_end_search(struct binding *binding, struct err *err)
{
    if (binding->title_lines == 0 || binding->is_title_told)
        return 0;
    binding->is_title_told = true;
    return report(binding, binding->title.problem, 0, err, "%s", binding->title.detail);
}

/* A line below one that could be a title: is the file read from here on? That is for its sender. */
static int
look_below(struct binding *binding, const struct form_guess *guess, unsigned long number,
    char *delimiter, struct err *err)
{
    if (!guess->is_known && binding->title_lines < TITLE_LINES) {
        binding->title_lines++;
        *delimiter = READER_NEXT_LINE;
        return 0;
    }
    if (!guess->is_known)
        return binding_end_search(binding, err);
    binding->is_title_told = true;
    return report(binding, binding->title.problem, 0, err,
        "the %s on line %lu; take away what stands above it",
        guess->has_header ? "header row is" : "records begin", number);
}

static int
on_first_line(void *ctx, struct text line, unsigned long number, char *delimiter, struct err *err)
{
    struct binding *binding = ctx;
    struct form_guess guess;

    if (binding->is_title_told)
        return 0;
    form_recognise(line, &guess);
    if (binding->title_lines > 0)
        return look_below(binding, &guess, number, delimiter, err);
    binding->header_line = number;
    if (guess.may_be_title) {
        binding->title = guess;
        return look_below(binding, &guess, number, delimiter, err);
    }
    if (!guess.is_known)
        return report(binding, guess.problem, 0, err, "%s", guess.detail);
    binding->form.has_header = guess.has_header;
    binding->form.delimiter = guess.delimiter;
    binding->form.extract = guess.extract;
    binding->form.is_ods = guess.is_ods;
    *delimiter = guess.delimiter;
    return 0;
}

/* Keeps the header row until the first record tells its extract. */
static int
take_header(struct binding *binding, const struct record *record, struct err *err)
{
    size_t at = 0;

    binding->has_header_row = true;
    binding->form.field_count = record->field_count;
    if (record->is_malformed)
        return report(binding, READ_EXTRACT_NOT_RECOGNISED, 0, err,
            "the header row has text after a closing quote");
    if (record->field_count > RECORD_MAX_FIELDS)
        return report(binding, READ_EXTRACT_NOT_RECOGNISED, 0, err,
            "the header row has %d columns; at most %d are read", record->field_count,
            RECORD_MAX_FIELDS);
    buf_add(&binding->header, record->raw.at, record->raw.len);
    for (int i = 0; i < record->field_count; i++)
        buf_add(&binding->names, record->fields[i].at, record->fields[i].len);
    for (int i = 0; i < record->field_count; i++) {
        binding->name[i] = (struct text){
            binding->names.data != NULL ? binding->names.data + at : "", record->fields[i].len};
        at += record->fields[i].len;
    }
    binding->form.header = (struct text){binding->header.data, binding->header.len};
    return 0;
}

/* The value of a column in the first record; empty when the header does not have the column. */
static struct text
value_of(
    const struct binding *binding, const struct record *record, enum extract extract, int column)
{
    for (int i = 0; i < binding->form.field_count && i < record->field_count; i++)
        if (layout_find_column(extract, binding->name[i]) == column)
            return text_trim(record->fields[i]);
    return (struct text){0};
}

/* By the record type of the first record, else by the names of the header row. */
static enum extract
find_extract(struct binding *binding, const struct record *record)
{
    /* Every extract has the record type under the same names. */
    struct text type = value_of(binding, record, EXTRACT_SENR, SENR_record_type);
    enum extract extract = layout_find_extract(type, &binding->form.is_ods);
    int known;

    if (extract != EXTRACT_NONE)
        return extract;
    return form_match_header(binding->name, binding->form.field_count, &known);
}

/* A name for a message: what is not plainly printable becomes "?". */
static void
show_name(struct text name, char shown[NAME_SHOWN + 1])
{
    size_t len = 0;

    name = text_trim(name);
    for (size_t i = 0; i < name.len && len < NAME_SHOWN; i++)
        if (((unsigned char)name.at[i] & 0xc0) != 0x80)
            shown[len++] = name.at[i] >= ' ' && name.at[i] <= '~' ? name.at[i] : '?';
    shown[len] = '\0';
}

/* Nothing is bound to a column by a name that is only near. */
static int
report_unknown(struct binding *binding, int field, struct err *err)
{
    struct text name = binding->name[field];
    const struct layout *layout = layout_of(binding->form.extract);
    int near;
    char shown[NAME_SHOWN + 1];

    if (text_trim(name).len == 0)
        return report(binding, READ_COLUMN_NOT_RECOGNISED, field + 1, err,
            "column %d has no name; what stands in it is ignored", field + 1);
    near = near_column_find(binding->form.extract, name, binding->name, binding->form.field_count);
    show_name(name, shown);
    return report(binding, READ_COLUMN_NOT_RECOGNISED, field + 1, err,
        "\"%s\" is not a column of %s%s%s%s", shown, layout->name,
        near < 0 ? "" : "; did you mean ", near < 0 ? "" : layout->columns[near].name,
        near < 0 ? "" : "?");
}

static int
bind_name(struct binding *binding, int field, struct err *err)
{
    struct text name = binding->name[field];
    enum extract extract = binding->form.extract;
    int column = layout_find_column(extract, name);

    binding->column_of_field[field] = (int16_t)column;
    if (column < 0 && form_is_ods_column(name))
        return 0;
    if (column < 0)
        return report_unknown(binding, field, err);
    if (binding->field_of_column[column] >= 0)
        return report(binding, READ_COLUMN_DUPLICATED, field + 1, err, "%s is column %d and %d",
            layout_of(extract)->columns[column].name, binding->field_of_column[column] + 1,
            field + 1);
    binding->field_of_column[column] = (int16_t)field;
    return 0;
}

static int
report_missing(struct binding *binding, const struct column *column, struct err *err)
{
    const char *extract = layout_of(binding->form.extract)->name;

    if (column->calpads_name[0] == '\0')
        return report(
            binding, READ_COLUMN_MISSING, 0, err, "%s, which %s requires", column->name, extract);
    return report(binding, READ_COLUMN_MISSING, 0, err, "%s (%s), which %s requires", column->name,
        column->calpads_name, extract);
}

static int
bind_header(struct binding *binding, struct err *err)
{
    const struct layout *layout = layout_of(binding->form.extract);

    for (int i = 0; i < layout->column_count; i++)
        binding->field_of_column[i] = -1;
    for (int i = 0; i < binding->form.field_count; i++)
        if (bind_name(binding, i, err) != 0)
            return -1;
    for (int i = 0; i < layout->column_count; i++)
        if (layout->columns[i].is_required && binding->field_of_column[i] < 0 &&
            report_missing(binding, &layout->columns[i], err) != 0)
            return -1;
    return 0;
}

static void
bind_positions(struct binding *binding)
{
    const struct layout *layout = layout_of(binding->form.extract);

    binding->form.field_count = layout->column_count;
    for (int i = 0; i < layout->column_count; i++) {
        binding->column_of_field[i] = (int16_t)i;
        binding->field_of_column[i] = (int16_t)i;
    }
}

/* SENR by position is read from the year on in which its columns became what they are. */
static bool
has_old_positions(const struct binding *binding, const struct record *record)
{
    int year;

    return binding->form.extract == EXTRACT_SENR && record->field_count > SENR_academic_year &&
           parse_school_year(text_trim(record->fields[SENR_academic_year]), &year) &&
           year < SENR_LAYOUT_YEAR;
}

/* At the first record all is there that tells the form. */
static int
bind(struct binding *binding, const struct record *record, struct err *err)
{
    binding->is_bound = true;
    if (!binding->form.has_header) {
        if (has_old_positions(binding, record))
            return report(binding, READ_EXTRACT_NOT_RECOGNISED, 0, err,
                "SENR of a year before 2023-2024 had its columns at other positions; send it with "
                "a header row");
        bind_positions(binding);
    } else {
        binding->form.extract = find_extract(binding, record);
        if (binding->form.extract == EXTRACT_NONE)
            return report(binding, READ_EXTRACT_NOT_RECOGNISED, 0, err, "%s",
                binding->form.field_count == 1
                    ? "the header row is one value in quotes; take the quotes around each line away"
                    : "the first record has no known record type, and the header row fits no "
                      "extract or several");
        if (bind_header(binding, err) != 0)
            return -1;
    }
    if (binding->has_fatal)
        return 0;
    return binding->sink.begin(binding->sink.ctx, &binding->form, err);
}

static int
on_record(void *ctx, const struct record *record, struct err *err)
{
    struct binding *binding = ctx;
    struct record numbered = *record;

    if (binding->form.has_header && !binding->has_header_row)
        return take_header(binding, record, err);
    binding->records++;
    if (!binding->is_bound && !binding->has_fatal && bind(binding, record, err) != 0)
        return -1;
    if (binding->has_fatal)
        return 0;
    numbered.number = (unsigned long)binding->records;
    return binding->sink.record(binding->sink.ctx, &numbered, err);
}

struct binding *
binding_new(const struct record_sink *sink, const struct file_form *base)
{
    struct binding *binding = memory_new(sizeof *binding);

    binding->sink = *sink;
    binding->form = *base;
    binding->form.column_of_field = binding->column_of_field;
    binding->form.field_of_column = binding->field_of_column;
    binding->reader_sink = (struct reader_sink){on_first_line, on_record, on_problem, binding};
    return binding;
}

void
binding_free(struct binding *binding)
{
    if (binding == NULL)
        return;
    buf_free(&binding->header);
    buf_free(&binding->names);
    free(binding);
}

const struct reader_sink *
binding_reader_sink(struct binding *binding)
{
    return &binding->reader_sink;
}

int
binding_finish(struct binding *binding, struct err *err)
{
    if (binding_end_search(binding, err) != 0)
        return -1;
    if (binding->has_fatal || binding->records > 0)
        return 0;
    binding->header_line = 0;
    return report(binding, READ_EMPTY, 0, err, "%s",
        binding->has_header_row ? "there is a header row, and no record below it"
                                : "there is no record in the file");
}

uint64_t
binding_records(const struct binding *binding)
{
    return binding->records;
}
