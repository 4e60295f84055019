#include <libpq-fe.h>

#include "base/pupil.h"
#include "sql/db_state.h"
#include "sql/load/ledger.h"
#include "sql/migrate.h"
#include "sql/reference_store.h"
#include "sql/report/pupil_cursor.h"

#include "db/support.h"

/*
 * Who may do what: a statement, and the roles that may run it, by their first
 * letters: Owner, Loader, Reporter, aNalyst, lEa, Auditor. This is the list.
 */
static const struct {
    const char *sql;
    const char *allowed;
} rights[] = {
    {"SELECT count(*) FROM isprofile.ref_race", "OLRNEA"},
    {"SELECT count(*) FROM isprofile.school", "OLRNEA"},
    {"SELECT count(*) FROM isprofile.rule", "OLRNEA"},
    {"INSERT INTO isprofile.ref_race VALUES (9, 'x', '', '')", "O"},
    {"UPDATE isprofile.rule SET number = 99 WHERE number = 1", "O"},
    {"DELETE FROM isprofile.school", "OL"},
    {"SELECT first_name FROM isprofile.senr", "OL"},
    {"SELECT ssid FROM isprofile.isag", "OL"},
    {"SELECT ssid FROM isprofile.senr_pack_2023", "O"},
    {"DELETE FROM isprofile.senr_pack", "OL"},
    {"UPDATE isprofile.senr_pack SET grade_level = '09'", "O"},
    {"SELECT ssid FROM isprofile.enrollment_part", "OLR"},
    {"SELECT ssid FROM isprofile.demographic_part", "OLR"},
    {"SELECT ssid, exit_reason FROM isprofile.senr_pack", "OLR"},
    {"SELECT first_name FROM isprofile.senr_pack", "OL"},
    {"SELECT birth_date FROM isprofile.isag_pack", "OL"},
    {"SELECT school FROM isprofile.school_place", "OLR"},
    {"DELETE FROM isprofile.stas_pack", "OL"},
    {"SELECT count(*) FROM isprofile.submission", "OLRA"},
    {"SELECT count(*) FROM isprofile.submission_current", "OLRA"},
    {"SELECT count(*) FROM isprofile.finding_count", "OLRA"},
    {"SELECT count(*) FROM isprofile.finding_pack", "OL"},
    {"DELETE FROM isprofile.finding_pack", "O"},
    {"SELECT count(*) FROM isprofile.normalization", "OL"},
    {"SELECT made_of FROM isprofile.law_basis", "OL"},
    {"UPDATE isprofile.state_due SET submission_id = 1", "OL"},
    {"SELECT count(*) FROM isprofile.isad", "OLR"},
    {"SELECT count(*) FROM isprofile.agreement_cost", "OLR"},
    {"SELECT count(*) FROM isprofile.agreement_cost_pack", "OLR"},
    {"DELETE FROM isprofile.agreement_cost_pack", "OL"},
    {"SELECT count(*) FROM isprofile.law_count", "OLR"},
    {"DELETE FROM isprofile.ada_line", "OL"},
    {"SELECT count(*) FROM isprofile.own_ada_line", "OE"},
    {"DELETE FROM isprofile.submission", "O"},
    {"UPDATE isprofile.submission SET verdict = 'refused'", "O"},
    {"SELECT first_name FROM isprofile.own_senr", "OE"},
    {"SELECT count(*) FROM isprofile.own_submission", "OE"},
    {"SELECT count(*) FROM isprofile.schema_migration", "OLRNA"},
    {"DELETE FROM isprofile.schema_migration", "O"},
    {"SELECT count(*) FROM isprofile.run", "OLRNA"},
    {"INSERT INTO isprofile.run (ended_at) VALUES (NULL)", "OL"},
    {"DELETE FROM isprofile.run", "O"},
    {"UPDATE isprofile.run SET failed = 0", "O"},
    {"SELECT count(*) FROM isprofile.snapshot", "ORNA"},
    {"SELECT bytes FROM isprofile.snapshot_chunk", "OR"},
    {"INSERT INTO isprofile.snapshot_chunk VALUES (1, 'pupils', 0, '', '')", "OR"},
    {"UPDATE isprofile.snapshot_chunk SET bytes = ''", "O"},
    {"DELETE FROM isprofile.snapshot_chunk", "O"},
    {"UPDATE isprofile.snapshot SET checksum = ''", "O"},
    {"DELETE FROM isprofile.snapshot", "O"},
    {"TRUNCATE isprofile.snapshot", "O"},
    {"CREATE TABLE isprofile.mine (x int)", "O"},
    {"SELECT isprofile.ensure_school_year('2030-2031')", "OL"},
};

static const struct {
    char letter;
    const char *role;
} roles[] = {{'O', "isprofile_owner"}, {'L', "isprofile_loader"}, {'R', "isprofile_reporter"},
    {'N', "isprofile_analyst"}, {'E', "isprofile_lea_9111111"}, {'A', "isprofile_auditor"}};

static const char *const rows[] = {
    "ssid=1000000001 school_of_attendance=7000001 birth_date=20080102 gender=F first_name=A "
    "enrollment_start_date=20230815 enrollment_status=10 grade_level=10",
    NULL};

static const char *const attendance[] = {
    "ssid=1000000001 school_of_attendance=7000001 birth_date=20080102 gender=F is_days_credited=5",
    NULL};

/* A fresh schema with roles, the login of one LEA, and rows of two. */
static struct db *
open_with_roles(void)
{
    struct db *db = support_fresh();
    const char *left_out;
    struct err err;

    must(migrate_roles(db, &left_out, &err), &err);
    assert_null(left_out);
    support_run(db, "DROP ROLE IF EXISTS isprofile_lea_9111111");
    support_run(db, "CREATE ROLE isprofile_lea_9111111 LOGIN IN ROLE isprofile_lea");
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), rows);
    support_load(db, support_key("9122222", EXTRACT_SENR, 2023), rows);
    return db;
}

static void
each_role_may_do_what_is_listed(void **state)
{
    struct db *db = open_with_roles();

    (void)state;
    for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
        struct db *as = support_open(roles[r].role);

        for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
            bool may = strchr(rights[i].allowed, roles[r].letter) != NULL;
            const char *found = support_sqlstate(as, rights[i].sql);
            bool is_denied = strcmp(found, "42501") == 0;

            /* The ledger's own guards may stop who is not denied. */
            if (may == is_denied)
                fail_msg("%s: %s: %s", roles[r].role, rights[i].sql, found);
        }
        db_close(as);
    }
    db_close(db);
}

static void
an_lea_sees_its_own_rows_alone(void **state)
{
    struct db *db = open_with_roles(), *lea = support_open("isprofile_lea_9111111");

    (void)state;
    assert_string_equal(
        support_value(lea, "SELECT concat_ws(' ', count(*), min(lea_code), max(lea_code)) FROM "
                           "isprofile.own_senr"),
        "1 9111111 9111111");
    assert_string_equal(support_value(lea, "SELECT count(*) FROM isprofile.own_submission"), "1");
    /* Who is no LEA finds nothing, owner and superuser alike. */
    assert_string_equal(support_value(db, "SELECT count(*) FROM isprofile.own_senr"), "0");
    db_close(lea);
    db_close(db);
}

static int
ignore_school(void *ctx, const struct school *school, struct err *err)
{
    (void)ctx;
    (void)school;
    (void)err;
    return 0;
}

/* The whole of a night's work as the loader, in a year that has no tables yet. */
static void
the_loader_can_do_its_work(void **state)
{
    struct db *db = open_with_roles(), *loader = support_open("isprofile_loader");
    struct submission_key key = support_key("9111111", EXTRACT_SENR, 2019);
    struct submission refused = support_submission(&key, 1);
    const struct school_sink sink = {ignore_school, NULL};
    char version[65];
    struct err err;
    bool was_there;

    (void)state;
    must(migrate_check(loader, &err), &err);
    must(
        reference_store_check(loader, support_basis.rule_set, support_basis.reference, &err), &err);
    must(directory_store_read(loader, &sink, version, &err), &err);
    support_load(loader, key, rows);
    support_load(loader, key, rows);
    refused.verdict = VERDICT_REFUSED;
    refused.rows = (struct row_counts){.read = 1, .withheld = 1};
    must(ledger_refuse(loader, &refused, NULL, 0, &err), &err);
    must(ledger_withdraw(loader, &key, 5, &was_there, &err), &err);
    assert_true(was_there);
    support_store_directory(loader, support_schools, support_school_count - 1, "dd44");
    assert_string_equal(support_value(loader, "SHOW log_error_verbosity"), "terse");
    assert_string_equal(
        support_value(db, "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = "
                          "'isprofile.senr_pack_2019'::regclass"),
        "isprofile_owner");
    db_close(loader);
    db_close(db);
}

static void
the_reporter_can_do_its_work(void **state)
{
    struct db *db = open_with_roles(), *reporter = support_open("isprofile_reporter");
    struct pupil_cursor *cursor;
    const struct pupil *pupil;
    struct err err;

    (void)state;
    must(migrate_check(reporter, &err), &err);
    must(pupil_cursor_open(&cursor, reporter, 2023, 0, &err), &err);
    assert_int_equal(pupil_cursor_next(cursor, &pupil, &err), 0);
    pupil_cursor_close(cursor);
    /* With a second connection it is quicker, without one it is the same. */
    support_run(db, "ALTER ROLE isprofile_reporter CONNECTION LIMIT 1");
    support_load(db, support_key("9111111", EXTRACT_STAS, 2023), attendance);
    must(pupil_cursor_open(&cursor, reporter, 2023, 0, &err), &err);
    assert_int_equal(pupil_cursor_next(cursor, &pupil, &err), 1);
    assert_int_equal(pupil->enrollment_count, 2);
    pupil_cursor_close(cursor);
    support_run(db, "ALTER ROLE isprofile_reporter CONNECTION LIMIT -1");
    db_close(reporter);
    db_close(db);
}

/* The owner of an ordinary database, who may not make roles, can do everything but that. */
static void
an_ordinary_owner_can_do_it_all_alone(void **state)
{
    struct db *db = support_open(NULL), *plain;
    const char *left_out;
    struct err err;
    int applied;

    (void)state;
    support_run(db, "DROP SCHEMA IF EXISTS isprofile CASCADE");
    support_run(db, "DROP OWNED BY isprofile_owner, isprofile_loader, isprofile_reporter, "
                    "isprofile_analyst, isprofile_lea, isprofile_lea_9111111, isprofile_auditor");
    support_run(db, "DROP ROLE isprofile_owner, isprofile_loader, isprofile_reporter, "
                    "isprofile_analyst, isprofile_lea, isprofile_lea_9111111, isprofile_auditor");
    support_run(db, "DROP ROLE IF EXISTS plain_owner");
    support_run(db, "CREATE ROLE plain_owner LOGIN");
    support_run(db, "GRANT CREATE ON DATABASE isprofile TO plain_owner");
    plain = support_open("plain_owner");
    must(migrate_up(plain, &applied, &err), &err);
    must(migrate_roles(plain, &left_out, &err), &err);
    assert_non_null(left_out);
    support_store_reference(plain);
    support_store_directory(plain, support_schools, support_school_count, support_basis.directory);
    support_load(plain, support_key("9111111", EXTRACT_SENR, 2023), rows);
    assert_string_equal(support_value(plain, "SELECT count(*) FROM isprofile.senr"), "1");
    /* A superuser who comes later makes the roles and hands over. */
    must(migrate_up(db, &applied, &err), &err);
    assert_int_equal(applied, 0);
    must(migrate_roles(db, &left_out, &err), &err);
    assert_null(left_out);
    assert_string_equal(support_sqlstate(plain, "SELECT FROM isprofile.senr"), "42501");
    db_close(plain);
    plain = support_open("isprofile_owner");
    must(migrate_up(plain, &applied, &err), &err);
    must(migrate_roles(plain, &left_out, &err), &err);
    assert_null(left_out);
    db_close(plain);
    support_run(db, "DROP OWNED BY plain_owner");
    support_run(db, "DROP ROLE plain_owner");
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_may_do_what_is_listed),
        cmocka_unit_test(an_lea_sees_its_own_rows_alone),
        cmocka_unit_test(the_loader_can_do_its_work),
        cmocka_unit_test(the_reporter_can_do_its_work),
        cmocka_unit_test(an_ordinary_owner_can_do_it_all_alone),
    };

    return cmocka_run_group_tests_name("roles", tests, NULL, NULL);
}
