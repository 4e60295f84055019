#include "base/buf.h"
#include "cli/run/state_source.h"
#include "transform/state/state_judge.h"

#include "db/support.h"

/*
 * The rules on all LEAs together: what they find, on which rows, in which order; and that it is
 * what four statements of SQL find (tests/db/state/), which look at all rows.
 */

static const char A[] = "9111111", B[] = "9122222", C[] = "9233333";

static int
note_finding(void *ctx, const struct state_finding *finding, struct err *err)
{
    (void)err;
    assert_string_equal(finding->file_name, "invented.csv");
    assert_int_equal(finding->line, finding->record + 1);
    buf_printf(ctx, "%s %s %s %lu %s %s %s [%s]\n", finding->rule, finding->lea,
        layout_of(finding->extract)->name, finding->record, finding->ssid + 8, finding->column,
        finding->value, finding->others);
    return 0;
}

/* What is found, a line each; with a LEA only of its pupils. The caller frees it. */
static struct buf
find(struct db *db, const char *lea)
{
    const char *const leas[] = {lea};
    struct buf found = {0};
    const struct state_sink sink = {note_finding, &found};
    struct err err;

    must(state_source_review(db, 2023, lea == NULL ? NULL : leas, 1, &sink, &err), &err);
    buf_terminate(&found);
    return found;
}

static void
expect(struct db *db, const char *lea, const char *expected)
{
    struct buf found = find(db, lea);

    assert_string_equal(found.data, expected);
    buf_free(&found);
}

#define ENROLLED(ssid, rest)                                                                       \
    "ssid=10000000" ssid " school_of_attendance=7000001 birth_date=20080102 gender=F "             \
    "grade_level=10 " rest
#define PRIMARY(ssid, start, rest)                                                                 \
    ENROLLED(ssid, "enrollment_status=10 enrollment_start_date=" start " " rest)

#define SHORT_TERM(ssid, end)                                                                      \
    ENROLLED(ssid, "enrollment_status=30 enrollment_start_date=20230901 enrollment_exit_date=" end \
                   " exit_reason=T160")

static void
primary_enrollments_overlap(void **state)
{
    static const char *const first[] = {
        PRIMARY("01", "20230815", "enrollment_exit_date=20231020 exit_reason=T160"),
        PRIMARY("02", "20230815", "enrollment_exit_date=20231020 exit_reason=T160"),
        PRIMARY("03", "20230815", ""),
        PRIMARY("04", "20230815", "enrollment_exit_date=20230815 exit_reason=N470"),
        PRIMARY("05", "20230815", "enrollment_exit_date=20230814 exit_reason=T160"),
        PRIMARY("06", "20230815", "enrollment_exit_date=20231001 exit_reason=T160"),
        PRIMARY("06", "20240110", ""), PRIMARY("07", "20230815", ""), PRIMARY("08", "20230815", ""),
        PRIMARY("09", "20230815", ""), NULL};
    static const char *const second[] = {
        PRIMARY("01", "20231020", ""), /* the last day of the other */
        PRIMARY("02", "20231021", ""), /* the day after */
        ENROLLED("03", "enrollment_status=20 enrollment_start_date=20230815"),
        PRIMARY("04", "20230815", ""), /* the other never showed up */
        PRIMARY("05", "20230815", ""), /* nor here */
        PRIMARY("06", "20231002", "enrollment_exit_date=20240115 exit_reason=T160"),
        SHORT_TERM("08", "20230930"), SHORT_TERM("09", "20231001"), NULL};
    static const char *const third[] = {
        PRIMARY("06", "20240114", "enrollment_exit_date=20240114 exit_reason=T160"), NULL};
    struct db *db = support_fresh();

    (void)state;
    support_load(db, support_key(A, EXTRACT_SENR, 2023), first);
    support_load(db, support_key(B, EXTRACT_SENR, 2023), second);
    support_load(db, support_key(C, EXTRACT_SENR, 2023), third);
    support_load(db, support_key(C, EXTRACT_SENR, 2022), first);
    expect(db, NULL,
        "pupil_in_two_leas 9111111 SENR 1 01 enrollment_start_date 20230815 [9122222]\n"
        "pupil_in_two_leas 9122222 SENR 1 01 enrollment_start_date 20231020 [9111111]\n"
        "pupil_in_two_leas 9111111 SENR 7 06 enrollment_start_date 20240110 [9122222, 9233333]\n"
        "pupil_in_two_leas 9122222 SENR 6 06 enrollment_start_date 20231002 [9111111, 9233333]\n"
        "pupil_in_two_leas 9233333 SENR 1 06 enrollment_start_date 20240114 [9111111, 9122222]\n"
        "pupil_in_two_leas 9111111 SENR 10 09 enrollment_start_date 20230815 [9122222]\n"
        "pupil_in_two_leas 9122222 SENR 8 09 enrollment_start_date 20230901 [9111111]\n");
    expect(db, C,
        "pupil_in_two_leas 9111111 SENR 7 06 enrollment_start_date 20240110 [9122222, 9233333]\n"
        "pupil_in_two_leas 9122222 SENR 6 06 enrollment_start_date 20231002 [9111111, 9233333]\n"
        "pupil_in_two_leas 9233333 SENR 1 06 enrollment_start_date 20240114 [9111111, 9122222]\n");
    db_close(db);
}

#define ATTENDED(ssid, school, days)                                                               \
    "ssid=10000000" ssid " school_of_attendance=" school " birth_date=20080102 gender=F " days

static void
days_add_up_over_leas(void **state)
{
    static const char *const first[] = {ATTENDED("01", "7000001", "days_attended=183"),
        ATTENDED("02", "7000001", "days_attended=100 is_days_credited=83.01"),
        ATTENDED("03", "7000001", "days_attended=183 is_days_not_credited=90"),
        ATTENDED("04", "7000001", "days_attended=190"),
        ATTENDED("04", "7000002", "days_in_school_suspension=180"),
        ATTENDED("05", "7000001", "days_attended=183"), NULL};
    static const char *const second[] = {ATTENDED("01", "7000003", "days_attended=183"),
        ATTENDED("02", "7000003", "days_attended=183"),
        ATTENDED("03", "7000003", "days_attended=183"),
        ATTENDED("05", "7000003", "exempt=Y days_attended=184"),
        ATTENDED("02", "7000004", "days_absent_excused=5"), NULL};
    struct db *db = support_fresh();

    (void)state;
    support_load(db, support_key(A, EXTRACT_STAS, 2023), first);
    support_load(db, support_key(B, EXTRACT_STAS, 2023), second);
    expect(db, NULL,
        "days_claimed_twice 9111111 STAS 2 02 days_attended 183.01 [9122222]\n"
        "days_claimed_twice 9122222 STAS 2 02 days_attended 183.00 [9111111]\n"
        "days_claimed_twice 9111111 STAS 4 04 days_attended 190.00 []\n"
        "days_claimed_twice 9111111 STAS 5 04 days_attended 180.00 []\n");
    expect(db, B,
        "days_claimed_twice 9111111 STAS 2 02 days_attended 183.01 [9122222]\n"
        "days_claimed_twice 9122222 STAS 2 02 days_attended 183.00 [9111111]\n");
    db_close(db);
}

#define BORN(ssid, date, name)                                                                     \
    "ssid=10000000" ssid " school_of_attendance=7000001 birth_date=" date " gender=F "             \
    "effective_start_date=20230815 " name

static void
birth_dates_differ_between_leas(void **state)
{
    static const char *const first[] = {BORN("01", "20080102", ""), BORN("02", "20080102", ""),
        BORN("02", "20080103", ""), BORN("03", "20080102", ""), NULL};
    static const char *const second[] = {
        BORN("01", "20080109", ""), BORN("01", "20080109", ""), BORN("03", "20080102", ""), NULL};
    static const char *const enrolled[] = {PRIMARY("01", "20230815", ""), NULL};
    struct db *db = support_fresh();

    (void)state;
    support_load(db, support_key(A, EXTRACT_SINF, 2023), first);
    support_load(db, support_key(B, EXTRACT_SINF, 2023), second);
    support_load(db, support_key(A, EXTRACT_SENR, 2023), enrolled);
    /* Two dates in one LEA are that LEA's own affair. */
    expect(db, NULL,
        "identity_conflict 9111111 SENR 1 01 birth_date 20080102 [9122222]\n"
        "identity_conflict 9122222 SINF 1 01 birth_date 20080109 [9111111]\n");
    expect(db, C, "");
    db_close(db);
}

static void
one_name_stands_for_two_ssids(void **state)
{
    static const char *const first[] = {
        BORN("01", "20080102", "first_name=Ada last_name=Alder middle_name=Bea"),
        BORN("02", "20080102", "first_name=Cleo last_name=Alder"),
        BORN("03", "20080102", "first_name=Dora last_name=Elm middle_name=Fay"),
        BORN("04", "20080102", "last_name=Elm"),
        BORN("06", "20080102", "first_name=Gus last_name=Gum"),
        BORN("06", "20080102", "first_name=Gus last_name=Gum"),
        BORN("07", "20080102", "first_name=Gus last_name=Gum"), NULL};
    static const char *const second[] = {BORN("11", "20080102", "first_name=ADA last_name=alder"),
        BORN("12", "20080103", "first_name=Cleo last_name=Alder"),
        BORN("13", "20080102", "first_name=Dora last_name=Elm middle_name=Gwen"),
        BORN("14", "20080102", "last_name=Elm"),
        BORN("01", "20080102", "first_name=Ada last_name=Alder middle_name=B."), NULL};
    struct db *db = support_fresh();

    (void)state;
    support_load(db, support_key(A, EXTRACT_SINF, 2023), first);
    support_load(db, support_key(B, EXTRACT_SINF, 2023), second);
    expect(db, NULL,
        "identity_conflict 9111111 SINF 1 01 ssid 1000000001 [9122222]\n"
        "identity_conflict 9122222 SINF 5 01 ssid 1000000001 [9111111]\n"
        "identity_conflict 9122222 SINF 1 11 ssid 1000000011 [9111111]\n"
        "identity_conflict 9111111 SINF 5 06 ssid 1000000006 []\n"
        "identity_conflict 9111111 SINF 7 07 ssid 1000000007 []\n");
    expect(db, B,
        "identity_conflict 9111111 SINF 1 01 ssid 1000000001 [9122222]\n"
        "identity_conflict 9122222 SINF 5 01 ssid 1000000001 [9111111]\n"
        "identity_conflict 9122222 SINF 1 11 ssid 1000000011 [9111111]\n");
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(primary_enrollments_overlap),
        cmocka_unit_test(days_add_up_over_leas),
        cmocka_unit_test(birth_dates_differ_between_leas),
        cmocka_unit_test(one_name_stands_for_two_ssids),
    };

    return cmocka_run_group_tests_name("state_rules", tests, NULL, NULL);
}
