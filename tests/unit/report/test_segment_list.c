#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/pupil.h"

#include "report/count/segment.h"

/* To look at each for each of them would take a quarter of an hour. */
enum { SCHOOLS = 200000, CODE_SIZE = 16 };

/* A school that the directory has, or one that it has not, by turns. */
static struct pupil_place
place_of(unsigned number, char code[CODE_SIZE])
{
    struct pupil_place place = {.lea = "0161119", .is_identified = number % 2 == 0};

    snprintf(code, CODE_SIZE, "%07u", number / 2 % 10000000);
    if (place.is_identified) {
        snprintf(place.cds_code, sizeof place.cds_code, "0161119%07u", number / 2 % 10000000);
    } else {
        memcpy(place.cds_code, place.lea, sizeof place.lea);
        place.raw_code = code;
    }
    return place;
}

/* Two rows at each school, the second ones in the other order. */
static struct pupil_attendance *
make_rows(char (*codes)[CODE_SIZE], size_t schools)
{
    struct pupil_attendance *rows = memory_new_array(2 * schools, sizeof *rows);

    for (size_t i = 0; i < 2 * schools; i++) {
        size_t school = i < schools ? i : 2 * schools - 1 - i;

        rows[i].place = place_of((unsigned)school, codes[school]);
        rows[i].is_days = (int32_t)(school % 100 + 1);
    }
    return rows;
}

static void
assert_segments(size_t schools)
{
    char(*codes)[CODE_SIZE] = memory_new_array(schools, sizeof *codes);
    struct pupil_attendance *rows = make_rows(codes, schools);
    struct pupil pupil = {.attendance = rows, .attendance_count = 2 * schools};
    struct place_table *places = place_table_new();
    struct segment_list list = {0};

    for (int again = 0; again < 2; again++) {
        segment_list_fill(&list, &pupil, 2023, places);
        assert_int_equal(list.count, schools);
        for (size_t i = 0; i < schools; i++)
            assert_int_equal(list.at[i].is_days, 2 * (i % 100 + 1));
    }
    segment_list_free(&list);
    place_table_free(places);
    free(rows);
    free(codes);
}

static void
rows_meet_at_their_school_however_many(void **state)
{
    (void)state;
    for (size_t schools = 1; schools < 100; schools++)
        assert_segments(schools);
    assert_segments(SCHOOLS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_meet_at_their_school_however_many),
    };

    return cmocka_run_group_tests_name("segment_list", tests, NULL, NULL);
}
