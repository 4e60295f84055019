#include <stdio.h>

#include "base/err.h"
#include "base/memory.h"
#include "sql/db_state.h"
#include "sql/prepared.h"

#include "sql/pending.h"

enum {
    MAX_PENDING = 24,
    IN_USE_SIZE = 128,
};

struct waiting {
    const char *what;
    char in_use[IN_USE_SIZE]; /* "": none */
    int commands;             /* as many answers come: preparing is one of its own */
};

struct pending {
    struct waiting waiting[MAX_PENDING];
    int count;
    bool is_deaf; /* answers were lost: the connection is of no more use */
};

bool
pending_is_there(const struct db *db)
{
    return db->pending != NULL && db->pending->count > 0;
}

void
pending_forget(struct db *db)
{
    free(db->pending);
    db->pending = NULL;
}

/* With the line whole, an answer is lost only where libpq had no memory for it. */
static int
fail_to_send(struct db *db, const char *what, struct err *err)
{
    if (PQstatus(db->conn) == CONNECTION_OK)
        return err_set(err, ERR_NO_MEMORY, "could not %s: out of memory", what);
    return query_fail(db, NULL, what, err);
}

int
pending_add(
    struct db *db, const struct query_statement *statement, const char *in_use, struct err *err)
{
    struct waiting *waiting;
    PGresult *ignored;

    if (db->pending == NULL)
        db->pending = memory_new(sizeof *db->pending);
    if (db->pending->count == MAX_PENDING - 1) {
        if (pending_end(db, &ignored, err) != 0)
            return -1;
        PQclear(ignored);
    }
    if (db->pending->count == 0 && PQenterPipelineMode(db->conn) != 1)
        return fail_to_send(db, statement->what, err);
    waiting = &db->pending->waiting[db->pending->count++];
    *waiting = (struct waiting){.what = statement->what};
    snprintf(waiting->in_use, sizeof waiting->in_use, "%s", in_use);
    waiting->commands = prepared_send(
        db->prepared, db->conn, statement->sql, statement->param_count, statement->params);
    return waiting->commands > 0 ? 0 : fail_to_send(db, statement->what, err);
}

static int
fail(struct db *db, const struct waiting *waiting, const PGresult *result, struct err *err)
{
    if (query_fail(db, result, waiting->what, err) != 0 && err->code == ERR_TRY_AGAIN &&
        *waiting->in_use != '\0')
        err_set(err, ERR_TRY_AGAIN, "%s", waiting->in_use);
    return -1;
}

static bool
can_read(struct db *db)
{
    db->pending->is_deaf |= !query_wait(db->conn);
    return !db->pending->is_deaf;
}

/* The answer to one command; those behind one that failed say that they were passed over. */
static PGresult *
read_answer(struct db *db)
{
    PGresult *result = NULL, *next;

    while (can_read(db) && (next = PQgetResult(db->conn)) != NULL) {
        PQclear(result);
        result = next;
        if (PQstatus(db->conn) == CONNECTION_BAD)
            break;
    }
    return result;
}

static bool
is_good(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);

    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

/* All answers of a statement; *rc is -1 from the first failure on. */
static void
read_answers(
    struct db *db, const struct waiting *waiting, PGresult **last, int *rc, struct err *err)
{
    for (int i = 0; i < waiting->commands; i++) {
        PGresult *result = read_answer(db);

        if (*rc == 0 && (db->pending->is_deaf || !is_good(result)))
            *rc = fail(db, waiting, result, err);
        PQclear(*last);
        *last = result;
    }
}

static bool
is_lost(const struct db *db)
{
    return db->pending->is_deaf || PQstatus(db->conn) == CONNECTION_BAD;
}

/* Behind the answers comes one to the end of the pipeline. */
static int
leave_pipeline(struct db *db, const char *what, struct err *err)
{
    PGresult *end = can_read(db) ? PQgetResult(db->conn) : NULL;

    PQclear(end);
    if (end == NULL || is_lost(db) || PQexitPipelineMode(db->conn) != 1)
        return fail_to_send(db, what, err);
    return 0;
}

int
pending_end(struct db *db, PGresult **last, struct err *err)
{
    struct pending *pending = db->pending;
    const char *what = pending->waiting[pending->count - 1].what;
    struct err other;
    int rc = 0;

    *last = NULL;
    if (PQpipelineSync(db->conn) != 1) {
        pending->count = 0;
        pending->is_deaf = true;
        return fail_to_send(db, what, err);
    }
    for (int i = 0; i < pending->count && !is_lost(db); i++)
        read_answers(db, &pending->waiting[i], last, &rc, err);
    pending->count = 0;
    if (rc == 0 && is_lost(db))
        rc = fail_to_send(db, what, err);
    if (!is_lost(db) && leave_pipeline(db, what, rc == 0 ? err : &other) != 0)
        rc = -1;
    prepared_settle(db->prepared, rc == 0);
    if (rc != 0) {
        PQclear(*last);
        *last = NULL;
    }
    return rc;
}
