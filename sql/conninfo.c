#include <libpq-fe.h>

#include "base/err.h"

#include "sql/conninfo.h"

int
conninfo_check(const char *text, struct err *err)
{
    PQconninfoOption *options = PQconninfoParse(text, NULL);
    int rc = 0;

    if (options == NULL)
        return err_set(err, ERR_USAGE,
            "not a connection string; write \"host=... dbname=...\" or "
            "\"postgresql://host/dbname\"");
    for (const PQconninfoOption *option = options; option->keyword != NULL; option++) {
        if (option->val == NULL || strstr(option->keyword, "password") == NULL)
            continue;
        rc = err_set(err, ERR_USAGE,
            "a connection string must not hold a password, which every user of the machine could "
            "read; put it into a password file (~/.pgpass)");
    }
    PQconninfoFree(options);
    return rc;
}
