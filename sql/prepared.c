#include <stdbool.h>

#include "base/memory.h"

#include "sql/prepared.h"

enum { MAX_STATEMENTS = 64, NAME_SIZE = 24 };

/* How far a statement is; one that is perhaps prepared is sent whole each time. */
enum stage { SEEN, SENT, PREPARED, DOUBTFUL };

struct statement {
    char *sql;
    enum stage stage;
};

struct prepared {
    struct statement statements[MAX_STATEMENTS];
    int count;
};

struct prepared *
prepared_new(void)
{
    return memory_new(sizeof(struct prepared));
}

void
prepared_reset(struct prepared *prepared)
{
    for (int i = 0; i < prepared->count; i++)
        free(prepared->statements[i].sql);
    *prepared = (struct prepared){0};
}

void
prepared_free(struct prepared *prepared)
{
    if (prepared == NULL)
        return;
    prepared_reset(prepared);
    free(prepared);
}

/* -1: it is seen for the first time, and noted if there is room. */
static int
find_statement(struct prepared *prepared, const char *sql)
{
    for (int i = 0; i < prepared->count; i++) {
        if (strcmp(prepared->statements[i].sql, sql) == 0)
            return i;
    }
    if (prepared->count < MAX_STATEMENTS)
        prepared->statements[prepared->count++].sql = memory_copy_text(sql, strlen(sql));
    return -1;
}

PGresult *
prepared_exec(struct prepared *prepared, PGconn *conn, const char *sql, int param_count,
    const char *const *params)
{
    int at = find_statement(prepared, sql);
    char name[NAME_SIZE];
    PGresult *result;

    if (at < 0 || prepared->statements[at].stage == DOUBTFUL)
        return PQexecParams(conn, sql, param_count, NULL, params, NULL, NULL, 0);
    snprintf(name, sizeof name, "isprofile_%d", at);
    if (prepared->statements[at].stage == SEEN) {
        result = PQprepare(conn, name, sql, param_count, NULL);
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            return result;
        PQclear(result);
        prepared->statements[at].stage = PREPARED;
    }
    return PQexecPrepared(conn, name, param_count, params, NULL, NULL, 0);
}

int
prepared_send(struct prepared *prepared, PGconn *conn, const char *sql, int param_count,
    const char *const *params)
{
    int at = find_statement(prepared, sql);
    char name[NAME_SIZE];
    int commands = 1;

    if (at < 0 || prepared->statements[at].stage == DOUBTFUL)
        return PQsendQueryParams(conn, sql, param_count, NULL, params, NULL, NULL, 0);
    snprintf(name, sizeof name, "isprofile_%d", at);
    if (prepared->statements[at].stage == SEEN) {
        if (PQsendPrepare(conn, name, sql, param_count, NULL) != 1)
            return 0;
        prepared->statements[at].stage = SENT;
        commands = 2;
    }
    return PQsendQueryPrepared(conn, name, param_count, params, NULL, NULL, 0) == 1 ? commands : 0;
}

void
prepared_settle(struct prepared *prepared, bool is_good)
{
    for (int i = 0; i < prepared->count; i++)
        if (prepared->statements[i].stage == SENT)
            prepared->statements[i].stage = is_good ? PREPARED : DOUBTFUL;
}
