#include <unistd.h>

#include "sql/db.h"
#include "sql/migrate.h"

#include "cli/options/settings.h"

#include "cli/database.h"

int
database_open(const struct settings *settings, struct db **db, struct err *err)
{
    if (db_open(db, settings_text(settings, OPTION_DB), err) != 0)
        return -1;
    if (geteuid() == 0)
        fputs("isprofile: warning: running as root, which is not needed\n", stderr);
    if (db_is_superuser(*db))
        fputs("isprofile: warning: connected as a superuser of the database, which is not needed\n",
            stderr);
    return 0;
}

int
database_open_ready(const struct settings *settings, struct db **db, struct err *err)
{
    if (database_open(settings, db, err) != 0)
        return -1;
    if (migrate_check(*db, err) == 0)
        return 0;
    db_close(*db);
    *db = NULL;
    return -1;
}
