#include <stdarg.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/memory.h"

#include "ingest/line_finder.h"
#include "ingest/quoted.h"
#include "ingest/reader.h"
#include "ingest/split.h"
#include "ingest/utf8.h"

#define CTRL_Z '\x1a'

struct reader {
    struct reader_sink sink;
    bool always_libcsv;
    bool is_over;
    bool is_recognised; /* the first line was seen */
    char delimiter;
    bool has_quoting;
    unsigned long lines; /* that have ended */
    unsigned long records;

    struct line_finder finder; /* of the piece in hand */

    /* The beginning of a record whose end is not there yet. */
    struct buf pending;
    size_t line_at; /* where its last line begins */
    bool is_quoted; /* in a quoted value at line_at */
    unsigned long record_line;
    unsigned long quote_line; /* where the open quoted value began */

    /* A line of a lone Ctrl-Z, which counts only if another line follows. */
    char ctrl_z[3];
    size_t ctrl_z_len;
    unsigned long ctrl_z_line;

    const struct splitter *splitter;
    struct quoted *quoted;
    enum record_bytes bytes; /* of fields */
    struct text fields[RECORD_MAX_FIELDS];
};

struct reader *
reader_new(const struct reader_sink *sink, bool always_libcsv)
{
    struct reader *reader = memory_new(sizeof *reader);

    reader->sink = *sink;
    reader->always_libcsv = always_libcsv;
    reader->splitter = splitter_best();
    return reader;
}

void
reader_free(struct reader *reader)
{
    if (reader == NULL)
        return;
    quoted_free(reader->quoted);
    buf_free(&reader->pending);
    free(reader);
}

static int __attribute__((format(printf, 5, 6))) give_up(struct reader *reader,
    enum read_problem_kind kind, unsigned long line, struct err *err, const char *format, ...)
{
    char detail[160];
    struct read_problem problem = {.kind = kind, .line = line, .detail = detail};
    va_list args;

    va_start(args, format);
    vsnprintf(detail, sizeof detail, format, args);
    va_end(args);
    reader->is_over = true;
    return reader->sink.problem(reader->sink.ctx, &problem, err);
}

/* The line without its line end. */
static struct text
content_of(struct text line)
{
    if (line.len > 0 && line.at[line.len - 1] == '\n')
        line.len--;
    if (line.len > 0 && line.at[line.len - 1] == '\r')
        line.len--;
    return line;
}

static bool
is_blank(struct text content)
{
    for (size_t i = 0; i < content.len; i++)
        if (content.at[i] != ' ')
            return false;
    return true;
}

static int
deliver(struct reader *reader, struct text raw, int field_count, bool is_malformed, struct err *err)
{
    struct record record = {
        .line = reader->record_line,
        .number = ++reader->records,
        .raw = raw,
        .is_malformed = is_malformed,
        .bytes = reader->bytes,
        .field_count = field_count,
        .fields = reader->fields,
    };

    return reader->sink.record(reader->sink.ctx, &record, err);
}

static int
recognise(struct reader *reader, struct text content, struct err *err)
{
    char delimiter = 0;

    if (reader->sink.first_line(reader->sink.ctx, content, reader->lines, &delimiter, err) != 0)
        return -1;
    if (delimiter == READER_NEXT_LINE)
        return 0;
    reader->is_recognised = true;
    reader->delimiter = delimiter;
    reader->is_over = delimiter == 0;
    reader->has_quoting = delimiter != '^';
    if (reader->has_quoting && !reader->is_over)
        reader->quoted = quoted_new(delimiter);
    return 0;
}

/* The line that was kept is not the last: it is a record. */
static int
release_ctrl_z(struct reader *reader, struct err *err)
{
    struct text raw = {reader->ctrl_z, reader->ctrl_z_len};

    reader->ctrl_z_len = 0;
    if (!reader->is_recognised && recognise(reader, content_of(raw), err) != 0)
        return -1;
    if (reader->is_over || !reader->is_recognised)
        return 0;
    reader->record_line = reader->ctrl_z_line;
    reader->fields[0] = (struct text){raw.at, 1};
    reader->bytes = RECORD_BYTES_ANY;
    return deliver(reader, raw, 1, false, err);
}

/* Before a line begins a record. False in *is_record for one that does not. */
static int
examine_line(struct reader *reader, struct text line, bool *is_record, struct err *err)
{
    struct text content = content_of(line);

    *is_record = false;
    if (is_blank(content))
        return 0;
    if (reader->ctrl_z_len > 0 && release_ctrl_z(reader, err) != 0)
        return -1;
    if (reader->is_over)
        return 0;
    if (content.len == 1 && content.at[0] == CTRL_Z) {
        memcpy(reader->ctrl_z, line.at, line.len);
        reader->ctrl_z_len = line.len;
        reader->ctrl_z_line = reader->lines;
        return 0;
    }
    if (!reader->is_recognised && recognise(reader, content, err) != 0)
        return -1;
    *is_record = reader->is_recognised && !reader->is_over;
    return 0;
}

static int
deliver_quoted(struct reader *reader, struct text raw, bool is_malformed, struct err *err)
{
    reader->bytes = RECORD_BYTES_ANY;
    return deliver(reader, raw, quoted_fields(reader->quoted, reader->fields), is_malformed, err);
}

/* The fields of a line that is a whole record; -1 when that is for libcsv to say. */
static int
split_in_place(struct reader *reader, struct text content, bool has_quote)
{
    const struct splitter *splitter = reader->splitter;

    if (!reader->has_quoting || !(has_quote || reader->always_libcsv))
        return splitter->split(content, reader->delimiter, reader->fields, &reader->bytes);
    if (reader->always_libcsv)
        return -1;
    return splitter->split_quoted(content, reader->delimiter, reader->fields, &reader->bytes);
}

/*
 * A line of a record with quotes. raw is the record so far. Sets *is_whole when
 * the record ended with the line.
 */
static int
take_quoted_line(
    struct reader *reader, struct text line, struct text raw, bool *is_whole, struct err *err)
{
    int before = reader->is_quoted ? quoted_count(reader->quoted) : -1;
    enum quoted_state state = quoted_add_line(reader->quoted, line);

    *is_whole = state != QUOTED_OPEN;
    if (*is_whole)
        return deliver_quoted(reader, raw, state == QUOTED_MALFORMED, err);
    if (quoted_count(reader->quoted) != before)
        reader->quote_line = reader->lines;
    if (quoted_open_len(reader->quoted) > QUOTED_MAX_SIZE)
        return give_up(reader, READ_QUOTE_UNCLOSED, reader->quote_line, err,
            "the quoted value that opens on line %lu is not closed within 64 KiB",
            reader->quote_line);
    return 0;
}

static int
give_up_long(struct reader *reader, struct err *err)
{
    unsigned long line = reader->is_quoted ? reader->record_line : reader->lines + 1;

    return give_up(reader, READ_UNREADABLE, line, err,
        reader->is_quoted ? "the record that begins on line %lu is longer than 1 MiB"
                          : "line %lu is longer than 1 MiB",
        line);
}

/*
 * One whole line; raw is the record so far, the line included. Sets *is_open
 * when the record goes on with the next line.
 */
static int
take_line(struct reader *reader, struct text line, struct text raw, bool has_quote, bool *is_open,
    struct err *err)
{
    bool is_whole = true;

    *is_open = false;
    if (raw.len > RECORD_MAX_SIZE)
        return give_up_long(reader, err);
    reader->lines++;
    if (!reader->is_quoted) {
        bool is_record;
        int count;

        if (examine_line(reader, line, &is_record, err) != 0)
            return -1;
        if (!is_record)
            return 0;
        reader->record_line = reader->lines;
        count = split_in_place(reader, content_of(line), has_quote);
        if (count >= 0)
            return deliver(reader, raw, count, false, err);
    }
    if (take_quoted_line(reader, line, raw, &is_whole, err) != 0)
        return -1;
    *is_open = !is_whole;
    return 0;
}

static bool
ends_with_cr(const struct reader *reader)
{
    const struct buf *pending = &reader->pending;

    return pending->len > reader->line_at && pending->data[pending->len - 1] == '\r';
}

/* The last line of pending has ended. */
static int
take_pending_line(struct reader *reader, struct err *err)
{
    struct text raw = {reader->pending.data, reader->pending.len};
    struct text line = {raw.at + reader->line_at, raw.len - reader->line_at};
    bool has_quote = memchr(line.at, '"', line.len) != NULL;
    bool is_open;

    if (take_line(reader, line, raw, has_quote, &is_open, err) != 0)
        return -1;
    reader->is_quoted = is_open;
    if (!is_open)
        buf_reset(&reader->pending);
    reader->line_at = reader->pending.len;
    return 0;
}

/* Adds the piece from *at to what is pending, to the end of the line when it is there. */
static int
feed_pending(struct reader *reader, size_t *at, struct err *err)
{
    size_t begin = *at, end;

    if (ends_with_cr(reader))
        end = begin + (reader->finder.piece.at[begin] == '\n');
    else
        end = line_finder_end(&reader->finder, begin);
    *at = end != LINE_END_NONE ? end : reader->finder.piece.len;
    buf_add(&reader->pending, reader->finder.piece.at + begin, *at - begin);
    if (end != LINE_END_NONE)
        return take_pending_line(reader, err);
    if (reader->pending.len > RECORD_MAX_SIZE)
        return give_up_long(reader, err);
    return 0;
}

/* The line at *at where it lies; what has no end yet becomes pending. */
static int
feed_in_place(struct reader *reader, size_t *at, struct err *err)
{
    size_t begin = *at, end = line_finder_end(&reader->finder, begin);
    struct text line;
    bool is_open;

    if (end == LINE_END_NONE)
        return feed_pending(reader, at, err);
    *at = end;
    line = (struct text){reader->finder.piece.at + begin, end - begin};
    if (take_line(reader, line, line, line_finder_has_quote(&reader->finder, begin, end), &is_open,
            err) != 0)
        return -1;
    if (is_open) {
        buf_add(&reader->pending, line.at, line.len);
        reader->line_at = line.len;
        reader->is_quoted = true;
    }
    return 0;
}

int
reader_feed(struct reader *reader, struct text utf8, struct err *err)
{
    size_t at = 0;

    if (utf8.len == 0 || reader->is_over)
        return 0;
    line_finder_start(&reader->finder, utf8);
    while (at < utf8.len && !reader->is_over) {
        int rc = reader->pending.len > 0 ? feed_pending(reader, &at, err)
                                         : feed_in_place(reader, &at, err);

        if (rc != 0) {
            reader->is_over = true;
            return -1;
        }
    }
    return 0;
}

int
reader_finish(struct reader *reader, struct err *err)
{
    if (reader->is_over)
        return 0;
    if (reader->pending.len > reader->line_at && take_pending_line(reader, err) != 0)
        return -1;
    if (reader->is_quoted && !reader->is_over)
        return give_up(reader, READ_QUOTE_UNCLOSED, reader->quote_line, err,
            "the quoted value that opens on line %lu is never closed", reader->quote_line);
    reader->is_over = true;
    return 0;
}

static int
count_fields(const struct reader *reader, struct text record)
{
    bool is_quoted = false;
    int count = 1;

    for (size_t i = 0; i < record.len; i++) {
        if (reader->has_quoting && record.at[i] == '"')
            is_quoted = !is_quoted;
        else if (record.at[i] == reader->delimiter && !is_quoted)
            count++;
    }
    return count;
}

void
reader_find_position(const struct reader *reader, struct reader_position *position)
{
    struct text record = {reader->pending.data, reader->pending.len};
    struct text line = {NULL, record.len - reader->line_at};

    if (line.len > 0)
        line.at = record.at + reader->line_at;
    *position = (struct reader_position){.line = reader->lines + 1, .character = 1};
    if (ends_with_cr(reader))
        position->line++;
    else
        position->character += text_count_characters(line);
    if (ends_with_cr(reader) && !reader->is_quoted)
        record.len = 0;
    if (reader->delimiter != 0)
        position->field = count_fields(reader, record);
}
