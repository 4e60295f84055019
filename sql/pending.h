#ifndef PENDING_H
#define PENDING_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "sql/query.h"

struct db;
struct err;

/*
 * Statements that wait for an answer together, in libpq's pipeline mode: a session of many short
 * statements mostly waits for the line. For sql/query.c alone; its contract is there.
 */
struct pending;

/* True when statements wait. */
bool pending_is_there(const struct db *db);

/*
 * Sends a statement behind those that wait. in_use, copied, is what ERR_TRY_AGAIN says;
 * "": as any other failure.
 */
int pending_add(
    struct db *db, const struct query_statement *statement, const char *in_use, struct err *err);

/*
 * Reads the answers of all, in their order; *last is that of the last one, for PQclear(). Returns
 * -1 with the first failure, and *last NULL.
 */
int pending_end(struct db *db, PGresult **last, struct err *err);

/* Forgets them: the connection is closed, or a new one. */
void pending_forget(struct db *db);

#endif
