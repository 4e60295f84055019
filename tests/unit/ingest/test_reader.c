#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/transcript.h"

#include "ingest/reader.h"

/* A reader of a given delimiter whose events are written down. */
struct reading {
    struct record_sink sink;
    struct buf raw; /* of all records, one behind the other */
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
    struct reading *reading = ctx;

    buf_add(&reading->raw, record->raw.at, record->raw.len);
    return transcript_record(reading->sink.ctx, record, err);
}

static int
on_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    const struct reading *reading = ctx;

    return transcript_problem(reading->sink.ctx, problem, err);
}

/* Reads bytes in pieces of cut bytes; out gets the events, raw the bytes of the records. */
static void
read_in_pieces(struct text bytes, char delimiter, size_t cut, bool always_libcsv, struct buf *out,
    struct buf *raw)
{
    struct reading reading = {transcript_sink(out), {0}, delimiter};
    struct reader_sink sink = {on_first_line, on_record, on_problem, &reading};
    struct reader *reader = reader_new(&sink, always_libcsv);
    struct err err;

    for (size_t at = 0; at < bytes.len; at += cut) {
        size_t len = bytes.len - at < cut ? bytes.len - at : cut;

        assert_int_equal(reader_feed(reader, (struct text){bytes.at + at, len}, &err), 0);
    }
    assert_int_equal(reader_finish(reader, &err), 0);
    reader_free(reader);
    buf_terminate(out);
    buf_terminate(&reading.raw);
    *raw = reading.raw;
}

static const struct {
    const char *what;
    struct text bytes;
    char delimiter;
    const char *events;
    const char *raw; /* NULL: all bytes */
} cases[] = {
    {"LF", BYTES("a,b\nc,d\n"), ',', "1/1 [a][b]\n2/2 [c][d]\n", NULL},
    {"CRLF", BYTES("a,b\r\nc,d\r\n"), ',', "1/1 [a][b]\n2/2 [c][d]\n", NULL},
    {"CR", BYTES("a,b\rc,d\r"), ',', "1/1 [a][b]\n2/2 [c][d]\n", NULL},
    {"mixed, the last without an end", BYTES("a\r\nb\rc\nd"), ',',
        "1/1 [a]\n2/2 [b]\n3/3 [c]\n4/4 [d]\n", NULL},
    {"LF CR is two ends", BYTES("a\n\rb"), ',', "1/1 [a]\n3/2 [b]\n", "a\nb"},
    {"blank lines count as lines", BYTES("\n\r\n  \na\n\n\nb\n\n"), ',', "4/1 [a]\n7/2 [b]\n",
        "a\nb\n"},
    {"a blank line of tabs is a record", BYTES("a\tb\n\t\n"), '\t', "1/1 [a][b]\n2/2 [][]\n", NULL},
    {"nothing", BYTES(""), ',', "", NULL},
    {"empty fields", BYTES(",,\n,\n"), ',', "1/1 [][][]\n2/2 [][]\n", NULL},
    {"blanks stay", BYTES(" a , b\t\n"), ',', "1/1 [ a ][ b\\x09]\n", NULL},
    {"quotes", BYTES("\"a\",\"b,c\",\"\"\n"), ',', "1/1 [a][b,c][]\n", NULL},
    {"doubled quotes", BYTES("\"a \"\"b\"\"\",\"\"\"\"\n"), ',', "1/1 [a \"b\"][\"]\n", NULL},
    {"blanks within quotes stay", BYTES("\" a \",b\n"), ',', "1/1 [ a ][b]\n", NULL},
    {"a blank before the quote makes it a character", BYTES(" \"a\",b\n"), ',', "1/1 [ \"a\"][b]\n",
        NULL},
    {"a quote within a value is a character", BYTES("O\"Brien,5\"\nx,y\n"), ',',
        "1/1 [O\"Brien][5\"]\n2/2 [x][y]\n", NULL},
    {"which quotes no delimiter", BYTES("a\"b,c\"d\n"), ',', "1/1 [a\"b][c\"d]\n", NULL},
    {"lines within quotes", BYTES("a,\"b\nc\r\nd\re\"\nf,g\n"), ',',
        "1/1 [a][b\\nc\\r\\nd\\re]\n5/2 [f][g]\n", NULL},
    {"blank lines within quotes", BYTES("\"a\n\n\n\"\nb\n"), ',', "1/1 [a\\n\\n\\n]\n5/2 [b]\n",
        NULL},
    {"quoted, CR only", BYTES("\"a\",b\r\"c\rd\",e\rf,g"), ',',
        "1/1 [a][b]\n2/2 [c\\rd][e]\n4/3 [f][g]\n", NULL},
    {"quoted, no end of the last line", BYTES("\"a\",\"b\""), ',', "1/1 [a][b]\n", NULL},
    {"text after a closing quote", BYTES("x,\"Jim \"Bob\" S\",y\nnext,\"z\"\n"), ',',
        "1/1 bad [x]\n2/2 [next][z]\n", NULL},
    {"a blank is text, too", BYTES("\"a\" ,b\nc,d\n"), ',', "1/1 bad \n2/2 [c][d]\n", NULL},
    {"malformed after a line break", BYTES("a,\"b\nc\"d,e\nf,g\n"), ',',
        "1/1 bad [a]\n3/2 [f][g]\n", NULL},
    {"malformed at the end", BYTES("a,\"b\"c"), ',', "1/1 bad [a]\n", NULL},
    {"caret: a quote is a character", BYTES("\"a^\"b\"^c,d\n"), '^', "1/1 [\"a][\"b\"][c,d]\n",
        NULL},
    {"tab: as comma", BYTES("a,b\t\"c\td\"\n"), '\t', "1/1 [a,b][c\\x09d]\n", NULL},
    {"NUL goes through", BYTES("a\0b,\"c\0\"\n"), ',', "1/1 [a\\x00b][c\\x00]\n", NULL},
    {"backslash and dot are data", BYTES("\\.\n\\N,\\\"\n"), ',', "1/1 [\\.]\n2/2 [\\N][\\\"]\n",
        NULL},
    {"Ctrl-Z as the last line", BYTES("a\n\x1a"), ',', "1/1 [a]\n", "a\n"},
    {"Ctrl-Z with a line end, then blanks", BYTES("a\n\x1a\r\n\n"), ',', "1/1 [a]\n", "a\n"},
    {"Ctrl-Z further up", BYTES("a\n\x1a\nb\n"), ',', "1/1 [a]\n2/2 [\\x1a]\n3/3 [b]\n", NULL},
    {"Ctrl-Z before anything", BYTES("\x1a\na\n"), ',', "1/1 [\\x1a]\n2/2 [a]\n", NULL},
    {"Ctrl-Z alone", BYTES("\x1a"), ',', "", ""},
    {"Ctrl-Z with something", BYTES("a\n\x1a,\n"), ',', "1/1 [a]\n2/2 [\\x1a][]\n", NULL},
    {"quote never closed", BYTES("a\nb,\"c\nd,e\n"), ',',
        "1/1 [a]\n! QUOTE_UNCLOSED 2:0 the quoted value that opens on line 2 is never closed\n",
        "a\n"},
    {"the last of several quotes never closed", BYTES("\"a\nb\",\"c\nd\ne"), ',',
        "! QUOTE_UNCLOSED 2:0 the quoted value that opens on line 2 is never closed\n", ""},
    {"a later quote of the same record", BYTES("\"a\nb\",\"c\nd\",\"e\n"), ',',
        "! QUOTE_UNCLOSED 3:0 the quoted value that opens on line 3 is never closed\n", ""},
};

static void
records_are_the_same_however_they_come(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t cut = 1; cut <= cases[i].bytes.len + 1; cut++) {
            for (int libcsv = 0; libcsv < 2; libcsv++) {
                struct buf out = {0}, raw = {0};
                const char *expected = cases[i].raw != NULL ? cases[i].raw : cases[i].bytes.at;
                size_t len = cases[i].raw != NULL ? strlen(cases[i].raw) : cases[i].bytes.len;

                read_in_pieces(cases[i].bytes, cases[i].delimiter, cut, libcsv == 1, &out, &raw);
                if (strcmp(out.data, cases[i].events) != 0)
                    fail_msg(
                        "%s, pieces of %zu, libcsv %d:\n%s", cases[i].what, cut, libcsv, out.data);
                if (raw.len != len || memcmp(raw.data, expected, len) != 0)
                    fail_msg("%s, pieces of %zu: raw bytes\n%s", cases[i].what, cut, raw.data);
                buf_free(&out);
                buf_free(&raw);
            }
        }
    }
}

static void
add_repeated(struct buf *buf, char c, size_t count)
{
    buf_reserve(buf, count);
    memset(buf->data + buf->len, c, count);
    buf->len += count;
}

static void
expect_last(const struct buf *bytes, const char *events)
{
    static const size_t cuts[] = {1000, 65536, 262144, 10000000};

    for (size_t i = 0; i < 2 * sizeof cuts / sizeof *cuts; i++) {
        struct buf out = {0}, raw = {0};
        size_t len;

        read_in_pieces(
            (struct text){bytes->data, bytes->len}, ',', cuts[i / 2], i % 2 == 1, &out, &raw);
        len = out.len < strlen(events) ? out.len : strlen(events);
        assert_string_equal(out.data + out.len - len, events);
        buf_free(&out);
        buf_free(&raw);
    }
}

static void
a_line_has_a_limit(void **state)
{
    struct buf bytes = {0};

    (void)state;
    buf_add_text(&bytes, "a\n");
    add_repeated(&bytes, 'x', RECORD_MAX_SIZE - 3);
    buf_add_text(&bytes, ",\r\nlast\n");
    expect_last(&bytes, "3/3 [last]\n");
    buf_reset(&bytes);
    buf_add_text(&bytes, "a\n");
    add_repeated(&bytes, 'x', RECORD_MAX_SIZE);
    buf_add_text(&bytes, "\nlast\n");
    expect_last(&bytes, "1/1 [a]\n! UNREADABLE 2:0 line 2 is longer than 1 MiB\n");
    buf_reset(&bytes);
    buf_add_text(&bytes, "a\n\"");
    add_repeated(&bytes, 'x', 5 * RECORD_MAX_SIZE);
    expect_last(&bytes, "1/1 [a]\n! UNREADABLE 2:0 line 2 is longer than 1 MiB\n");
    buf_free(&bytes);
}

static void
an_open_quote_has_a_limit(void **state)
{
    struct buf bytes = {0};

    (void)state;
    buf_add_text(&bytes, "a,b\nc,\"d\n");
    for (int i = 0; i < 100000; i++)
        buf_add_text(&bytes, "0123456789,x\n");
    expect_last(&bytes, "1/1 [a][b]\n! QUOTE_UNCLOSED 2:0 the quoted value that opens on line 2 is "
                        "not closed within 64 KiB\n");
    /* On one line, it is the line that has the limit. */
    buf_reset(&bytes);
    buf_add_text(&bytes, "\"");
    add_repeated(&bytes, ' ', 2 * QUOTED_MAX_SIZE);
    buf_add_text(&bytes, "\"\nlast\n");
    expect_last(&bytes, "2/2 [last]\n");
    buf_free(&bytes);
}

static void
a_record_of_many_lines_has_a_limit(void **state)
{
    struct buf bytes = {0};

    (void)state;
    buf_add_text(&bytes, "a\n\"b\n");
    for (int i = 0; i < 20; i++) {
        add_repeated(&bytes, 'x', 60000);
        buf_add_text(&bytes, "\",\"\n");
    }
    expect_last(&bytes,
        "1/1 [a]\n! UNREADABLE 2:0 the record that begins on line 2 is longer than 1 MiB\n");
    buf_free(&bytes);
}

static void
fields_past_the_limit_are_counted(void **state)
{
    struct buf bytes = {0};

    (void)state;
    add_repeated(&bytes, ',', 2000);
    buf_add_text(&bytes, "\nb\n");
    expect_last(&bytes, "[] of 2001\n2/2 [b]\n");
    buf_free(&bytes);
}

static void
a_position_counts_characters_and_fields(void **state)
{
    static const struct {
        const char *before;
        unsigned long line, character;
        int field;
    } positions[] = {
        {"", 1, 1, 0},
        {"a,b", 1, 4, 0},
        {"a,b\n", 2, 1, 1},
        {"a,b\nc", 2, 2, 1},
        {"a\nb,\xc3\xa9,", 2, 5, 3},
        {"a\nb,\"c,d\n\n\"\"e,", 4, 5, 2},
        {"a\nb,c\r", 3, 1, 1},
        {"a\n\n\n", 4, 1, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof positions / sizeof *positions; i++) {
        struct buf out = {0};
        struct reading reading = {transcript_sink(&out), {0}, ','};
        struct reader_sink sink = {on_first_line, on_record, on_problem, &reading};
        struct reader *reader = reader_new(&sink, false);
        struct reader_position position;
        struct err err;

        assert_int_equal(reader_feed(reader, text_of(positions[i].before), &err), 0);
        reader_find_position(reader, &position);
        if (position.line != positions[i].line || position.character != positions[i].character ||
            position.field != positions[i].field)
            fail_msg("\"%s\": line %lu, character %lu, field %d", positions[i].before,
                position.line, position.character, position.field);
        reader_free(reader);
        buf_free(&reading.raw);
        buf_free(&out);
    }
}

static int
refuse_record(void *ctx, const struct record *record, struct err *err)
{
    (void)ctx;
    (void)record;
    return err_set(err, ERR_BUG, "no more");
}

static void
the_sink_can_end_the_reading(void **state)
{
    struct reading reading = {{0}, {0}, ','};
    struct reader_sink sink = {on_first_line, refuse_record, on_problem, &reading};
    struct reader *reader = reader_new(&sink, false);
    struct err err;

    (void)state;
    assert_int_equal(reader_feed(reader, TEXT("a\nb\n"), &err), -1);
    assert_string_equal(err.text, "no more");
    assert_int_equal(reader_feed(reader, TEXT("a\nb\n"), &err), 0);
    reader_free(reader);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_the_same_however_they_come),
        cmocka_unit_test(a_line_has_a_limit),
        cmocka_unit_test(an_open_quote_has_a_limit),
        cmocka_unit_test(a_record_of_many_lines_has_a_limit),
        cmocka_unit_test(fields_past_the_limit_are_counted),
        cmocka_unit_test(a_position_counts_characters_and_fields),
        cmocka_unit_test(the_sink_can_end_the_reading),
    };

    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
