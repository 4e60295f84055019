#include "base/buf.h"
#include "sql/db.h"
#include "sql/db_state.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/moment.h"

static const char joining[] = "read over a second connection";

int
moment_begin(struct db *db, bool may_write, struct err *err)
{
    return query_exec(
        db, may_write ? sql_report_begin_writing : sql_report_begin, "begin a transaction", err);
}

int
moment_keep(struct db *db, struct err *err)
{
    return query_commit(db, err);
}

void
moment_end(struct db *db)
{
    query_rollback(db);
}

/* A statement that takes no parameter; the name is the server's own. */
static int
take_over(struct db *db, const char *name, struct err *err)
{
    char *quoted = PQescapeLiteral(db->conn, name, strlen(name));
    struct buf text = {0};
    int rc;

    if (quoted == NULL)
        return query_fail(db, NULL, joining, err);
    buf_printf(&text, "SET TRANSACTION SNAPSHOT %s", quoted);
    rc = query_exec(db, text.data, joining, err);
    PQfreemem(quoted);
    buf_free(&text);
    return rc;
}

int
moment_join(struct db **other, struct db *db, struct err *err)
{
    PGresult *name;
    int rc = -1;

    *other = NULL;
    name = query_rows(db, sql_report_export, 0, NULL, joining, err);
    if (name == NULL)
        return -1;
    if (db_open(other, db->conninfo, err) == 0 && moment_begin(*other, false, err) == 0)
        rc = take_over(*other, PQgetvalue(name, 0, 0), err);
    PQclear(name);
    if (rc != 0) {
        db_close(*other);
        *other = NULL;
    }
    return rc;
}

bool
moment_is_open(const struct db *db)
{
    return PQtransactionStatus(db->conn) == PQTRANS_INTRANS;
}
