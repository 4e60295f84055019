#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"

#include "report/profile/profile_reader.h"

static const struct profile_category categories[] = {
    {.code = "TA", .breakdown = "total", .name = "Total"},
    {.code = "RB", .breakdown = "race", .name = "Black or African American"},
    {.code = "RW", .breakdown = "race", .name = "White"},
};

static const char header[] =
    "academic_year,aggregate_level,county_code,district_code,school_code,county_name,"
    "district_name,school_name,charter,breakdown,category,pupils,fifty_percent_pupils,"
    "long_term_pupils,grade12_pupils,diploma_count,diploma_percent,other_completer_count\n";

#define STATE "2023-2024,T,,,,,,,"
#define COUNTY "2023-2024,C,01,,,\"Ala\"\"me,da\",,,"

/* As the program writes them. */
static const char *const lines[] = {
    STATE "All,total,TA,60,30,20,*,*,*,0\n",
    STATE "All,race,RB,20,*,*,0,0,,0\n",
    STATE "All,race,RW,40,*,*,0,0,,0\n",
    STATE "N,total,TA,50,30,20,*,*,*,0\n",
    COUNTY "All,total,TA,60,30,20,*,*,*,0\n",
};

enum { LINES = sizeof lines / sizeof *lines, CATEGORIES = 3 };

/* Reads the lines in that order; their pupils one behind the other, or the refusal. */
static char *
read_lines(const int *order, size_t count)
{
    struct buf file = {0}, told = {0};
    struct err err = {0};
    struct profile_reader *reader;

    buf_add_text(&file, header);
    for (size_t i = 0; i < count; i++)
        buf_add_text(&file, lines[order[i]]);
    reader = profile_reader_read(
        (struct text){file.data, file.len}, "earlier.csv", categories, CATEGORIES, &err);
    if (reader == NULL)
        buf_add_text(&told, err.text);
    for (size_t i = 0; reader != NULL && i < profile_reader_profile(reader)->row_count; i++) {
        const struct profile_row *row = &profile_reader_profile(reader)->rows[i];

        buf_printf(&told, "%d%d%s=%u ", (int)row->place->level, (int)row->filter,
            row->category->code, row->measures[MEASURE_PUPILS]);
    }
    profile_reader_close(reader);
    buf_free(&file);
    return told.data;
}

static void
expect(const int *order, size_t count, const char *expected)
{
    char *told = read_lines(order, count);

    assert_string_equal(told, expected);
    free(told);
}

static void
rows_come_in_the_order_of_the_file(void **state)
{
    static const int written[] = {0, 1, 2, 3, 4}, sorted[] = {4, 2, 0, 3, 1};
    static const char expected[] = "00TA=60 00RB=20 00RW=40 01TA=50 10TA=60 ";

    (void)state;
    expect(written, LINES, expected);
    expect(sorted, LINES, expected);
}

static void
a_row_twice_is_refused(void **state)
{
    static const int beside[] = {0, 1, 1}, apart[] = {1, 0, 2, 1};
    static const char expected[] =
        "\"earlier.csv\": two rows are of the same place, charter value and category";

    (void)state;
    expect(beside, 3, expected);
    expect(apart, 4, expected);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_in_the_order_of_the_file),
        cmocka_unit_test(a_row_twice_is_refused),
    };

    return cmocka_run_group_tests_name("profile_reader", tests, NULL, NULL);
}
