/*
 * The two ways to split a record, and every way to cut the input into pieces,
 * give the same records. The first two bytes choose the delimiter and the cuts.
 */
#include "tests/support/transcript.h"

#include "ingest/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct reading {
    struct record_sink sink;
    char delimiter;
};

static int
on_first_line(void *ctx, struct text line, unsigned long number, char *delimiter, struct err *err)
{
    const struct reading *reading = ctx;

    (void)line;
    (void)number;
    (void)err;
    *delimiter = reading->delimiter;
    return 0;
}

static int
on_record(void *ctx, const struct record *record, struct err *err)
{
    const struct reading *reading = ctx;
    struct buf *out = reading->sink.ctx;

    if (transcript_record(out, record, err) != 0)
        return -1;
    transcript_add_bytes(out, record->raw);
    buf_add_text(out, "\n");
    return 0;
}

static int
on_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    const struct reading *reading = ctx;

    return transcript_problem(reading->sink.ctx, problem, err);
}

/* Pieces are copies of their exact size, so that a read past the end is seen. */
static int
feed(struct reader *reader, struct text piece, struct err *err)
{
    char *exact = malloc(piece.len != 0 ? piece.len : 1);
    int rc;

    if (exact == NULL)
        abort();
    memcpy(exact, piece.at, piece.len);
    rc = reader_feed(reader, (struct text){exact, piece.len}, err);
    free(exact);
    return rc;
}

static void
read_all(struct text bytes, char delimiter, size_t cut, bool always_libcsv, struct buf *out)
{
    struct reading reading = {transcript_sink(out), delimiter};
    struct reader_sink sink = {on_first_line, on_record, on_problem, &reading};
    struct reader *reader = reader_new(&sink, always_libcsv);
    struct reader_position position;
    struct err err;

    for (size_t at = 0; at < bytes.len; at += cut) {
        size_t len = bytes.len - at < cut ? bytes.len - at : cut;

        if (feed(reader, (struct text){bytes.at + at, len}, &err) != 0)
            abort();
        reader_find_position(reader, &position);
    }
    if (reader_finish(reader, &err) != 0)
        abort();
    reader_free(reader);
    buf_terminate(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = ",^\t";
    struct text bytes;
    struct buf expected = {0};

    if (size < 3)
        return 0;
    bytes = (struct text){(const char *)data + 2, size - 2};
    read_all(bytes, delimiters[data[0] % 3], bytes.len, false, &expected);
    for (int i = 0; i < 4; i++) {
        struct buf other = {0};
        size_t cut = i < 2 ? (size_t)data[1] + 1 : bytes.len;

        read_all(bytes, delimiters[data[0] % 3], cut, i % 2 == 0, &other);
        if (expected.len != other.len || memcmp(expected.data, other.data, expected.len) != 0)
            abort();
        buf_free(&other);
    }
    buf_free(&expected);
    return 0;
}
