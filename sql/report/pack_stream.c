#include <assert.h>
#include <poll.h>

#include "base/err.h"
#include "sql/db_state.h"
#include "sql/query.h"

#include "sql/report/pack_stream.h"

enum { MAX_CONNECTIONS = 4, ROWS_A_TURN = 64 };

static const char reading[] = "read the rows of the year";

struct connection {
    struct db *db;
    const struct pack_query *query; /* the one that runs; without sql at the end */
};

static int
begin_query(const struct connection *connection, const char *school_year, struct err *err)
{
    const char *params[] = {school_year};
    PGconn *conn = connection->db->conn;

    if (connection->query->sql == NULL)
        return 0;
    if (PQsendQueryParams(conn, connection->query->sql, 1, NULL, params, NULL, NULL, 1) != 1 ||
        PQsetSingleRowMode(conn) != 1)
        return query_fail(connection->db, NULL, reading, err);
    return 0;
}

static int
take_result(const struct connection *connection, const PGresult *result, struct err *err)
{
    const struct pack_query *query = connection->query;

    switch (PQresultStatus(result)) {
    case PGRES_SINGLE_TUPLE:
        return query->take(query->ctx, result, err);
    case PGRES_TUPLES_OK:
        return 0;
    default:
        return query_fail(connection->db, result, reading, err);
    }
}

/* Takes what has come, as far as it does not keep the others waiting; begins the next query. */
static int
take_turn(struct connection *connection, const char *school_year, struct err *err)
{
    PGconn *conn = connection->db->conn;

    if (PQconsumeInput(conn) != 1)
        return query_fail(connection->db, NULL, reading, err);
    for (int i = 0; i < ROWS_A_TURN && connection->query->sql != NULL && !PQisBusy(conn); i++) {
        PGresult *result = PQgetResult(conn);
        int rc = 0;

        if (result != NULL) {
            rc = take_result(connection, result, err);
        } else {
            connection->query++;
            rc = begin_query(connection, school_year, err);
        }
        PQclear(result);
        if (rc != 0)
            return -1;
    }
    return 0;
}

/* Waits until one of the connections has something to take; false at the end of all. */
static bool
wait_for_any(const struct connection *connections, int count)
{
    struct pollfd sockets[MAX_CONNECTIONS];
    bool has_work = false, has_rows = false;
    nfds_t waiting = 0;

    for (int i = 0; i < count; i++) {
        PGconn *conn = connections[i].db->conn;

        if (connections[i].query->sql == NULL)
            continue;
        has_work = true;
        has_rows |= !PQisBusy(conn);
        sockets[waiting++] = (struct pollfd){.fd = PQsocket(conn), .events = POLLIN};
    }
    if (has_work && !has_rows)
        (void)poll(sockets, waiting, -1);
    return has_work;
}

int
pack_stream_run(struct db *const *dbs, const struct pack_query *const *queries, int count,
    const char *school_year, struct err *err)
{
    struct connection connections[MAX_CONNECTIONS];
    int rc = 0;

    assert(count <= MAX_CONNECTIONS);
    for (int i = 0; i < count; i++) {
        connections[i] = (struct connection){dbs[i], queries[i]};
        if (rc == 0)
            rc = begin_query(&connections[i], school_year, err);
    }
    while (rc == 0 && wait_for_any(connections, count))
        for (int i = 0; rc == 0 && i < count; i++)
            if (connections[i].query->sql != NULL)
                rc = take_turn(&connections[i], school_year, err);
    for (int i = 0; rc != 0 && i < count; i++)
        query_give_up(connections[i].db);
    return rc;
}
