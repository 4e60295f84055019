#include "sql/db_state.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/moment.h"

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

bool
moment_is_open(const struct db *db)
{
    return PQtransactionStatus(db->conn) == PQTRANS_INTRANS;
}
