#include <poll.h>

#include "base/err.h"
#include "base/fault_point.h"
#include "base/memory.h"
#include "base/parse.h"
#include "sql/db_state.h"
#include "sql/pending.h"
#include "sql/prepared.h"
#include "sql_text.h"

#include "sql/query.h"

enum {
    NEEDED_FOR_ANSWER = 8192, /* bytes; more than libpq needs */
    LOOK_AGAIN = 1000,        /* milliseconds */
};

/* What a SQLSTATE, or the beginning of one, means to us. The first that fits. */
static const struct {
    const char *prefix;
    enum err_code code;
    const char *words;
} states[] = {
    {"55P03", ERR_TRY_AGAIN, "another session holds it"},
    {"40", ERR_TRY_AGAIN, "another session was in the way"},
    {"57014", ERR_TRY_AGAIN, "the statement was cancelled"},
    {"57P", ERR_UNAVAILABLE, "the server is going down or coming up"},
    {"08", ERR_UNAVAILABLE, "the connection was lost"},
    {"25P03", ERR_UNAVAILABLE, "the session was idle for too long"},
    {"53300", ERR_TRY_AGAIN, "the server has no connection left"},
    {"53100", ERR_IO, "the server's disk is full"},
    {"53", ERR_TRY_AGAIN, "the server is short of resources"},
    {"58", ERR_IO, "the server could not read or write its files"},
    {"28", ERR_PERMISSION, "the user or the password is not accepted"},
    {"42501", ERR_PERMISSION, "the role may not do this"},
    {"25006", ERR_CONFIG, "the server is read-only, perhaps a standby"},
    {"3D000", ERR_CONFIG, "there is no such database"},
    {"3F000", ERR_CONFIG, "the schema isprofile is not there; run: isprofile init"},
    {"42P01", ERR_CONFIG, "a table is not there; run: isprofile init"},
    {"42703", ERR_CONFIG, "a column is not there; run: isprofile init"},
    {"42883", ERR_CONFIG, "a function is not there; run: isprofile init"},
    {"", ERR_BUG, "the database refused what the program asked"},
};

int
query_fail_state(const char *sqlstate, const char *what, struct err *err)
{
    size_t i = 0;

    if (*sqlstate == '\0')
        return err_set(err, ERR_UNAVAILABLE, "could not %s: the connection was lost", what);
    while (strncmp(sqlstate, states[i].prefix, strlen(states[i].prefix)) != 0)
        i++;
    return err_set(
        err, states[i].code, "could not %s: %s (SQLSTATE %.5s)", what, states[i].words, sqlstate);
}

int
query_fail(struct db *db, const PGresult *result, const char *what, struct err *err)
{
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    /* A failure of libpq's own making is of the line, which may seem to stand for a while. */
    bool is_cut = PQstatus(db->conn) != CONNECTION_OK ||
                  (result != NULL && PQresultStatus(result) == PGRES_FATAL_ERROR);

    if (sqlstate != NULL)
        return query_fail_state(sqlstate, what, err);
    /* libpq says so in words alone; with a SQLSTATE it is the server that is short of it. */
    if (strstr(PQerrorMessage(db->conn), "out of memory") != NULL ||
        strstr(PQresultErrorMessage(result), "out of memory") != NULL)
        return err_set(err, ERR_NO_MEMORY, "could not %s: out of memory", what);
    if (!is_cut)
        return err_set(err, ERR_BUG, "could not %s: libpq refused it", what);
    return query_fail_state("", what, err);
}

/* Behind those that wait, and with them. */
static PGresult *
run_behind(struct db *db, const struct query_statement *statement, struct err *err)
{
    PGresult *result, *ignored;
    struct err other;

    if (pending_add(db, statement, "", err) == 0)
        return pending_end(db, &result, err) == 0 ? result : NULL;
    if (pending_is_there(db) && pending_end(db, &ignored, &other) == 0)
        PQclear(ignored);
    return NULL;
}

PGresult *
query_rows(struct db *db, const char *sql, int param_count, const char *const *params,
    const char *what, struct err *err)
{
    const struct query_statement statement = {sql, param_count, params, what};
    ExecStatusType status;
    PGresult *result;

    if (pending_is_there(db))
        return run_behind(db, &statement, err);
    result = db->prepared != NULL
                 ? prepared_exec(db->prepared, db->conn, sql, param_count, params)
                 : PQexecParams(db->conn, sql, param_count, NULL, params, NULL, NULL, 0);
    status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return result;
    query_fail(db, result, what, err);
    PQclear(result);
    return NULL;
}

uint64_t
query_number(const PGresult *rows, int row, int column)
{
    uint64_t number = 0;

    (void)parse_unsigned(text_of(PQgetvalue(rows, row, column)), INT64_MAX, &number);
    return number;
}

static void
drain(PGconn *conn)
{
    PGresult *result;

    while ((result = PQgetResult(conn)) != NULL)
        PQclear(result);
}

bool
query_wait(PGconn *conn)
{
    struct pollfd answer = {.fd = PQsocket(conn), .events = POLLIN};

    while (PQisBusy(conn)) {
        if (strstr(PQerrorMessage(conn), "out of memory") != NULL)
            return false;
        free(memory_new(NEEDED_FOR_ANSWER));
        (void)poll(&answer, 1, LOOK_AGAIN);
        if (PQconsumeInput(conn) != 1)
            break;
    }
    return true;
}

PGresult *
query_start_copy(struct db *db, const char *sql)
{
    PGresult *result;

    if (PQsendQuery(db->conn, sql) != 1 || !query_wait(db->conn))
        return NULL;
    result = PQgetResult(db->conn);
    if (PQresultStatus(result) != PGRES_COPY_IN)
        drain(db->conn);
    return result;
}

int
query_later(struct db *db, const char *sql, int param_count, const char *const *params,
    const char *what, struct err *err)
{
    const struct query_statement statement = {sql, param_count, params, what};

    return db->prepared != NULL ? pending_add(db, &statement, "", err)
                                : query_run(db, sql, param_count, params, what, err);
}

int
query_settle(struct db *db, struct err *err)
{
    PGresult *result;

    if (!pending_is_there(db))
        return 0;
    if (pending_end(db, &result, err) != 0)
        return -1;
    PQclear(result);
    return 0;
}

int
query_run(struct db *db, const char *sql, int param_count, const char *const *params,
    const char *what, struct err *err)
{
    PGresult *result = query_rows(db, sql, param_count, params, what, err);

    PQclear(result);
    return result == NULL ? -1 : 0;
}

int
query_exec(struct db *db, const char *sql, const char *what, struct err *err)
{
    return query_run(db, sql, 0, NULL, what, err);
}

void
query_give_up(struct db *db)
{
    PGcancel *cancel = PQgetCancel(db->conn);
    char ignored[256];

    if (cancel != NULL && PQtransactionStatus(db->conn) == PQTRANS_ACTIVE)
        (void)PQcancel(cancel, ignored, sizeof ignored);
    PQfreeCancel(cancel);
    drain(db->conn);
}

int
query_begin(struct db *db, struct err *err)
{
    return query_later(
        db, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", 0, NULL, "begin a transaction", err);
}

int
query_commit(struct db *db, struct err *err)
{
    PGresult *result;
    int rc;

    fault_point_pass("before_commit");
    result = query_rows(db, "COMMIT", 0, NULL, "commit", err);
    rc = result == NULL ? -1 : 0;

    /* In a transaction that failed, COMMIT succeeds and says ROLLBACK. */
    if (rc == 0 && strcmp(PQcmdStatus(result), "COMMIT") != 0)
        rc = err_set(err, ERR_BUG, "could not commit: the transaction had failed before");
    PQclear(result);
    fault_point_pass("after_commit");
    return rc;
}

void
query_rollback(struct db *db)
{
    struct err ignored;

    (void)query_settle(db, &ignored);
    if (PQtransactionStatus(db->conn) != PQTRANS_IDLE)
        PQclear(PQexec(db->conn, "ROLLBACK"));
}

int
query_lock(struct db *db, const char *name, bool is_shared, int wait_seconds, struct err *err)
{
    char wait[32], in_use[128];
    const char *params[] = {name, wait};
    const struct query_statement statement = {
        is_shared ? sql_lock_shared : sql_lock, 2, params, "wait for a lock"};

    /* 0 would mean for ever. */
    snprintf(wait, sizeof wait, "%lldms", wait_seconds > 0 ? wait_seconds * 1000LL : 1LL);
    snprintf(in_use, sizeof in_use, "%s is in use, and was not free within %d second%s", name,
        wait_seconds, wait_seconds == 1 ? "" : "s");
    if (db->prepared != NULL)
        return pending_add(db, &statement, in_use, err);
    if (query_run(db, statement.sql, 2, params, statement.what, err) == 0)
        return 0;
    if (err->code == ERR_TRY_AGAIN)
        err_set(err, ERR_TRY_AGAIN, "%s", in_use);
    return -1;
}
