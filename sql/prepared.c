#include <stdbool.h>

#include "base/memory.h"

#include "sql/prepared.h"

enum { MAX_STATEMENTS = 64, NAME_SIZE = 24 };

struct statement {
    char *sql;
    bool is_prepared;
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

    if (at < 0)
        return PQexecParams(conn, sql, param_count, NULL, params, NULL, NULL, 0);
    snprintf(name, sizeof name, "isprofile_%d", at);
    if (!prepared->statements[at].is_prepared) {
        result = PQprepare(conn, name, sql, param_count, NULL);
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            return result;
        PQclear(result);
        prepared->statements[at].is_prepared = true;
    }
    return PQexecPrepared(conn, name, param_count, params, NULL, NULL, 0);
}
