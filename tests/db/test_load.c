#include "base/buf.h"
#include "sql/load/ledger.h"

#include "db/support.h"

static const char LEA[] = "9111111";

static struct submission_key
senr_key(void)
{
    return support_key(LEA, EXTRACT_SENR, 2023);
}

static void
values_come_back_as_they_went(void **state)
{
    static const char *const senr[] = {
        "ssid=9999999999 school_of_attendance=?12 local_record_id=\xc3\x91_\xe2\x82\xac"
        "_\"quoted\"_\\N_,^ birth_date=20000229 gender=X first_name=Jos\xc3\xa9_Luis "
        "enrollment_start_date=2023-07-01 enrollment_exit_date=06/09/2024 enrollment_status=10 "
        "grade_level=?KG met_uc_csu_requirements=Y golden_state_seal=N",
        NULL};
    static const char *const isag[] = {
        "school_of_attendance=7000001 ssid=0000000001 agreement_id=A-1 birth_date=20000229 "
        "modality=CBIS agreement_start_date=20230815 agreement_end_date=20240609 "
        "max_assignment_days=999 missed_assignments=0 course_credits=0.05 is_schooldays=999.99 "
        "is_percent=100 days_taught=0 days_time_value=0.1 days_credited=180 work_judged=Y",
        NULL};
    static const char *const isad[] = {
        "program_line=REG grade_span=ALL p2_ada=999999999.99 teacher_fte=10000 "
        "negotiated_ratio=25.0625 p2_ada_emergency=20000.5",
        "program_line=CONT grade_span=ALL p2_ada=0 teacher_fte=0.01 negotiated_ratio=0.0001", NULL};
    static const char *const sprg[] = {
        "school_of_attendance=7000001 ssid=1000000001 birth_date=19691231 gender=F "
        "education_program=144 membership_start_date=20230815 service_year=2022-2023",
        NULL};
    struct db *db = support_fresh();

    (void)state;
    support_load(db, senr_key(), senr);
    support_load(db, support_key(LEA, EXTRACT_ISAG, 2023), isag);
    support_load(db, support_key(LEA, EXTRACT_ISAD, 2023), isad);
    support_load(db, support_key(LEA, EXTRACT_SPRG, 2023), sprg);
    assert_string_equal(
        support_value(db,
            "SELECT concat_ws('|', lea_code, academic_year, record, line, ssid, "
            "school_of_attendance, local_record_id, birth_date, first_name, enrollment_start_date, "
            "enrollment_exit_date, coalesce(grade_level, '-'), met_uc_csu_requirements, "
            "golden_state_seal, coalesce(seal_of_biliteracy::text, '-'), coalesce(middle_name, "
            "'-')) FROM isprofile.senr"),
        "9111111|2023-2024|1|2|9999999999|12|\xc3\x91 \xe2\x82\xac \"quoted\" \\N ,^|2000-02-29|"
        "Jos\xc3\xa9 Luis|2023-07-01|2024-06-09|-|t|f|-|-");
    assert_string_equal(
        support_value(db,
            "SELECT concat_ws('|', ssid, agreement_id, modality, max_assignment_days, "
            "missed_assignments, course_credits, is_schooldays, is_percent, days_taught, "
            "days_time_value, days_credited, work_judged) FROM isprofile.isag"),
        "1|A-1|CBIS|999|0|0.05|999.99|100.00|0.00|0.10|180.00|t");
    assert_string_equal(
        support_value(db,
            "SELECT string_agg(concat_ws('|', p2_ada, teacher_fte, negotiated_ratio, "
            "p2_ada_emergency, coalesce(school_of_attendance, '-')), ' ' ORDER BY record) "
            "FROM isprofile.isad"),
        "999999999.99|10000.00|25.0625|20000.50|- 0.00|0.01|0.0001|-");
    /* As stored, a numeric has to be what the server itself would have made of the text. */
    assert_string_equal(
        support_value(db, "SELECT bool_and(p2_ada::text::numeric(11, 2) = p2_ada AND "
                          "pg_column_size(p2_ada::text::numeric(11, 2)) = "
                          "pg_column_size(p2_ada + 0) AND teacher_fte * 100 >= 1) "
                          "FROM isprofile.isad WHERE p2_ada > 0"),
        "t");
    assert_string_equal(
        support_value(db, "SELECT concat_ws('|', birth_date, service_year) FROM isprofile.sprg"),
        "1969-12-31|2022-2023");
    db_close(db);
}

/* Numbers of every length, compared with what the server reads from text. */
static void
decimals_are_exact(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = support_key(LEA, EXTRACT_ISAD, 2023);
    struct submission submission;
    struct load *load;
    struct err err;
    unsigned long count = 0;
    char cells[128], sql[512];

    (void)state;
    must(load_begin(&load, db, &key, 5, &err), &err);
    for (long long number = 0; number < 99999999999LL; number = number * 3 + 7) {
        snprintf(cells, sizeof cells,
            "program_line=REG grade_span=ALL p2_ada=%lld.%02lld teacher_fte=0 "
            "local_record_id=%lld.%02lld",
            number / 100, number % 100, number / 100, number % 100);
        must(support_add_row(load, key.extract, ++count, cells, &err), &err);
    }
    submission = support_submission(&key, count);
    must(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), &err);
    snprintf(sql, sizeof sql,
        "SELECT count(*) = %lu FROM isprofile.isad WHERE p2_ada = local_record_id::numeric AND "
        "p2_ada::text = local_record_id AND hashtext(p2_ada::text) = hashtext(local_record_id) AND "
        "hash_numeric(p2_ada) = hash_numeric(local_record_id::numeric)",
        count);
    assert_string_equal(support_value(db, sql), "t");
    db_close(db);
}

static void
a_replacement_replaces_whole(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct submission current;
    struct err err;
    bool found;

    (void)state;
    must(ledger_current(db, &key, &current, &found, &err), &err);
    assert_false(found);
    support_load(db, key, support_rows);
    support_load(db, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    support_load(db, support_key(LEA, EXTRACT_SENR, 2022), support_rows);
    assert_string_equal(support_standing(db), "9 9 3 accepted,accepted,accepted");
    support_load(db, key, support_rows + 1);
    assert_string_equal(support_standing(db), "8 8 3 accepted,accepted,accepted,accepted");
    must(ledger_current(db, &key, &current, &found, &err), &err);
    assert_true(found);
    assert_int_equal(current.rows.loaded, 2);
    assert_int_equal(current.bytes, 1234);
    assert_int_equal(current.key.year, 2023);
    assert_string_equal(current.basis.rule_set, support_basis.rule_set);
    assert_string_equal(
        support_value(db, "SELECT count(DISTINCT submission_id) FROM isprofile.senr"), "3");
    assert_string_equal(
        support_value(db, "SELECT count(*) FROM isprofile.senr r WHERE NOT EXISTS (SELECT FROM "
                          "isprofile.submission_current c WHERE c.submission_id = "
                          "r.submission_id AND c.lea_code = r.lea_code)"),
        "0");
    db_close(db);
}

static void
a_dry_run_changes_nothing(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct submission submission = support_submission(&key, 1);
    struct load *load;
    struct err err;

    (void)state;
    support_load(db, key, support_rows);
    must(load_begin(&load, db, &key, 5, &err), &err);
    must(support_add_row(load, EXTRACT_SENR, 1, support_rows[0], &err), &err);
    must(load_commit(load, &submission, NULL, 0, NULL, 0, true, &err), &err);
    assert_string_equal(support_standing(db), "3 3 1 accepted");
    db_close(db);
}

static void
an_abandoned_load_changes_nothing(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct submission current;
    struct load *load;
    struct err err;
    bool found;

    (void)state;
    support_load(db, key, support_rows);
    must(load_begin(&load, db, &key, 5, &err), &err);
    found = load_current(load, &current);
    assert_true(found);
    must(support_add_row(load, EXTRACT_SENR, 1, support_rows[0], &err), &err);
    load_abandon(load);
    must(load_begin(&load, db, &key, 5, &err), &err);
    load_abandon(load);
    load_abandon(NULL);
    assert_string_equal(support_standing(db), "3 3 1 accepted");
    db_close(db);
}

/* Rows that do not add up are a bug of the program, and what stood stays. */
static void
the_law_of_the_ledger_is_kept(void **state)
{
    static const struct row_counts wrong[] = {
        {.read = 2, .loaded = 2}, {.read = 3, .loaded = 1}, {.read = 2, .loaded = 1}};
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct err err;

    (void)state;
    support_load(db, key, support_rows);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct submission submission = support_submission(&key, 0);
        struct load *load;

        submission.rows = wrong[i];
        must(load_begin(&load, db, &key, 5, &err), &err);
        must(support_add_row(load, EXTRACT_SENR, 1, support_rows[0], &err), &err);
        assert_int_equal(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), -1);
        assert_int_equal(err.code, ERR_BUG);
    }
    assert_string_equal(support_standing(db), "3 3 1 accepted");
    assert_string_equal(
        support_sqlstate(db, "UPDATE isprofile.submission SET rows_rejected = rows_rejected + 1"),
        "23514");
    db_close(db);
}

static void
counts_and_spellings_are_kept(void **state)
{
    static const struct rule_count counts[] = {{0, 0, 0, 0}, {1, 0, 3, 0}, {2, 7, 9, 1234}};
    static const struct normalization spellings[] = {
        {"grade_level", "10th", "10", 2}, {"grade_level", "\xc3\xb1 \"x\"", "11", 1}};
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct submission submission = support_submission(&key, 1);
    struct load *load;
    struct err err;

    (void)state;
    submission.rows = (struct row_counts){.read = 4, .loaded = 1, .rejected = 3};
    must(load_begin(&load, db, &key, 5, &err), &err);
    must(support_add_row(load, EXTRACT_SENR, 4, support_rows[0], &err), &err);
    must(load_commit(load, &submission, counts, 3, spellings, 2, false, &err), &err);
    assert_string_equal(
        support_value(db, "SELECT string_agg(concat_ws('/', lea_code, rule, found, applied, "
                          "ineligible_days), ' ' ORDER BY rule) FROM isprofile.finding_count"),
        "9111111/agreement_too_short/7/9/12.34 9111111/value_missing/0/3/0.00");
    assert_string_equal(
        support_value(db, "SELECT string_agg(concat_ws('/', column_name, spelling, code, rows), "
                          "' ' ORDER BY rows DESC) FROM isprofile.normalization"),
        "grade_level/10th/10/2 grade_level/\xc3\xb1 \"x\"/11/1");
    assert_string_equal(
        support_value(db, "SELECT concat_ws('/', file_name, left(sha256, 2), bytes, rows_read, "
                          "rows_loaded, rows_rejected, rows_withheld, verdict, rule_set, "
                          "reference_version, directory_version, finished_at >= started_at) FROM "
                          "isprofile.submission"),
        "invented.csv/ee/1234/4/1/3/0/accepted/aa11/bb22/cc33/t");
    db_close(db);
}

static void
a_verdict_on_other_reference_data_is_not_loaded(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct submission submission = support_submission(&key, 1);
    struct load *load;
    struct err err;

    (void)state;
    snprintf(submission.basis.directory, sizeof submission.basis.directory, "old");
    must(load_begin(&load, db, &key, 5, &err), &err);
    must(support_add_row(load, EXTRACT_SENR, 1, support_rows[0], &err), &err);
    assert_int_equal(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), -1);
    assert_int_equal(err.code, ERR_TRY_AGAIN);
    submission.basis = support_basis;
    snprintf(submission.basis.rule_set, sizeof submission.basis.rule_set, "newer");
    must(load_begin(&load, db, &key, 5, &err), &err);
    must(support_add_row(load, EXTRACT_SENR, 1, support_rows[0], &err), &err);
    assert_int_equal(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    assert_string_equal(support_standing(db), "0 0 0");
    db_close(db);
}

/* A commit that does not wait for the disk, and the one that then does so for it. */
static void
what_waits_for_the_disk_is_brought_there(void **state)
{
    struct submission_key key = senr_key();
    struct submission submission = support_submission(&key, 0);
    struct db *db = support_fresh();
    struct buf sql = {0};
    struct load *load;
    struct err err;
    int64_t id;
    bool has;

    (void)state;
    support_run(db, "SET synchronous_commit = on");
    must(load_begin(&load, db, &key, 5, &err), &err);
    id = load_id(load);
    load_commit_later(load);
    must(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), &err);
    assert_string_equal(support_value(db, "SHOW synchronous_commit"), "on");
    must(ledger_has(db, &key, id, submission.sha256, &has, &err), &err);
    assert_true(has);
    buf_printf(&sql, "SELECT pg_current_wal_flush_lsn() >= '%s'",
        support_value(db, "SELECT pg_current_wal_insert_lsn()"));
    must(ledger_flush(db, &key, &err), &err);
    assert_string_equal(support_value(db, sql.data), "t");
    must(ledger_has(db, &key, id + 1, submission.sha256, &has, &err), &err);
    assert_false(has);
    submission.sha256[0] ^= 1;
    must(ledger_has(db, &key, id, submission.sha256, &has, &err), &err);
    assert_false(has);
    submission.sha256[0] ^= 1;
    key.extract = EXTRACT_STAS;
    must(ledger_has(db, &key, id, submission.sha256, &has, &err), &err);
    assert_false(has);
    buf_free(&sql);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_as_they_went),
        cmocka_unit_test(decimals_are_exact),
        cmocka_unit_test(a_replacement_replaces_whole),
        cmocka_unit_test(a_dry_run_changes_nothing),
        cmocka_unit_test(an_abandoned_load_changes_nothing),
        cmocka_unit_test(the_law_of_the_ledger_is_kept),
        cmocka_unit_test(counts_and_spellings_are_kept),
        cmocka_unit_test(a_verdict_on_other_reference_data_is_not_loaded),
        cmocka_unit_test(what_waits_for_the_disk_is_brought_there),
    };

    return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
