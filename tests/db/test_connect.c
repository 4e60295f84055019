#include <stdlib.h>

#include "sql/db_state.h"
#include "sql/query.h"

#include "db/support.h"

/* Connecting must fail with this class, and say nothing of the server's words. */
static void
fails(const char *conninfo, enum err_code code)
{
    struct db *db;
    struct err err;

    if (db_open(&db, conninfo, &err) == 0)
        fail_msg("%s: connected", conninfo);
    if (err.code != code)
        fail_msg("%s: class %d: %s", conninfo, (int)err.code, err.text);
    assert_null(strstr(err.text, "FATAL"));
    assert_null(strstr(err.text, "hunter2"));
    assert_null(db);
}

static void
what_cannot_be_reached_is_told_by_class(void **state)
{
    (void)state;
    fails("host=/nowhere", ERR_UNAVAILABLE);
    fails("host=127.0.0.1 port=1 connect_timeout=2", ERR_UNAVAILABLE);
    fails("dbname=there_is_none", ERR_CONFIG);
    fails("user=nobody_of_that_name", ERR_PERMISSION);
    fails("host", ERR_USAGE);
    fails("service=there_is_none", ERR_CONFIG);
    fails("sslmode=often", ERR_CONFIG);
    fails("port=0", ERR_CONFIG);
    fails("password=hunter2", ERR_USAGE);
}

/* The server asks for a password over a rule of its own, for one role. */
static void
a_wrong_password_is_a_matter_of_permission(void **state)
{
    struct db *db = support_open(NULL);
    const char *file = support_value(db, "SHOW hba_file");
    char sql[1024];

    (void)state;
    support_run(db, "DROP ROLE IF EXISTS with_password");
    support_run(db, "SET password_encryption = 'scram-sha-256'"); /* PostgreSQL 13: md5 */
    support_run(db, "CREATE ROLE with_password LOGIN PASSWORD 'right'");
    support_run(db, "CREATE TEMP TABLE hba (position serial, line text)");
    snprintf(sql, sizeof sql, "COPY hba (line) FROM '%s'", file);
    support_run(db, sql);
    support_run(db, "INSERT INTO hba VALUES (0, 'local all with_password scram-sha-256')");
    snprintf(sql, sizeof sql, "COPY (SELECT line FROM hba ORDER BY position) TO '%s'", file);
    support_run(db, sql);
    support_run(db, "SELECT pg_reload_conf()");
    fails("user=with_password passfile=/nowhere", ERR_PERMISSION);
    setenv("PGPASSWORD", "hunter2", 1);
    fails("user=with_password", ERR_PERMISSION);
    setenv("PGPASSWORD", "right", 1);
    db_close(support_open("with_password"));
    unsetenv("PGPASSWORD");
    db_close(db);
}

/* Whatever the role or the database have set, the session is as the program needs it. */
static void
hostile_settings_do_not_matter(void **state)
{
    struct db *db = support_open(NULL), *other;

    (void)state;
    support_run(db, "DROP ROLE IF EXISTS hostile");
    support_run(db, "CREATE ROLE hostile LOGIN");
    support_run(db, "ALTER ROLE hostile SET DateStyle = 'German'");
    support_run(db, "ALTER ROLE hostile SET TimeZone = 'Asia/Tokyo'");
    support_run(db, "ALTER ROLE hostile SET search_path = pg_temp");
    support_run(db, "ALTER ROLE hostile SET standard_conforming_strings = off");
    support_run(db, "ALTER ROLE hostile SET default_transaction_read_only = on");
    support_run(db, "ALTER ROLE hostile SET statement_timeout = '1s'");
    support_run(db, "ALTER ROLE hostile SET client_encoding = 'LATIN1'");
    other = support_open("hostile");
    assert_false(db_is_superuser(other));
    assert_true(db_is_superuser(db));
    assert_string_equal(
        support_value(other,
            "SELECT concat_ws('|', current_setting('search_path'), current_setting('DateStyle'), "
            "current_setting('TimeZone'), current_setting('standard_conforming_strings'), "
            "current_setting('default_transaction_read_only'), "
            "current_setting('statement_timeout'), current_setting('client_encoding'), "
            "current_setting('application_name'))"),
        "|ISO, YMD|UTC|on|off|0|UTF8|isprofile");
    db_close(other);
    db_close(db);
}

static void
each_sqlstate_has_its_class(void **state)
{
    static const struct {
        const char *state;
        enum err_code code;
    } cases[] = {{"55P03", ERR_TRY_AGAIN}, {"40001", ERR_TRY_AGAIN}, {"40P01", ERR_TRY_AGAIN},
        {"57P01", ERR_UNAVAILABLE}, {"57014", ERR_TRY_AGAIN}, {"08006", ERR_UNAVAILABLE},
        {"", ERR_UNAVAILABLE}, {"53100", ERR_IO}, {"53300", ERR_TRY_AGAIN},
        {"28P01", ERR_PERMISSION}, {"42501", ERR_PERMISSION}, {"42P01", ERR_CONFIG},
        {"3F000", ERR_CONFIG}, {"22P02", ERR_BUG}};
    struct err err;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(query_fail_state(cases[i].state, "x", &err), -1);
        if (err.code != cases[i].code)
            fail_msg("%s: class %d", cases[i].state, (int)err.code);
    }
}

/* Neither the error nor the server's log may hold a cell value. */
static void
values_stay_out_of_messages(void **state)
{
    static const char *const row =
        "ssid=1000000001 school_of_attendance=7000001 birth_date=20080102 first_name=Canary "
        "gender=F enrollment_start_date=20230815 grade_level=10";
    struct submission_key key = support_key("9111111", EXTRACT_SENR, 2023);
    struct submission submission = support_submission(&key, 1);
    struct db *db = support_fresh();
    struct load *load;
    struct err err;

    (void)state;
    must(load_begin(&load, db, &key, 5, &err), &err);
    /* enrollment_status is missing, which the table refuses with the whole row in its words. */
    must(support_add_row(load, key.extract, 1, row, &err), &err);
    assert_int_equal(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), -1);
    assert_int_equal(err.code, ERR_BUG);
    assert_non_null(strstr(err.text, "23502"));
    assert_null(strstr(err.text, "Canary"));
    assert_string_equal(support_value(db, "SELECT strpos(pg_read_file(current_setting("
                                          "'data_directory') || '/../log'), 'Canary')"),
        "0");
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_reached_is_told_by_class),
        cmocka_unit_test(a_wrong_password_is_a_matter_of_permission),
        cmocka_unit_test(hostile_settings_do_not_matter),
        cmocka_unit_test(each_sqlstate_has_its_class),
        cmocka_unit_test(values_stay_out_of_messages),
    };

    return cmocka_run_group_tests_name("connect", tests, NULL, NULL);
}
