#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/transcript.h"

#include "base/date.h"
#include "base/school.h"

static void
add_date(struct buf *out, int32_t date)
{
    char text[DATE_TEXT_SIZE] = "none";

    if (date != DATE_NONE)
        date_format(date, text);
    buf_printf(out, "|%s", text);
}

static int
write_school(void *ctx, const struct school *school, struct err *err)
{
    struct buf *out = ctx;

    (void)err;
    buf_printf(out, "%s|%s|%s|%s|%d|%s|%s|%s|%s", school->cds_code, school->county_name,
        school->district_name, school->school_name, school->is_charter, school->doc, school->soc,
        school->edops, school->grades);
    add_date(out, school->open_date);
    add_date(out, school->close_date);
    buf_add_text(out, "\n");
    return 0;
}

#define H                                                                                          \
    "CDSCode\tCounty\tDistrict\tSchool\tOpenDate\tClosedDate\tCharter\tDOC\tSOC\tEdOpsCode\tGSoff" \
    "ered\tGSserved\n"
#define R                                                                                          \
    "01611190000001\tAlameda\tExample Unified\tExample High\t07/01/1980\tNo "                      \
    "Data\tN\t54\t66\tTRAD\t9-12\tNo Data\n"
#define R_EVENT                                                                                    \
    "01611190000001|Alameda|Example Unified|Example High|0|54|66|TRAD|9-12|1980-07-01|none\n"

/* What comes out, or how the refusal ends: it begins with the path. */
static const struct {
    const char *what;
    struct text bytes;
    const char *events;
    const char *refusal;
} cases[] = {
    {"a row", BYTES(H R), R_EVENT, NULL},
    {"blank lines, no line end",
        BYTES(H "\n"
                "01611190000002\tA\tB\tC\t\t\tY\t\t\t\t\t"),
        "01611190000002|A|B|C|1|||||none|none\n", NULL},
    {"CRLF and a mark",
        BYTES("\xef\xbb\xbf"
              "CDSCode\tCounty\tDistrict\tSchool\tCharter\r\n"
              "01611190000000\tA\tB\tNo Data\t1\r\n"),
        "01611190000000|A|B||1|||||none|none\n", NULL},
    {"other order and case",
        BYTES("charter\tSCHOOL\tDistrict\tcounty\tx\tcdscode\n"
              "0\tC\tB\tA\tz\t01611190000001\n"),
        "01611190000001|A|B|C|0|||||none|none\n", NULL},
    {"grades served come first",
        BYTES("CDSCode\tCounty\tDistrict\tSchool\tCharter\tGSserved\tGSoffered\n"
              "01611190000001\tA\tB\tC\tN\tK-5\tK-8\n"),
        "01611190000001|A|B|C|0||||K-5|none|none\n", NULL},
    {"closed",
        BYTES("CDSCode\tCounty\tDistrict\tSchool\tCharter\tClosedDate\n"
              "01611190000001\tA\tB\tC\tN\t6/30/2011\n"),
        "01611190000001|A|B|C|0|||||none|2011-06-30\n", NULL},
    {"windows-1252",
        BYTES("CDSCode\tCounty\tDistrict\tSchool\tCharter\n"
              "01611190000001\tA\tB\tPi\xf1on\tN\n"),
        "01611190000001|A|B|Piñon|0|||||none|none\n", NULL},
    {"UTF-8",
        BYTES("CDSCode\tCounty\tDistrict\tSchool\tCharter\n"
              "01611190000001\tA\tB\tPi\xc3\xb1on\tN\n"),
        "01611190000001|A|B|Piñon|0|||||none|none\n", NULL},
    {"a quote is a character",
        BYTES("CDSCode\tCounty\tDistrict\tSchool\tCharter\n"
              "01611190000001\tA\tB\t\"C\tN\n"),
        "01611190000001|A|B|\"C|0|||||none|none\n", NULL},
    {"controls in names are blanks, none at their ends",
        BYTES("CDSCode\tCounty\tDistrict\tSchool\tCharter\n"
              "01611190000001\t\1=A\33\tB\vB\177B\t\342\200\256C\302\205C\357\277\277Z\tN\n"
              "01611190000002\tA\tB\t\2 \3\tN\n"),
        "01611190000001|=A|B B B|C C Z|0|||||none|none\n"
        "01611190000002|A|B||0|||||none|none\n",
        NULL},
    {"nothing", BYTES(""), "", "\" has no rows"},
    {"a header alone", BYTES(H), "", "\" has no rows"},
    {"commas", BYTES("CDSCode,County,District,School,Charter\n"), "",
        "line 1: the header row has no column CDSCode; a tab-separated pubschls.txt is needed"},
    {"a column missing", BYTES("CDSCode\tCounty\tDistrict\tSchool\n"), "",
        "line 1: the header row has no column Charter; a tab-separated pubschls.txt is needed"},
    {"a column twice", BYTES("CDSCode\tCounty\tDistrict\tSchool\tCharter\tSchool\n"), "",
        "line 1: column School stands there twice"},
    {"thirteen digits", BYTES(H R "1611190000001\tA\tB\tC\t\t\tY\t\t\t\t\t\n"), R_EVENT,
        "line 3: CDSCode is not 14 digits; a spreadsheet may have changed it"},
    {"a date that is none", BYTES(H "01611190000002\tA\tB\tC\t13/01/2000\t\tY\t\t\t\t\t\n"), "",
        "line 2: OpenDate is not a date (MM/DD/CCYY)"},
    {"charter", BYTES(H "01611190000002\tA\tB\tC\t\t\tmaybe\t\t\t\t\t\n"), "",
        "line 2: Charter is neither Y, N, 1 nor 0"},
    {"a code too long", BYTES(H "01611190000002\tA\tB\tC\t\t\tY\t123\t\t\t\t\n"), "",
        "line 2: DOC has more than 2 characters"},
    {"a row cut off", BYTES(H R "01611190000002\tA\tB\n"), R_EVENT,
        "line 3: it has 3 columns; the header row has at least 12"},
    {"a NUL", BYTES(H "01611190000002\tA\0\n"), "", "line 2: it is not a line of text"},
    {"no encoding", BYTES(H "01611190000002\t\x81\n"), "",
        "line 2: it is neither UTF-8 nor windows-1252"},
    {"zip", BYTES("PK\3\4...."), "", "is a zip archive; a tab-separated pubschls.txt is needed"},
    {"UTF-16",
        BYTES("\xff\xfe"
              "C\0D\0S\0\n\0"),
        "", "line 1: the file is UTF-16; save it as UTF-8"},
};

static void
rows_come_or_a_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        struct school_sink sink = {write_school, &out};
        struct memory_file file;
        struct err err = {0};
        int rc;

        memory_file_open(&file, cases[i].bytes);
        rc = ingest_directory(file.path, &sink, &err);
        memory_file_close(&file);
        buf_terminate(&out);
        if (rc != (cases[i].refusal == NULL ? 0 : -1) || strcmp(out.data, cases[i].events) != 0)
            fail_msg("%s: %d\n%s\n%s", cases[i].what, rc, err.text, out.data);
        if (rc != 0) {
            size_t len = strlen(err.text), tail = strlen(cases[i].refusal);

            assert_int_equal(err.code, ERR_CONFIG);
            if (len < tail || strcmp(err.text + len - tail, cases[i].refusal) != 0)
                fail_msg("%s: %s", cases[i].what, err.text);
        }
        buf_free(&out);
    }
}

static void
a_missing_directory_is_no_input(void **state)
{
    struct school_sink sink = {write_school, NULL};
    struct err err;

    (void)state;
    assert_int_equal(ingest_directory("/nonexistent/pubschls.txt", &sink, &err), -1);
    assert_int_equal(err.code, ERR_NO_INPUT);
}

static int
count_school(void *ctx, const struct school *school, struct err *err)
{
    unsigned *counts = ctx;

    (void)err;
    counts[0]++;
    counts[1] += school->is_charter;
    counts[2] += strcmp(school->cds_code + 7, "0000000") == 0;
    return 0;
}

/* The state's own file, where it lies beside the project. */
static void
the_real_directory_is_read(void **state)
{
    static const char path[] = "../shared/data/schools-2023-24.tsv";
    unsigned counts[3] = {0};
    struct school_sink sink = {count_school, counts};
    struct err err = {0};

    (void)state;
    if (access(path, R_OK) != 0)
        skip();
    if (ingest_directory(path, &sink, &err) != 0)
        fail_msg("%s", err.text);
    assert_int_equal(counts[0], 11010);
    assert_true(counts[1] > 1000 && counts[2] > 900);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_or_a_reason),
        cmocka_unit_test(a_missing_directory_is_no_input),
        cmocka_unit_test(the_real_directory_is_read),
    };

    return cmocka_run_group_tests_name("directory_file", tests, NULL, NULL);
}
