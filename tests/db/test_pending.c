#include "sql/db.h"
#include "sql/query.h"

#include "db/support.h"

/* Statements that wait for their answers together, as a worker of a run sends them. */

static const char note[] = "CREATE TEMP TABLE IF NOT EXISTS noted (number integer PRIMARY KEY)";
static const char put[] = "INSERT INTO noted VALUES ($1::integer)";
static const char count[] = "SELECT count(*), coalesce(sum(number), 0) FROM noted";

static struct db *
open_worker(void)
{
    struct db *db;
    struct err err;

    must(db_open_for_leas(&db, NULL, &err), &err);
    must(query_exec(db, note, "make a table", &err), &err);
    return db;
}

static int
put_later(struct db *db, const char *number, struct err *err)
{
    return query_later(db, put, 1, &number, "put a number", err);
}

/* "count sum" of what was put. */
static void
assert_noted(struct db *db, const char *expected)
{
    struct err err;
    PGresult *result = query_rows(db, count, 0, NULL, "count", &err);
    char found[64];

    must(result == NULL ? -1 : 0, &err);
    snprintf(found, sizeof found, "%s %s", PQgetvalue(result, 0, 0), PQgetvalue(result, 0, 1));
    PQclear(result);
    assert_string_equal(found, expected);
}

/* More than are sent at once; each is sent whole, then prepared, then by its name. */
static void
all_of_them_are_done_in_their_order(void **state)
{
    struct db *db = open_worker();
    struct err err;
    char number[8];

    (void)state;
    must(query_begin(db, &err), &err);
    for (int i = 1; i <= 100; i++) {
        snprintf(number, sizeof number, "%d", i);
        must(put_later(db, number, &err), &err);
    }
    assert_noted(db, "100 5050");
    must(query_commit(db, &err), &err);
    must(put_later(db, "101", &err), &err);
    must(query_settle(db, &err), &err);
    must(query_settle(db, &err), &err);
    assert_noted(db, "101 5151");
    db_close(db);
}

/* The one that failed is told; what follows it is not done, and the connection serves on. */
static void
nothing_follows_one_that_failed(void **state)
{
    struct db *db = open_worker();
    struct err err;

    (void)state;
    for (int round = 0; round < 4; round++) {
        must(query_begin(db, &err), &err);
        must(put_later(db, "1", &err), &err);
        must(put_later(db, "no number", &err), &err);
        must(put_later(db, "2", &err), &err);
        assert_int_equal(query_commit(db, &err), -1);
        assert_string_equal(err.text,
            "could not put a number: the database refused what the program asked "
            "(SQLSTATE 22P02)");
        query_rollback(db);
        assert_noted(db, "0 0");
    }
    must(put_later(db, "3", &err), &err);
    assert_noted(db, "1 3");
    db_close(db);
}

/* A statement that cannot even be prepared is not taken for prepared afterwards. */
static void
a_statement_may_come_to_be_good(void **state)
{
    static const char early[] = "INSERT INTO made_late VALUES ($1::integer)";
    const char *const params[] = {"7"};
    struct db *db = open_worker();
    struct err err;

    (void)state;
    for (int round = 0; round < 3; round++) {
        must(query_later(db, early, 1, params, "put early", &err), &err);
        assert_int_equal(query_settle(db, &err), -1);
        assert_int_equal(err.code, ERR_CONFIG);
    }
    must(query_exec(db, "CREATE TEMP TABLE made_late (number integer)", "make", &err), &err);
    for (int round = 0; round < 3; round++) {
        must(query_later(db, early, 1, params, "put early", &err), &err);
        must(query_run(db, early, 1, params, "put early", &err), &err);
    }
    db_close(db);
}

static void
what_waits_is_rolled_back(void **state)
{
    struct db *db = open_worker();
    struct err err;

    (void)state;
    must(query_begin(db, &err), &err);
    must(put_later(db, "1", &err), &err);
    query_rollback(db);
    assert_noted(db, "0 0");
    db_close(db);
}

/* Whichever of several locks is not free is named. */
static void
a_lock_that_is_in_use_is_named(void **state)
{
    struct db *db = open_worker(), *other = open_worker();
    struct err err;

    (void)state;
    must(query_begin(other, &err), &err);
    must(query_lock(other, "the second", false, 5, &err), &err);
    must(query_settle(other, &err), &err);
    must(query_begin(db, &err), &err);
    must(query_lock(db, "the first", false, 0, &err), &err);
    must(query_lock(db, "the second", true, 0, &err), &err);
    must(query_lock(db, "the third", false, 0, &err), &err);
    assert_int_equal(query_settle(db, &err), -1);
    assert_int_equal(err.code, ERR_TRY_AGAIN);
    assert_string_equal(err.text, "the second is in use, and was not free within 0 seconds");
    query_rollback(db);
    db_close(other);
    db_close(db);
}

static void
wait_for_end(struct db *other, const char *pid)
{
    static const char ask[] = "SELECT pg_sleep(0.01) FROM pg_stat_activity WHERE pid = $1::integer";
    struct err err;
    int sessions = 1;

    while (sessions > 0) {
        PGresult *result = query_rows(other, ask, 1, &pid, "look at a session", &err);

        must(result == NULL ? -1 : 0, &err);
        sessions = PQntuples(result);
        PQclear(result);
    }
}

static void
a_lost_connection_is_told(void **state)
{
    struct db *db = open_worker(), *other = open_worker();
    struct err err;
    PGresult *result = query_rows(db, "SELECT pg_backend_pid()", 0, NULL, "ask", &err);
    const char *params[] = {PQgetvalue(result, 0, 0)};

    (void)state;
    must(query_begin(db, &err), &err);
    must(put_later(db, "1", &err), &err);
    must(
        query_run(other, "SELECT pg_terminate_backend($1::integer)", 1, params, "end", &err), &err);
    wait_for_end(other, params[0]);
    assert_int_equal(query_settle(db, &err), -1);
    assert_int_equal(err.code, ERR_UNAVAILABLE);
    query_rollback(db);
    PQclear(result);
    db_close(other);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_them_are_done_in_their_order),
        cmocka_unit_test(nothing_follows_one_that_failed),
        cmocka_unit_test(a_statement_may_come_to_be_good),
        cmocka_unit_test(what_waits_is_rolled_back),
        cmocka_unit_test(a_lock_that_is_in_use_is_named),
        cmocka_unit_test(a_lost_connection_is_told),
    };

    return cmocka_run_group_tests_name("pending", tests, NULL, NULL);
}
