#include "base/buf.h"
#include "base/date.h"
#include "base/pupil.h"
#include "sql/load/ledger.h"
#include "sql/moment.h"
#include "sql/reference_store.h"
#include "sql/report/enrollment.h"
#include "sql/report/pupil_cursor.h"
#include "sql/report/snapshot_store.h"

#include "db/support.h"

#define STAS_OF(ssid)                                                                              \
    "ssid=" ssid " school_of_attendance=7000001 birth_date=20080102 gender=F is_days_credited=5"

static const char *const one_pupil[] = {STAS_OF("1"), NULL};
static const char *const two_pupils[] = {STAS_OF("1"), STAS_OF("2"), NULL};

static int
count_submission(void *ctx, const struct submission *submission, struct err *err)
{
    (void)submission;
    (void)err;
    ++*(int *)ctx;
    return 0;
}

static int
count_submissions(struct db *db, int year)
{
    struct err err;
    int count = 0;

    must(ledger_walk_year(db, year, count_submission, &count, &err), &err);
    return count;
}

static int
count_pupils(struct db *db)
{
    struct pupil_cursor *cursor;
    const struct pupil *pupil;
    struct err err;
    int count = 0, rc;

    must(pupil_cursor_open(&cursor, db, 2023, 0, &err), &err);
    while ((rc = pupil_cursor_next(cursor, &pupil, &err)) == 1)
        count++;
    must(rc, &err);
    pupil_cursor_close(cursor);
    return count;
}

static const char *
directory_of(struct db *db)
{
    static char version[65];
    struct err err;

    must(directory_store_version(db, version, &err), &err);
    return version;
}

/* Whatever others commit between two looks. */
static void
a_moment_sees_one_state(void **state)
{
    struct db *db = support_fresh(), *other = support_open(NULL);
    struct err err;

    (void)state;
    support_load(db, support_key("9111111", EXTRACT_STAS, 2023), one_pupil);
    must(moment_begin(db, false, &err), &err);
    assert_true(moment_is_open(db));
    assert_int_equal(count_submissions(db, 2023), 1);
    support_load(other, support_key("9111111", EXTRACT_STAS, 2023), two_pupils);
    support_load(other, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    support_store_directory(other, support_schools, support_school_count - 1, "dd44");
    assert_int_equal(count_pupils(db), 1);
    assert_int_equal(count_pupils(db), 1);
    assert_int_equal(count_submissions(db, 2023), 1);
    assert_string_equal(directory_of(db), support_basis.directory);
    moment_end(db);
    assert_false(moment_is_open(db));
    assert_int_equal(count_pupils(db), 2);
    assert_false(moment_is_open(db));
    assert_int_equal(count_submissions(db, 2023), 2);
    assert_int_equal(count_submissions(db, 2022), 0);
    assert_string_equal(directory_of(db), "dd44");
    db_close(other);
    db_close(db);
}

/* What was committed since is not there for it either, and it adds nothing. */
static void
a_connection_that_joins_sees_the_same(void **state)
{
    struct snapshot_chunk chunk = {"pupils", 0, 1, ""};
    struct db *db = support_fresh(), *other = support_open(NULL), *joined;
    struct err err;

    (void)state;
    support_load(db, support_key("9111111", EXTRACT_STAS, 2023), one_pupil);
    must(moment_begin(db, true, &err), &err);
    assert_int_equal(count_submissions(db, 2023), 1);
    support_load(other, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    must(moment_join(&joined, db, &err), &err);
    assert_true(moment_is_open(joined));
    assert_int_equal(count_submissions(joined, 2023), 1);
    assert_int_equal(count_submissions(other, 2023), 2);
    assert_int_equal(snapshot_store_add_chunk(joined, 1, &chunk, "x", &err), -1);
    db_close(joined);
    moment_end(db);
    assert_int_equal(moment_join(&joined, db, &err), -1);
    assert_null(joined);
    db_close(other);
    db_close(db);
}

/* Chunks between the pupils that they are made of, as a snapshot is written. */
static void
what_is_written_in_a_moment_is_kept_or_not(void **state)
{
    static const char bytes[] = "a\0b\\\x80";
    struct snapshot_chunk chunk = {"pupils", 0, sizeof bytes, ""};
    struct snapshot_info info = {
        .year = 2023, .note = "n", .chunks = 1, .bytes = 6, .program_version = "1"};
    struct db *db = support_fresh();
    struct buf read = {0};
    struct err err;

    (void)state;
    memset(chunk.sha256, 'a', 64);
    memset(info.checksum, 'b', 64);
    for (int keeps = 0; keeps < 2; keeps++) {
        must(moment_begin(db, true, &err), &err);
        must(snapshot_store_next_id(db, &info.id, &err), &err);
        must(snapshot_store_add_chunk(db, info.id, &chunk, bytes, &err), &err);
        must(snapshot_store_add(db, &info, &err), &err);
        if (keeps)
            must(moment_keep(db, &err), &err);
        moment_end(db);
        assert_int_equal(snapshot_store_find(db, info.id, &info, &err), keeps ? 0 : -1);
    }
    assert_int_equal(info.year, 2023);
    assert_string_equal(info.note, "n");
    must(snapshot_store_read_chunk(db, info.id, "pupils", 0, &read, &err), &err);
    assert_int_equal(read.len, sizeof bytes);
    assert_memory_equal(read.data, bytes, sizeof bytes);
    must(snapshot_store_read_chunk(db, info.id, "pupils", 1, &read, &err), &err);
    assert_int_equal(read.len, 0);
    assert_int_equal(snapshot_store_find(db, 0, &info, &err), -1);
    assert_int_equal(err.code, ERR_NO_INPUT);
    buf_free(&read);
    db_close(db);
}

/* Nothing is written in a moment that is only for reading. */
static void
a_moment_for_reading_takes_nothing(void **state)
{
    struct snapshot_chunk chunk = {"pupils", 0, 1, ""};
    struct db *db = support_fresh();
    struct err err;

    (void)state;
    must(moment_begin(db, false, &err), &err);
    assert_int_equal(snapshot_store_add_chunk(db, 1, &chunk, "x", &err), -1);
    moment_end(db);
    db_close(db);
}

#define SENR_OF(ssid, school, start, more)                                                         \
    "ssid=" ssid " school_of_attendance=" school                                                   \
    " birth_date=20080102 gender=F enrollment_start_date=" start " " more

static int
write_count(void *ctx, const struct enrollment_count *count, struct err *err)
{
    (void)err;
    buf_printf(ctx, "%s%s %llu\n", count->district, count->is_charter ? " charter" : "",
        (unsigned long long)count->pupils);
    return 0;
}

static void
count_enrolled(struct db *db, int year, int32_t day, struct buf *text)
{
    struct pupil_cursor *cursor;
    struct err err;

    must(pupil_cursor_open(&cursor, db, year, day, &err), &err);
    must(pupil_cursor_enrollment(cursor, write_count, text, &err), &err);
    pupil_cursor_close(cursor);
}

static void
the_enrolled_of_a_day_are_counted_by_district(void **state)
{
    static const char *const rows[] = {SENR_OF("1", "7000001", "20230815", "enrollment_status=10"),
        /* Twice in the district, and in its charter; last day, first day, never came, another kind.
         */
        SENR_OF("1", "9111111", "20230815", "enrollment_status=30"),
        SENR_OF("1", "7000002", "20230815", "enrollment_status=10"),
        SENR_OF("2", "7000001", "20230815",
            "enrollment_status=10 enrollment_exit_date=20231004 exit_reason=T160"),
        SENR_OF("3", "7000001", "20231004", "enrollment_status=10"),
        SENR_OF("4", "7000001", "20231005", "enrollment_status=10"),
        SENR_OF("5", "7000001", "20230815",
            "enrollment_status=10 enrollment_exit_date=20240601 exit_reason=N470"),
        SENR_OF("6", "7000001", "20230815", "enrollment_status=20"),
        SENR_OF("7", "?XYZ", "20230815",
            "enrollment_status=10 enrollment_exit_date=20231005 exit_reason=T160"),
        NULL};
    struct db *db = support_fresh();
    struct buf text = {0};
    int32_t day;

    (void)state;
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), rows);
    assert_true(date_from_civil(2023, 10, 4, &day));
    count_enrolled(db, 2023, day, &text);
    assert_string_equal(buf_terminate(&text), " 3\n9111111 3\n9111111 charter 1\n");
    buf_reset(&text);
    count_enrolled(db, 2022, day, &text);
    assert_string_equal(buf_terminate(&text), " 0\n");
    buf_free(&text);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moment_sees_one_state),
        cmocka_unit_test(a_connection_that_joins_sees_the_same),
        cmocka_unit_test(what_is_written_in_a_moment_is_kept_or_not),
        cmocka_unit_test(a_moment_for_reading_takes_nothing),
        cmocka_unit_test(the_enrolled_of_a_day_are_counted_by_district),
    };

    return cmocka_run_group_tests_name("moment", tests, NULL, NULL);
}
