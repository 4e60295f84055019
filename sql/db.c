#include <poll.h>

#include "base/err.h"
#include "base/memory.h"
#include "base/parse.h"
#include "sql/conninfo.h"
#include "sql/db_state.h"
#include "sql/pending.h"
#include "sql/prepared.h"
#include "sql/query.h"
#include "sql/rule_names.h"
#include "sql_text.h"

#include "sql/db.h"

enum { DEFAULT_CONNECT_SECONDS = 15, SQLSTATE_LEN = 5 };

/* Notices can quote cell values too, so nobody sees them. */
static void
ignore_notice(void *ctx, const PGresult *result)
{
    (void)ctx;
    (void)result;
}

/* The connect_timeout of the connection, in seconds. */
static int
connect_seconds(PGconn *conn)
{
    PQconninfoOption *options = PQconninfo(conn);
    uint64_t seconds = 0;

    for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
        if (strcmp(option->keyword, "connect_timeout") == 0 && option->val != NULL &&
            !parse_unsigned(text_of(option->val), 3600, &seconds))
            seconds = 0;
    PQconninfoFree(options);
    return seconds > 0 ? (int)seconds : DEFAULT_CONNECT_SECONDS;
}

/* Seconds of a clock that nobody sets. */
static time_t
seconds_passed(void)
{
    struct timespec now;

    return clock_gettime(CLOCK_MONOTONIC, &now) == 0 ? now.tv_sec : 0;
}

/* Drives the connection until it stands or has failed; false when time ran out. */
static bool
wait_connected(PGconn *conn)
{
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    time_t deadline = seconds_passed() + connect_seconds(conn);

    while (status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED) {
        struct pollfd socket = {
            .fd = PQsocket(conn), .events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        time_t left = deadline - seconds_passed();

        if (left <= 0)
            return false;
        if (poll(&socket, 1, (int)left * 1000) > 0)
            status = PQconnectPoll(conn);
    }
    return true;
}

/* With PQERRORS_SQLSTATE the server's message ends in its SQLSTATE and holds nothing else of it. */
static void
find_sqlstate(const char *message, char sqlstate[SQLSTATE_LEN + 1])
{
    struct text text = text_of(message);
    const char *at;

    *sqlstate = '\0';
    while (text.len > 0 && text.at[text.len - 1] == '\n')
        text.len--;
    if (text.len < SQLSTATE_LEN + 2)
        return;
    at = text.at + text.len - SQLSTATE_LEN;
    if (at[-1] != ' ' || at[-2] != ' ' || strspn(at, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 5)
        return;
    memcpy(sqlstate, at, SQLSTATE_LEN);
    sqlstate[SQLSTATE_LEN] = '\0';
}

/* Whether libpq says so of the settings, before it has looked for any server; it may quote them. */
static bool
is_about_settings(const char *message)
{
    static const char *const beginnings[] = {"definition of service ", "service file ",
        "syntax error in service file ", "invalid ", "could not match ",
        "Unix-domain socket path "};

    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (strncmp(message, beginnings[i], strlen(beginnings[i])) == 0)
            return true;
    }
    return false;
}

static int
fail_to_connect(PGconn *conn, bool timed_out, struct err *err)
{
    const char *host = PQhost(conn), *port = PQport(conn), *name = PQdb(conn);
    const char *message = PQerrorMessage(conn);
    char what[512], sqlstate[SQLSTATE_LEN + 1];

    snprintf(what, sizeof what, "connect to the database \"%s\" at \"%s\", port %s",
        name == NULL ? "" : name, host == NULL ? "" : host, port == NULL ? "" : port);
    if (timed_out)
        return err_set(err, ERR_UNAVAILABLE, "could not %s: no answer in time", what);
    if (conn == NULL || strstr(message, "out of memory") != NULL)
        return err_set(err, ERR_NO_MEMORY, "could not %s: out of memory", what);
    if (is_about_settings(message))
        return err_set(err, ERR_CONFIG,
            "could not connect to the database: a setting of the connection is not valid; look at "
            "the variables PGSERVICE, PGSSLMODE and so on, the service file and --db");
    find_sqlstate(message, sqlstate);
    if (*sqlstate != '\0')
        return query_fail_state(sqlstate, what, err);
    if (PQconnectionNeedsPassword(conn))
        return err_set(err, ERR_PERMISSION, "could not %s: it asks for a password", what);
    if (strstr(message, "SSL") != NULL || strstr(message, "certificate") != NULL)
        return err_set(err, ERR_UNAVAILABLE,
            "could not %s: no encryption or certificate as the settings ask (sslmode, sslrootcert)",
            what);
    return err_set(err, ERR_UNAVAILABLE, "could not %s: no server answers there", what);
}

static int
set_up_session(struct db *db, struct err *err)
{
    static const char what[] = "set up the session";

    if (query_exec(db, sql_session, what, err) != 0)
        return -1;
    if (db->prepared != NULL && query_exec(db, sql_session_by_keys, what, err) != 0)
        return -1;
    if (db->is_superuser)
        return query_exec(db, sql_session_quiet, what, err);
    if (PQserverVersion(db->conn) < 150000)
        return 0;
    return query_exec(db, sql_session_quiet_granted, what, err);
}

static int
check_server(PGconn *conn, struct err *err)
{
    const char *encoding = PQparameterStatus(conn, "server_encoding");

    if (PQserverVersion(conn) < 130000)
        return err_set(err, ERR_CONFIG, "the server is older than PostgreSQL 13");
    /* Others lack characters that names have. */
    if (encoding == NULL || strcmp(encoding, "UTF8") != 0)
        return err_set(err, ERR_CONFIG, "the database's encoding is %s; it must be UTF8",
            encoding == NULL ? "not known" : encoding);
    return 0;
}

/* Connects and sets up the session; db->conn is NULL on failure. */
static int
connect_db(struct db *db, struct err *err)
{
    const char *keywords[] = {"fallback_application_name", "dbname", NULL};
    const char *values[] = {"isprofile", db->conninfo, NULL};
    bool in_time = true;
    const char *setting;

    db->conn = PQconnectStartParams(keywords, values, 1);
    PQsetErrorVerbosity(db->conn, PQERRORS_SQLSTATE);
    PQsetNoticeReceiver(db->conn, ignore_notice, NULL);
    if (PQstatus(db->conn) != CONNECTION_BAD)
        in_time = wait_connected(db->conn);
    if (!in_time || PQstatus(db->conn) != CONNECTION_OK) {
        fail_to_connect(db->conn, !in_time, err);
        goto failed;
    }
    setting = PQparameterStatus(db->conn, "is_superuser");
    db->is_superuser = setting != NULL && strcmp(setting, "on") == 0;
    if (check_server(db->conn, err) != 0 || set_up_session(db, err) != 0)
        goto failed;
    return 0;

failed:
    PQfinish(db->conn);
    db->conn = NULL;
    return -1;
}

static int
open_db(struct db **db, const char *conninfo, bool is_for_leas, struct err *err)
{
    struct db *opened;

    *db = NULL;
    if (conninfo != NULL && conninfo_check(conninfo, err) != 0)
        return -1;
    opened = memory_new(sizeof *opened);
    if (is_for_leas)
        opened->prepared = prepared_new();
    if (conninfo != NULL)
        opened->conninfo = memory_copy_text(conninfo, strlen(conninfo));
    if (connect_db(opened, err) != 0) {
        db_close(opened);
        return -1;
    }
    *db = opened;
    return 0;
}

int
db_open(struct db **db, const char *conninfo, struct err *err)
{
    return open_db(db, conninfo, false, err);
}

int
db_open_for_leas(struct db **db, const char *conninfo, struct err *err)
{
    return open_db(db, conninfo, true, err);
}

int
db_reopen(struct db *db, struct err *err)
{
    PQfinish(db->conn);
    rule_names_forget(db);
    pending_forget(db);
    if (db->prepared != NULL)
        prepared_reset(db->prepared);
    return connect_db(db, err);
}

void
db_close(struct db *db)
{
    if (db == NULL)
        return;
    PQfinish(db->conn);
    rule_names_forget(db);
    pending_forget(db);
    prepared_free(db->prepared);
    free(db->conninfo);
    free(db);
}

bool
db_is_superuser(const struct db *db)
{
    return db->is_superuser;
}
