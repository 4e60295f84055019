#ifndef PREPARED_H
#define PREPARED_H

#include <libpq-fe.h>
#include <stdbool.h>

/*
 * The statements of a session that runs the same few of them over and over: what
 * comes a second time is parsed and planned once for all.
 */
struct prepared;

struct prepared *prepared_new(void);
void prepared_free(struct prepared *prepared); /* NULL does nothing */

/* Runs a statement with text parameters, as PQexecParams() does; NULL is never returned. */
PGresult *prepared_exec(struct prepared *prepared, PGconn *conn, const char *sql, int param_count,
    const char *const *params);

/*
 * Sends it in pipeline mode, and returns how many commands that were, of which each has its answer;
 * 0 when it could not be sent. prepared_settle() tells, after the answers, whether all of them were
 * good: what was prepared among commands that failed is not relied on.
 */
int prepared_send(struct prepared *prepared, PGconn *conn, const char *sql, int param_count,
    const char *const *params);
void prepared_settle(struct prepared *prepared, bool is_good);

/* Forgets what was prepared: the connection is a new one. */
void prepared_reset(struct prepared *prepared);

#endif
