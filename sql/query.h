#ifndef QUERY_H
#define QUERY_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>

struct db;
struct err;

/*
 * Statements on a connection, for the other files of this folder. what says in
 * an error what could not be done: "could not <what>: ...".
 */

enum { QUERY_MAX_PARAMS = 20 };

/* A statement without parameters whose rows, if any, do not matter. */
int query_exec(struct db *db, const char *sql, const char *what, struct err *err);

/* The same with text parameters; a NULL among them is NULL. */
int query_run(struct db *db, const char *sql, int param_count, const char *const *params,
    const char *what, struct err *err);

/*
 * The same, without waiting for the answer on a connection for LEAs: that is read by the next
 * statement that waits for its own, or by query_settle(), which then fails for this one. Nothing
 * follows a statement that failed, as in a transaction. what has to last so long.
 */
int query_later(struct db *db, const char *sql, int param_count, const char *const *params,
    const char *what, struct err *err);
int query_settle(struct db *db, struct err *err);

/* One statement, as the functions here take it. */
struct query_statement {
    const char *sql;
    int param_count;
    const char *const *params;
    const char *what;
};

/* A statement with rows, in text. NULL with err filled on failure; else for PQclear(). */
PGresult *query_rows(struct db *db, const char *sql, int param_count, const char *const *params,
    const char *what, struct err *err);

/* What stands in a row: a number from 0 to 2^63 - 1, in text; 0 for anything else. */
uint64_t query_number(const PGresult *rows, int row, int column);

/*
 * Waits until PQgetResult() has something to say; false when libpq had no memory to note an answer,
 * which is then lost. PQgetResult() alone would wait for ever: libpq reads over such an answer, or
 * takes it for one that has not come whole. When memory stays out, the program ends here.
 */
bool query_wait(PGconn *conn);

/*
 * The answer to a COPY FROM STDIN, for PQclear(); NULL when the line is cut. Unlike PQexec() it
 * does not wait for ever when memory is out.
 */
PGresult *query_start_copy(struct db *db, const char *sql);

/*
 * Fills err from what the server or libpq reported: SQLSTATE and our words.
 * result may be NULL: then the connection tells. Returns -1.
 */
int query_fail(struct db *db, const PGresult *result, const char *what, struct err *err);

/* The same for a bare SQLSTATE; "" when none is known. */
int query_fail_state(const char *sqlstate, const char *what, struct err *err);

/* Has a query whose rows are no longer wanted end, so that the connection can be used again. */
void query_give_up(struct db *db);

/* query_begin() and query_lock() do not wait for their answers: see query_later(). */
int query_begin(struct db *db, struct err *err);
int query_commit(struct db *db, struct err *err);

/* Ends the transaction, if one is open, and forgets why it was ended. */
void query_rollback(struct db *db);

/*
 * Takes an advisory lock until the end of the transaction. ERR_TRY_AGAIN, with
 * "name is in use", when it is not free within wait_seconds.
 */
int query_lock(struct db *db, const char *name, bool is_shared, int wait_seconds, struct err *err);

#endif
