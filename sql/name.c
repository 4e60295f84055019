#include "base/buf.h"
#include "base/err.h"
#include "sql/db_state.h"

#include "sql/name.h"

int
name_add(struct buf *sql, struct db *db, const char *name, struct err *err)
{
    char *quoted = PQescapeIdentifier(db->conn, name, strlen(name));

    if (quoted == NULL)
        return err_set(err, ERR_BUG, "could not quote the name of a table or column");
    buf_add_text(sql, quoted);
    PQfreemem(quoted);
    return 0;
}
