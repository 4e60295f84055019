#ifndef COPY_SERVER_H
#define COPY_SERVER_H

/*
 * The server of a COPY as far as the program sees it through libpq: the functions that the link
 * puts in place of libpq's (tests/CMakeLists.txt). For one file.
 */
#include <libpq-fe.h>

#include "base/buf.h"
#include "tests/support/fuzz_input.h"

static struct buf sent;
static char taken[24]; /* rows, as the server says */
static bool is_begun;  /* and not yet said to be */
static bool is_told;   /* the outcome was read */

int __wrap_PQsendQuery(PGconn *conn, const char *sql);
int __wrap_PQisBusy(PGconn *conn);
ExecStatusType __wrap_PQresultStatus(const PGresult *result);
void __wrap_PQclear(PGresult *result);
int __wrap_PQputCopyData(PGconn *conn, const char *bytes, int len);
int __wrap_PQputCopyEnd(PGconn *conn, const char *message);
PGresult *__wrap_PQgetResult(PGconn *conn);
char *__wrap_PQcmdTuples(PGresult *result);
ConnStatusType __wrap_PQstatus(const PGconn *conn);
char *__wrap_PQescapeIdentifier(PGconn *conn, const char *name, size_t len);
void __wrap_PQfreemem(void *memory);

static char copy_result, end_result;

int
__wrap_PQsendQuery(PGconn *conn, const char *sql)
{
    (void)conn;
    demand(strncmp(sql, "COPY isprofile.", 15) == 0);
    is_begun = true;
    return 1;
}

int
__wrap_PQisBusy(PGconn *conn)
{
    (void)conn;
    return 0;
}

ExecStatusType
__wrap_PQresultStatus(const PGresult *result)
{
    return (const char *)result == &copy_result ? PGRES_COPY_IN : PGRES_COMMAND_OK;
}

void
__wrap_PQclear(PGresult *result)
{
    (void)result;
}

int
__wrap_PQputCopyData(PGconn *conn, const char *bytes, int len)
{
    (void)conn;
    buf_add(&sent, bytes, (size_t)len);
    return 1;
}

int
__wrap_PQputCopyEnd(PGconn *conn, const char *message)
{
    (void)conn;
    demand(message == NULL);
    is_told = false;
    return 1;
}

PGresult *
__wrap_PQgetResult(PGconn *conn)
{
    (void)conn;
    if (is_begun) {
        is_begun = false;
        return (PGresult *)&copy_result;
    }
    if (is_told)
        return NULL;
    is_told = true;
    return (PGresult *)&end_result;
}

char *
__wrap_PQcmdTuples(PGresult *result)
{
    (void)result;
    return taken;
}

ConnStatusType
__wrap_PQstatus(const PGconn *conn)
{
    (void)conn;
    return CONNECTION_OK;
}

char *
__wrap_PQescapeIdentifier(PGconn *conn, const char *name, size_t len)
{
    (void)conn;
    return fuzz_copy((struct text){name, len + 1});
}

void
__wrap_PQfreemem(void *memory)
{
    free(memory);
}

#endif
