#include <libpq-fe.h>
#include <sys/socket.h>

#include "sql/db_state.h"

#include "db/support.h"

/* The linker sends every call of PQexecParams() through here. */
PGresult *__real_PQexecParams(PGconn *conn, const char *sql, int count, const Oid *types,
    const char *const *values, const int *lengths, const int *formats, int format);
PGresult *__wrap_PQexecParams(PGconn *conn, const char *sql, int count, const Oid *types,
    const char *const *values, const int *lengths, const int *formats, int format);

/* When the line is cut at the next COMMIT. */
static enum moment { CUT_NEVER, CUT_BEFORE, CUT_AFTER } cut;

PGresult *
__wrap_PQexecParams(PGconn *conn, const char *sql, int count, const Oid *types,
    const char *const *values, const int *lengths, const int *formats, int format)
{
    if (cut != CUT_NEVER && strcmp(sql, "COMMIT") == 0) {
        if (cut == CUT_AFTER)
            PQclear(__real_PQexecParams(conn, sql, 0, NULL, NULL, NULL, NULL, 0));
        shutdown(PQsocket(conn), SHUT_RDWR);
        cut = CUT_NEVER;
    }
    return __real_PQexecParams(conn, sql, count, types, values, lengths, formats, format);
}

static const char *const rows[] = {
    "ssid=1000000001 school_of_attendance=7000001 birth_date=20080102 gender=F "
    "enrollment_start_date=20230815 enrollment_status=10 grade_level=10",
    "ssid=1000000002 school_of_attendance=7000001 birth_date=20080102 gender=F "
    "enrollment_start_date=20230815 enrollment_status=10 grade_level=10",
    NULL};

/* Loads two rows over one that stands, with the line cut at COMMIT. */
static int
load_with_cut(struct db *db, enum moment when, struct err *err)
{
    struct submission_key key = support_key("9111111", EXTRACT_SENR, 2023);
    struct submission submission = support_submission(&key, 2);
    struct load *load;

    support_load(db, key, rows + 1);
    must(load_begin(&load, db, &key, 5, err), err);
    must(support_add_row(load, key.extract, 1, rows[0], err), err);
    must(support_add_row(load, key.extract, 2, rows[1], err), err);
    cut = when;
    return load_commit(load, &submission, NULL, 0, NULL, 0, false, err);
}

static void
a_commit_that_happened_is_found(void **state)
{
    struct db *db = support_fresh();
    struct err err;

    (void)state;
    must(load_with_cut(db, CUT_AFTER, &err), &err);
    /* The same db goes on over its new connection. */
    assert_string_equal(support_value(db, "SELECT count(*) FROM isprofile.senr"), "2");
    assert_string_equal(support_value(db, "SELECT count(*) FROM isprofile.submission"), "2");
    db_close(db);
}

static void
a_commit_that_did_not_happen_is_told(void **state)
{
    struct db *db = support_fresh();
    struct err err;

    (void)state;
    assert_int_equal(load_with_cut(db, CUT_BEFORE, &err), -1);
    assert_int_equal(err.code, ERR_UNAVAILABLE);
    assert_non_null(strstr(err.text, "nothing changed"));
    assert_string_equal(support_value(db, "SELECT count(*) FROM isprofile.senr"), "1");
    assert_string_equal(support_value(db, "SELECT count(*) FROM isprofile.submission"), "1");
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_commit_that_happened_is_found),
        cmocka_unit_test(a_commit_that_did_not_happen_is_told),
    };

    return cmocka_run_group_tests_name("lost_commit", tests, NULL, NULL);
}
