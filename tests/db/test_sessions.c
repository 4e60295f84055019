#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sql/db_state.h"
#include "sql/load/ledger.h"

#include "db/support.h"

static const char LEA[] = "9111111";

static struct submission_key
senr_key(void)
{
    return support_key(LEA, EXTRACT_SENR, 2023);
}

static void
a_busy_submission_is_waited_for(void **state)
{
    struct db *db = support_fresh(), *other = support_open(NULL);
    struct submission_key key = senr_key(), free_key = support_key("9122222", EXTRACT_SENR, 2023);
    struct load *load, *second;
    struct err err;
    bool found;

    (void)state;
    must(load_begin(&load, db, &key, 5, &err), &err);
    assert_int_equal(load_begin(&second, other, &key, 0, &err), -1);
    assert_int_equal(err.code, ERR_TRY_AGAIN);
    assert_non_null(strstr(err.text, "9111111"));
    assert_int_equal(load_begin(&second, other, &key, 1, &err), -1);
    assert_int_equal(err.code, ERR_TRY_AGAIN);
    assert_int_equal(ledger_withdraw(other, &key, 0, &found, &err), -1);
    assert_int_equal(err.code, ERR_TRY_AGAIN);
    must(load_begin(&second, other, &free_key, 0, &err), &err);
    load_abandon(second);
    load_abandon(load);
    must(load_begin(&second, other, &key, 0, &err), &err);
    load_abandon(second);
    db_close(other);
    db_close(db);
}

/* The first load of a school year makes its tables, and waits for nobody who works in another. */
static void
a_new_year_does_not_wait_for_the_others(void **state)
{
    struct db *db = support_fresh(), *other = support_open(NULL);
    struct submission_key key = senr_key();
    struct load *load;
    struct err err;

    (void)state;
    support_load(db, key, support_rows);
    must(load_begin(&load, db, &key, 5, &err), &err);
    must(support_add_row(load, EXTRACT_SENR, 1, support_rows[0], &err), &err);
    support_run(other, "SET lock_timeout = '2s'");
    support_load(other, support_key(LEA, EXTRACT_SENR, 2024), support_rows);
    support_load(other, support_key(LEA, EXTRACT_STAS, 2023), (const char *const[]){NULL});
    load_abandon(load);
    assert_string_equal(support_standing(db), "6 6 3 accepted,accepted,accepted");
    db_close(other);
    db_close(db);
}

/* Sessions that come to a new year at once make its tables once. */
static void
a_new_year_is_made_once(void **state)
{
    enum { CHILDREN = 6 };
    struct db *db = support_fresh();
    pid_t children[CHILDREN];
    int status;

    (void)state;
    for (int i = 0; i < CHILDREN; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            struct submission_key key = senr_key();
            struct load *load;
            struct db *own;
            struct err err;

            snprintf(key.lea, sizeof key.lea, "911111%d", i);
            if (db_open(&own, NULL, &err) != 0 || load_begin(&load, own, &key, 20, &err) != 0)
                _exit(1);
            load_abandon(load);
            _exit(0);
        }
    }
    for (int i = 0; i < CHILDREN; i++) {
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    assert_string_equal(
        support_value(db, "SELECT count(*) FROM pg_class WHERE relname = 'senr_pack_2023'"), "1");
    db_close(db);
}

/* While a submission is on its way, what its schools are looked up in does not change. */
static void
the_directory_waits_for_a_load(void **state)
{
    static const char is_free[] =
        "SELECT pg_try_advisory_xact_lock(hashtextextended('isprofile the school directory', 0))";
    struct db *db = support_fresh(), *other = support_open(NULL);
    struct submission_key key = senr_key();
    struct load *load;
    struct err err;

    (void)state;
    assert_string_equal(support_value(other, is_free), "t");
    must(load_begin(&load, db, &key, 5, &err), &err);
    assert_string_equal(support_value(other, is_free), "f");
    load_abandon(load);
    assert_string_equal(support_value(other, is_free), "t");
    db_close(other);
    db_close(db);
}

/* A client killed in the middle of COPY: what stood stands, and the next one gets the lock. */
static void
a_killed_client_changes_nothing(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct load *load;
    struct err err;
    pid_t child;
    int status;

    (void)state;
    support_load(db, key, support_rows);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct db *own;

        if (db_open(&own, NULL, &err) != 0 || load_begin(&load, own, &key, 5, &err) != 0)
            _exit(1);
        for (unsigned long i = 1; i <= 5000; i++)
            if (support_add_row(load, EXTRACT_SENR, i, support_rows[0], &err) != 0)
                _exit(1);
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    must(load_begin(&load, db, &key, 30, &err), &err);
    load_abandon(load);
    assert_string_equal(support_standing(db), "3 3 1 accepted");
    db_close(db);
}

/* The same with the server's side cut while rows are on their way. */
static void
a_lost_server_is_told(void **state)
{
    struct db *db = support_fresh(), *killer = support_open(NULL);
    struct submission_key key = senr_key();
    struct submission submission = support_submission(&key, 1);
    struct load *load;
    struct err err;
    char sql[128];

    (void)state;
    support_load(db, key, support_rows);
    must(load_begin(&load, db, &key, 5, &err), &err);
    must(support_add_row(load, EXTRACT_SENR, 1, support_rows[0], &err), &err);
    snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%d)", PQbackendPID(db->conn));
    support_run(killer, sql);
    assert_int_equal(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), -1);
    assert_int_equal(err.code, ERR_UNAVAILABLE);
    assert_string_equal(support_standing(killer), "3 3 1 accepted");
    db_close(killer);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_busy_submission_is_waited_for),
        cmocka_unit_test(a_new_year_does_not_wait_for_the_others),
        cmocka_unit_test(a_new_year_is_made_once),
        cmocka_unit_test(the_directory_waits_for_a_load),
        cmocka_unit_test(a_killed_client_changes_nothing),
        cmocka_unit_test(a_lost_server_is_told),
    };

    return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
