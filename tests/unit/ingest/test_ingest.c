#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/ingest_words.h"
#include "support/transcript.h"

#include "base/digest.h"

#define R_FIELDS "[STAS][0161259][0130229][2023-2024][1234567890][20100101][F]\n"
#define P_FIELDS "[SENR][A][][0161259][0130229][][2023-2024][1234567890]\n"

static const struct {
    const char *what;
    struct text bytes;
    const char *events;
} cases[] = {
    {"by position", BYTES(P "\r\n" P "\r\n"),
        "form SENR position comma\n1/1 " P_FIELDS "2/2 " P_FIELDS},
    {"by position, caret", BYTES("STAS^A^\"x\"\n"),
        "form STAS position caret\n1/1 [STAS][A][\"x\"]\n"},
    {"by position, tab", BYTES("sinf\tA\n"), "form SINF position tab\n1/1 [sinf][A]\n"},
    {"by position, quoted", BYTES("\"ISAG\",\"A\"\n"), "form ISAG position comma\n1/1 [ISAG][A]\n"},
    {"by position, blanks", BYTES(" SPRG ,A\n"), "form SPRG position comma\n1/1 [ SPRG ][A]\n"},
    {"by position, blanks within quotes", BYTES("\" SPRG\xc2\xa0\",A\n"),
        "form SPRG position comma\n1/1 [ SPRG\xc2\xa0][A]\n"},
    {"by position, NBSP", BYTES("SPRG\xc2\xa0^A\n"),
        "form SPRG position caret\n1/1 [SPRG\xc2\xa0][A]\n"},
    {"ODS", BYTES("SENR-R^A\n"), "form SENR-R position caret\n1/1 [SENR-R][A]\n"},
    {"blank lines first", BYTES("\n\n" P "\n"), "form SENR position comma\n3/1 " P_FIELDS},
    {"mark", BYTES("\xef\xbb\xbf\"SENR\",A\n"), "form SENR position comma bom\n1/1 [SENR][A]\n"},
    {"header", BYTES(H "\n" R "\n"), "form STAS header comma\n2/1 " R_FIELDS},
    {"header, CR", BYTES(H "\r" R "\r"), "form STAS header comma\n2/1 " R_FIELDS},
    {"header, mark and quotes",
        BYTES("\xef\xbb\xbf\"record_type\""
              ",reporting_lea,"
              "school_of_attendance,academic_year,ssid,birth_date,\"gender\"\n" R "\n"),
        "form STAS header comma bom\n2/1 " R_FIELDS},
    {"header over two lines", BYTES(H ",\"my\nown\"\n" R ",x\n"),
        "! COLUMN_NOT_RECOGNISED 1:8 \"my?own\" is not a column of STAS\n"
        "form STAS header comma\n3/1 "
        "[STAS][0161259][0130229][2023-2024][1234567890][20100101][F][x]\n"},
    {"header, ODS columns", BYTES(H ",Upload Date,LAST DATE UPDATED\nSTAS-R,2\n"),
        "form STAS-R header comma\n2/1 [STAS-R][2]\n"},
    {"header, no record type to go by", BYTES(H ",expected_days\nx,2\n"),
        "form STAS header comma\n2/1 [x][2]\n"},
    {"header, unknown columns", BYTES(H ",,Caf\xc3\xa9\x01\n" R "\n"),
        "! COLUMN_NOT_RECOGNISED 1:8 column 8 has no name; what stands in it is ignored\n"
        "! COLUMN_NOT_RECOGNISED 1:9 \"Caf??\" is not a column of STAS\n"
        "form STAS header comma\n2/1 " R_FIELDS},
    {"header, a column twice, under both names", BYTES(H ",Student Gender Code\n" R ",F\n" R "\n"),
        "! COLUMN_DUPLICATED 1:8 gender is column 7 and 8\n"},
    {"header, required columns missing", BYTES("record_type,reporting_lea,ssid,x\nSTAS,1,2,3\n"),
        "! COLUMN_NOT_RECOGNISED 1:4 \"x\" is not a column of STAS\n" LACKS
        "school_of_attendance (School of Attendance), which STAS requires\n" LACKS
        "academic_year (Academic Year ID), which STAS requires\n" LACKS
        "birth_date (Student Birth Date), which STAS requires\n" LACKS
        "gender (Student Gender Code), which STAS requires\n"},
    {"header of one extract over a record of another", BYTES(H "\nISPU,2\n"),
        "! COLUMN_NOT_RECOGNISED 1:3 \"school_of_attendance\" is not a column of ISPU\n"
        "! COLUMN_NOT_RECOGNISED 1:6 \"birth_date\" is not a column of ISPU\n"
        "! COLUMN_NOT_RECOGNISED 1:7 \"gender\" is not a column of ISPU\n" LACKS
        "iep_active, which ISPU requires\n" LACKS "pregnant_parenting, which ISPU requires\n"},
    {"header, malformed", BYTES("record_type,\"ssid\"x,gender\n" R "\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 the header row has text after a closing quote\n"},
    {"nothing", BYTES(""), "! EMPTY 0:0 there is no record in the file\n"},
    {"blank lines", BYTES("\n\r\n  \n"), "! EMPTY 0:0 there is no record in the file\n"},
    {"a mark", BYTES("\xef\xbb\xbf"), "! EMPTY 0:0 there is no record in the file\n"},
    {"Ctrl-Z", BYTES("\x1a"), "! EMPTY 0:0 there is no record in the file\n"},
    {"a header alone", BYTES(H "\n"),
        "! EMPTY 0:0 there is a header row, and no record below it\n"},
    {"a header, no line end", BYTES(H),
        "! EMPTY 0:0 there is a header row, and no record below it\n"},
    {"delimiter after the record type", BYTES("SENR;A;B\n"),
        "! DELIMITER_UNCLEAR 1:0 \";\" follows the record type; a comma, a caret or a tab "
        "should\n"},
    {"nothing after the record type", BYTES("SENR\n"),
        "! DELIMITER_UNCLEAR 1:0 nothing follows the record type; a comma, a caret or a tab "
        "should\n"},
    {"a blank after the record type", BYTES("SENR A\n"),
        "! DELIMITER_UNCLEAR 1:0 a blank follows the record type; a comma, a caret or a tab "
        "should\n"},
    {"header split by semicolons", BYTES("record_type;ssid;gender\nSTAS;1;F\n"),
        "! DELIMITER_UNCLEAR 1:0 the header row is split by \";\"; a comma, a caret or a tab "
        "should\n"},
    {"header split by bars", BYTES("record_type|ssid|gender\nSTAS|1|F\n"),
        "! DELIMITER_UNCLEAR 1:0 the header row is split by \"|\"; a comma, a caret or a tab "
        "should\n"},
    {"another extract", BYTES("CENR^A^B\n"), "! EXTRACT_NOT_RECOGNISED 1:0 " NEITHER},
    {"a record type with more to it", BYTES("SENRX,A\n"), "! EXTRACT_NOT_RECOGNISED 1:0 " NEITHER},
    {"prose", BYTES("Dear colleague,\n"), "! EXTRACT_NOT_RECOGNISED 1:0 " NEITHER},
    {"XML", BYTES("<?xml version=\"1.0\"?>\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 it looks like XML or HTML, perhaps a page that tells of "
        "an error; send CSV\n"},
    {"JSON", BYTES("{\"a\": 1}\n"), "! EXTRACT_NOT_RECOGNISED 1:0 it looks like JSON; send CSV\n"},
    {"header that fits several extracts", BYTES("ssid,academic_year,reporting_lea\n1,2,3\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 the first record has no known record type, and the header "
        "row fits no extract or several\n"},
    {"SENR by position, before 2023-2024", BYTES("SENR,A,,0161259,0130229,,2022-2023,1\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 SENR of a year before 2023-2024 had its columns at other "
        "positions; send it with a header row\n"},
    {"STAS by position, before 2023-2024", BYTES("STAS,A,,0161259,0130229,2022-2023\n"),
        "form STAS position comma\n1/1 [STAS][A][][0161259][0130229][2022-2023]\n"},
    {"not UTF-8", BYTES(P "\nSENR,A,Jos\xe9\n" P "\n"),
        "form SENR position comma\n1/1 " P_FIELDS
        "! ENCODING_WRONG 2:3 byte 0xE9 at character 11 of the line is not UTF-8; the file may be "
        "windows-1252: save it as UTF-8, or read it with --encoding windows-1252\n"},
    {"not UTF-8 in the first line", BYTES("\xe9\n"),
        "! ENCODING_WRONG 1:0 byte 0xE9 at character 1 of the line is not UTF-8; the file may be "
        "windows-1252: save it as UTF-8, or read it with --encoding windows-1252\n"},
    {"UTF-16", BYTES("\xff\xfeS\0E\0N\0R\0,\0A\0\n\0"),
        "form SENR position comma bom utf-16le\n1/1 [SENR][A]\n"},
    {"UTF-16 without a mark", BYTES("S\0E\0N\0R\0,\0A\0\n\0"),
        "! ENCODING_WRONG 0:0 the file is UTF-16 without a byte order mark; save it as UTF-8\n"},
    {"a NUL", BYTES("SENR,A\0B\n"), "form SENR position comma\n1/1 [SENR][A\\x00B]\n"},
    {"zip", BYTES("PK\3\4 and so on, SENR\n"),
        "! NOT_SUPPORTED 0:0 a zip archive; unpack it and send the CSV file itself, or that file "
        "compressed with gzip\n"},
    {"a cut gzip stream", BYTES("\x1f\x8b\x08\0\0\0\0\0\0\3"),
        "! COMPRESSED_DAMAGED 0:0 the gzip stream ends too early: the file was cut off\n"},
    {"unclosed quote", BYTES(P "\nSENR,\"A\n" P "\n"),
        "form SENR position comma\n1/1 " P_FIELDS
        "! QUOTE_UNCLOSED 2:0 the quoted value that opens on line 2 is never closed\n"},
};

static void
a_file_is_read_as_it_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int libcsv = 0; libcsv < 2; libcsv++) {
            struct ingest_options options = {.always_libcsv = libcsv == 1};
            struct ingest_result result;
            char *events = transcript_of(cases[i].bytes, &options, &result);

            if (strcmp(events, cases[i].events) != 0)
                fail_msg("%s (libcsv %d):\n%s", cases[i].what, libcsv, events);
            assert_int_equal(result.is_complete, strstr(events, "COMPRESSED") == NULL);
            free(events);
        }
    }
}

/* The header row of an extract, by either names, forwards or backwards, and a record below it. */
static void
write_table(
    struct buf *out, enum extract extract, char delimiter, bool by_calpads_name, bool is_backward)
{
    const struct layout *layout = layout_of(extract);
    int count = layout->column_count;

    for (int i = 0; i < count; i++) {
        const struct column *column = &layout->columns[is_backward ? count - 1 - i : i];
        bool has_both = by_calpads_name && column->calpads_name[0] != '\0';

        if (i > 0)
            buf_add_byte(out, delimiter);
        buf_add_text(out, has_both ? column->calpads_name : column->name);
    }
    buf_add_text(out, "\n");
    for (int i = 0; i < count; i++) {
        int column = is_backward ? count - 1 - i : i;

        if (i > 0)
            buf_add_byte(out, delimiter);
        if (column == 0)
            buf_add_text(out, layout->name);
        else
            buf_printf(out, "%d", column);
    }
    buf_add_text(out, "\n");
}

static int
check_binding(void *ctx, const struct file_form *form, struct err *err)
{
    int *checked = ctx;

    (void)err;
    assert_int_equal(form->field_count, layout_of(form->extract)->column_count);
    assert_true(form->header.len > 0 && form->header.at[form->header.len - 1] == '\n');
    for (int i = 0; i < form->field_count; i++)
        assert_int_equal(form->field_of_column[form->column_of_field[i]], i);
    *checked = form->column_of_field[0];
    return 0;
}

static int
accept_record(void *ctx, const struct record *record, struct err *err)
{
    (void)ctx;
    (void)err;
    assert_int_equal(record->number, 1);
    return 0;
}

static int
fail_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    (void)ctx;
    (void)err;
    fail_msg("%s", problem->detail);
    return 0;
}

static void
every_header_binds_by_name(void **state)
{
    static const char delimiters[] = ",^\t";

    (void)state;
    for (int variant = 0; variant < EXTRACT_COUNT * 12; variant++) {
        enum extract extract = (enum extract)(variant / 12);
        bool is_backward = variant % 2 == 1;
        int first = -1;
        struct record_sink sink = {check_binding, accept_record, fail_problem, &first};
        struct ingest_options options = {0};
        struct ingest_result result;
        struct memory_file file;
        struct buf bytes = {0};
        struct err err;

        write_table(
            &bytes, extract, delimiters[variant / 4 % 3], variant / 2 % 2 == 1, is_backward);
        memory_file_open(&file, (struct text){bytes.data, bytes.len});
        assert_int_equal(ingest_file(file.path, &options, &sink, &result, &err), 0);
        assert_int_equal(first, is_backward ? layout_of(extract)->column_count - 1 : 0);
        memory_file_close(&file);
        buf_free(&bytes);
    }
}

static void
the_result_tells_what_was_read(void **state)
{
    static const char bytes[] = H ",ssid\n" R ",1\n\n" R ",1\n";
    struct ingest_options options = {0};
    struct ingest_result result, digest_only;
    struct memory_file file;
    struct digest *digest = digest_new();
    char sha256[SHA256_TEXT_SIZE];
    struct err err;

    (void)state;
    digest_add(digest, bytes, sizeof bytes - 1);
    digest_finish(digest, sha256);
    digest_free(digest);
    /* The header is refused: its records are counted all the same, and its bytes digested. */
    free(transcript_of((struct text){bytes, sizeof bytes - 1}, &options, &result));
    assert_string_equal(result.sha256, sha256);
    assert_int_equal(result.records, 2);
    assert_int_equal(result.bytes, sizeof bytes - 1);
    assert_int_equal(result.raw_bytes, sizeof bytes - 1);
    assert_int_equal(result.gzip_members, 0);
    assert_true(result.is_complete);

    memory_file_open(&file, (struct text){bytes, sizeof bytes - 1});
    assert_int_equal(ingest_digest(file.path, &options, &digest_only, &err), 0);
    memory_file_close(&file);
    assert_string_equal(digest_only.sha256, sha256);
    assert_true(digest_only.is_complete);
}

static void
windows_1252_is_read_when_told(void **state)
{
    struct ingest_options options = {.is_windows_1252 = true};
    struct ingest_result result;
    char *events = transcript_of(TEXT("SENR,Jos\xe9\nSENR,\x81\n"), &options, &result);

    (void)state;
    assert_string_equal(events,
        "form SENR position comma windows-1252\n1/1 [SENR][José]\n"
        "! ENCODING_WRONG 2:2 byte 0x81 at character 6 of the line is not windows-1252\n");
    free(events);
}

static void
expanding_too_far_ends_the_reading(void **state)
{
    struct ingest_options options = {.max_expanded = 10};
    struct ingest_result result;
    char *events = transcript_of(TEXT("SENR,A\nSENR,B\n"), &options, &result);

    (void)state;
    assert_string_equal(events, "form SENR position comma\n1/1 [SENR][A]\n"
                                "! TOO_LARGE 0:0 it expands past 10 bytes\n");
    assert_false(result.is_complete);
    assert_int_equal(result.bytes, 10);
    free(events);
}

static const struct {
    const char *what;
    struct text bytes;
    const char *lea;
    enum extract extract;
    int year;
} peeks[] = {
    {"by position", BYTES(P "\n"), "0161259", EXTRACT_SENR, 2023},
    {"by name", BYTES(H "\n" R "\n"), "0161259", EXTRACT_STAS, 2023},
    {"the second record tells", BYTES("SENR,A,,,,,,1\n" P "\n"), "0161259", EXTRACT_SENR, 2023},
    {"a code that lost its zero", BYTES("SENR,A,,161259,1,,2023-2024\n"), "", EXTRACT_SENR, 2023},
    {"years that do not follow", BYTES("SENR,A,,0161259,1,,2023-2025\n"), "0161259", EXTRACT_SENR,
        0},
    {"no extract", BYTES("hello\n"), "", EXTRACT_NONE, 0},
    {"nothing", BYTES(""), "", EXTRACT_NONE, 0},
    {"unknown column", BYTES(H ",x\n" R "\n"), "0161259", EXTRACT_STAS, 2023},
};

static void
a_peek_tells_whose_file_it_is(void **state)
{
    struct ingest_options options = {0};
    struct submission_key key;
    struct err err;

    (void)state;
    for (size_t i = 0; i < sizeof peeks / sizeof *peeks; i++) {
        struct memory_file file;

        memory_file_open(&file, peeks[i].bytes);
        assert_int_equal(ingest_peek(file.path, &options, &key, &err), 0);
        if (strcmp(key.lea, peeks[i].lea) != 0 || key.extract != peeks[i].extract ||
            key.year != peeks[i].year)
            fail_msg("%s: %s %d %d", peeks[i].what, key.lea, key.extract, key.year);
        memory_file_close(&file);
    }
    assert_int_equal(ingest_peek("/nonexistent.csv", &options, &key, &err), -1);
    assert_int_equal(err.code, ERR_NO_INPUT);
}

static int
give_up(void *ctx, const struct record *record, struct err *err)
{
    (void)ctx;
    (void)record;
    return err_set(err, ERR_IO, "the disk is full");
}

static void
a_failure_of_the_sink_comes_back(void **state)
{
    struct buf out = {0};
    struct record_sink sink = transcript_sink(&out);
    struct ingest_options options = {0};
    struct ingest_result result;
    struct memory_file file;
    struct err err;

    (void)state;
    sink.record = give_up;
    memory_file_open(&file, TEXT(P "\n"));
    assert_int_equal(ingest_file(file.path, &options, &sink, &result, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.text, "the disk is full");
    memory_file_close(&file);
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_as_it_should),
        cmocka_unit_test(every_header_binds_by_name),
        cmocka_unit_test(the_result_tells_what_was_read),
        cmocka_unit_test(windows_1252_is_read_when_told),
        cmocka_unit_test(expanding_too_far_ends_the_reading),
        cmocka_unit_test(a_peek_tells_whose_file_it_is),
        cmocka_unit_test(a_failure_of_the_sink_comes_back),
    };

    return cmocka_run_group_tests_name("ingest", tests, NULL, NULL);
}
