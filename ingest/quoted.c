#include <csv.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/record.h"

#include "ingest/quoted.h"

struct quoted {
    struct csv_parser parser;
    char delimiter;
    bool is_between; /* the next line begins a record */
    bool is_whole;   /* libcsv has ended the record */
    struct buf values;
    size_t ends[RECORD_MAX_FIELDS]; /* of each value in values */
    int count;                      /* may exceed RECORD_MAX_FIELDS */
};

static int
is_never_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void *
grow(void *old, size_t size)
{
    return memory_grow(old, size, 1);
}

static void
start_parser(struct quoted *quoted)
{
    csv_init(&quoted->parser, CSV_STRICT);
    csv_set_delim(&quoted->parser, (unsigned char)quoted->delimiter);
    csv_set_space_func(&quoted->parser, is_never_space);
    csv_set_realloc_func(&quoted->parser, grow);
}

struct quoted *
quoted_new(char delimiter)
{
    struct quoted *quoted = memory_new(sizeof *quoted);

    quoted->delimiter = delimiter;
    quoted->is_between = true;
    start_parser(quoted);
    return quoted;
}

void
quoted_free(struct quoted *quoted)
{
    if (quoted == NULL)
        return;
    csv_free(&quoted->parser);
    buf_free(&quoted->values);
    free(quoted);
}

static void
on_value(void *bytes, size_t len, void *ctx)
{
    struct quoted *quoted = ctx;

    if (quoted->count < RECORD_MAX_FIELDS) {
        buf_add(&quoted->values, bytes, len);
        quoted->ends[quoted->count] = quoted->values.len;
    }
    quoted->count++;
}

static void
on_record(int line_end, void *ctx)
{
    struct quoted *quoted = ctx;

    (void)line_end;
    quoted->is_whole = true;
}

/*
 * Strict mode stops at each quote where there should be none. In an unquoted
 * value it is taken as it is, out of strict mode; false for text after a
 * closing quote.
 */
static bool
parse(struct quoted *quoted, struct text bytes)
{
    struct csv_parser *parser = &quoted->parser;
    size_t done = 0;

    for (;;) {
        done += csv_parse(parser, bytes.at + done, bytes.len - done, on_value, on_record, quoted);
        if (done == bytes.len)
            return true;
        if (parser->quoted)
            return false;
        csv_set_opts(parser, 0);
        done += csv_parse(parser, bytes.at + done, 1, on_value, on_record, quoted);
        csv_set_opts(parser, CSV_STRICT);
    }
}

static bool
has_line_end(struct text line)
{
    return line.len > 0 && (line.at[line.len - 1] == '\n' || line.at[line.len - 1] == '\r');
}

enum quoted_state
quoted_add_line(struct quoted *quoted, struct text line)
{
    if (quoted->is_between) {
        quoted->count = 0;
        quoted->is_whole = false;
        buf_reset(&quoted->values);
    }
    quoted->is_between = true;
    if (!parse(quoted, line) || (!has_line_end(line) && !parse(quoted, TEXT("\n")))) {
        /* Its state after an error is not to be used, not even to end it. */
        csv_free(&quoted->parser);
        start_parser(quoted);
        return QUOTED_MALFORMED;
    }
    quoted->is_between = quoted->is_whole;
    return quoted->is_whole ? QUOTED_WHOLE : QUOTED_OPEN;
}

int
quoted_count(const struct quoted *quoted)
{
    return quoted->count;
}

size_t
quoted_open_len(const struct quoted *quoted)
{
    return quoted->parser.entry_pos;
}

int
quoted_fields(const struct quoted *quoted, struct text *fields)
{
    int kept = quoted->count < RECORD_MAX_FIELDS ? quoted->count : RECORD_MAX_FIELDS;
    size_t at = 0;

    for (int i = 0; i < kept; i++) {
        size_t len = quoted->ends[i] - at;

        fields[i] = (struct text){len > 0 ? quoted->values.data + at : NULL, len};
        at = quoted->ends[i];
    }
    return quoted->count;
}
