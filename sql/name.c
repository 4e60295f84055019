#include "base/buf.h"
#include "sql/db_state.h"
#include "sql/query.h"

#include "sql/name.h"

int
name_add(struct buf *sql, struct db *db, const char *name, struct err *err)
{
    char *quoted = PQescapeIdentifier(db->conn, name, strlen(name));

    if (quoted == NULL)
        return query_fail(db, NULL, "quote the name of a table or column", err);
    buf_add_text(sql, quoted);
    PQfreemem(quoted);
    return 0;
}
