#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/ingest_words.h"
#include "support/transcript.h"

/* Files that begin otherwise than they should: what would mend them is told. */

static const struct {
    const char *what;
    struct text bytes;
    const char *events;
} cases[] = {
    {"header, names that are near",
        BYTES("record_type,LEA,School,academic_year,Student SSID,birth_date,gender,Birth,Attended "
              "In-Person,Days\n" R ",1,2,3\n"),
        "! COLUMN_NOT_RECOGNISED 1:2 \"LEA\" is not a column of STAS; did you mean "
        "reporting_lea?\n"
        "! COLUMN_NOT_RECOGNISED 1:3 \"School\" is not a column of STAS; did you mean "
        "school_of_attendance?\n"
        "! COLUMN_NOT_RECOGNISED 1:5 \"Student SSID\" is not a column of STAS; did you mean "
        "ssid?\n"
        "! COLUMN_NOT_RECOGNISED 1:8 \"Birth\" is not a column of STAS\n"
        "! COLUMN_NOT_RECOGNISED 1:9 \"Attended In-Person\" is not a column of STAS; did you mean "
        "days_attended?\n"
        "! COLUMN_NOT_RECOGNISED 1:10 \"Days\" is not a column of STAS\n" LACKS
        "reporting_lea (Reporting LEA), which STAS requires\n" LACKS
        "school_of_attendance (School of Attendance), which STAS requires\n" LACKS
        "ssid (SSID), which STAS requires\n"},
    {"a title", BYTES("Enrollment, 2023-24\n\n,,,\n" H "\n" R "\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 the header row is on line 4; take away what stands above "
        "it\n"},
    {"a separator told to a spreadsheet", BYTES("sep=,\n" H "\n" R "\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 the header row is on line 2; take away what stands above "
        "it\n"},
    {"a title, by position", BYTES("\nEnrollment\n" P "\n" P "\n"),
        "! EXTRACT_NOT_RECOGNISED 2:0 the records begin on line 3; take away what stands above "
        "it\n"},
    {"a title without an end", BYTES("Enrollment"), "! EXTRACT_NOT_RECOGNISED 1:0 " NEITHER},
    {"prose of many lines",
        BYTES("x\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\n" H "\n" R "\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 " NEITHER},
    {"a title, and a wrong byte below it", BYTES("Enrollment\n\xe9\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 " NEITHER
        "! ENCODING_WRONG 2:0 byte 0xE9 at character 1 of the line is not UTF-8; the file may be "
        "windows-1252: save it as UTF-8, or read it with --encoding windows-1252\n"},
    {"titles, the last without an end", BYTES("Enrollment\n2023-24"),
        "! EXTRACT_NOT_RECOGNISED 1:0 " NEITHER},
    {"a title and a lone Ctrl-Z below it", BYTES("Enrollment\n\x1a\n" P "\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 the records begin on line 3; take away what stands above "
        "it\n"},
    {"curly quotes", BYTES("\xe2\x80\x9cssid\xe2\x80\x9d,\xe2\x80\x9cgender\xe2\x80\x9d\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 the quotes of the first line are curly, as a word processor "
        "writes them; straight ones are needed\n"},
    {"each line in quotes", BYTES("\"" H "\"\n\"" R "\"\n"),
        "! EXTRACT_NOT_RECOGNISED 1:0 the header row is one value in quotes; take the quotes "
        "around each line away\n"},
};

static void
what_would_mend_it_is_told(void **state)
{
    const struct ingest_options options = {0};
    struct ingest_result result;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *events = transcript_of(cases[i].bytes, &options, &result);

        if (strcmp(events, cases[i].events) != 0)
            fail_msg("%s:\n%s", cases[i].what, events);
        free(events);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_would_mend_it_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
