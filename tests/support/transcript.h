#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "ingest/ingest.h"

/* Initialises a struct text with a literal that may hold NULs. */
#define BYTES(literal)                                                                             \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }

/*
 * Writes down what ingest says of a file, one line an event, so that a test
 * compares two texts:
 *
 *     form SENR position comma
 *     1/1 [SENR][A]
 *     ! QUOTE_UNCLOSED 3:0 the quoted value ...
 *
 * A record is its line, its number, "bad" when it is malformed, its fields.
 * Bytes that do not print are shown as \xNN.
 */

static inline void
transcript_add_bytes(struct buf *out, struct text text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c == '\n')
            buf_add_text(out, "\\n");
        else if (c == '\r')
            buf_add_text(out, "\\r");
        else if (c < ' ' || c == 0x7f)
            buf_printf(out, "\\x%02x", c);
        else
            buf_add_byte(out, (char)c);
    }
}

static inline int
transcript_form(void *ctx, const struct file_form *form, struct err *err)
{
    static const char *const encodings[] = {"", " utf-16le", " utf-16be", " windows-1252"};
    struct buf *out = ctx;

    (void)err;
    buf_printf(out, "form %s%s %s %s%s%s%s\n", layout_of(form->extract)->name,
        form->is_ods ? "-R" : "", form->has_header ? "header" : "position",
        form->delimiter == ','   ? "comma"
        : form->delimiter == '^' ? "caret"
                                 : "tab",
        form->has_bom ? " bom" : "", form->is_gzip ? " gzip" : "", encodings[form->encoding]);
    return 0;
}

static inline int
transcript_record(void *ctx, const struct record *record, struct err *err)
{
    struct buf *out = ctx;

    (void)err;
    buf_printf(out, "%lu/%lu %s", record->line, record->number, record->is_malformed ? "bad " : "");
    for (int i = 0; i < record->field_count && i < RECORD_MAX_FIELDS; i++) {
        buf_add_byte(out, '[');
        transcript_add_bytes(out, record->fields[i]);
        buf_add_byte(out, ']');
    }
    if (record->field_count > RECORD_MAX_FIELDS)
        buf_printf(out, " of %d", record->field_count);
    buf_add_text(out, "\n");
    return 0;
}

static inline int
transcript_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    static const char *const kinds[] = {"UNREADABLE", "EMPTY", "COMPRESSED_DAMAGED",
        "NOT_SUPPORTED", "TOO_LARGE", "EXTRACT_NOT_RECOGNISED", "DELIMITER_UNCLEAR",
        "ENCODING_WRONG", "QUOTE_UNCLOSED", "COLUMN_MISSING", "COLUMN_DUPLICATED",
        "COLUMN_NOT_RECOGNISED"};
    struct buf *out = ctx;

    (void)err;
    buf_printf(out, "! %s %lu:%d %s\n", kinds[problem->kind], problem->line, problem->field,
        problem->detail);
    return 0;
}

static inline struct record_sink
transcript_sink(struct buf *out)
{
    return (struct record_sink){transcript_form, transcript_record, transcript_problem, out};
}

/* A file in memory that has a path: no test leaves a file behind. */
struct memory_file {
    int fd;
    char path[64];
};

static inline void
memory_file_open(struct memory_file *file, struct text bytes)
{
    size_t done = 0;

    file->fd = memfd_create("input", MFD_CLOEXEC);
    if (file->fd < 0)
        abort();
    while (done < bytes.len) {
        ssize_t wrote = write(file->fd, bytes.at + done, bytes.len - done);

        if (wrote <= 0)
            abort();
        done += (size_t)wrote;
    }
    snprintf(file->path, sizeof file->path, "/proc/self/fd/%d", file->fd);
}

static inline void
memory_file_close(struct memory_file *file)
{
    close(file->fd);
}

/* Reads the bytes as a file and returns what transcript_sink() wrote down, for the caller to free.
 */
static inline char *
transcript_of(struct text bytes, const struct ingest_options *options, struct ingest_result *result)
{
    struct memory_file file;
    struct buf out = {0};
    struct record_sink sink = transcript_sink(&out);
    struct err err;

    memory_file_open(&file, bytes);
    if (ingest_file(file.path, options, &sink, result, &err) != 0)
        buf_printf(&out, "failure %s\n", err.text);
    memory_file_close(&file);
    buf_terminate(&out);
    return out.data;
}

#endif
