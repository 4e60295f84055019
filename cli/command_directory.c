#include "base/err.h"
#include "ingest/ingest.h"
#include "sql/audit_chain.h"
#include "sql/db.h"

#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/directory_load.h"
#include "cli/keep/keep.h"
#include "cli/keep/keep_index.h"
#include "cli/options/settings.h"

/* The file as it is, so that the directory can be loaded again. */
static int
keep(const char *folder, const char *path, struct db *db, struct err *err)
{
    const struct ingest_options options = {0};
    struct ingest_result result;

    if (ingest_digest(path, &options, &result, err) != 0 ||
        keep_add(folder, path, &options, result.sha256, NULL, err) != 0)
        return -1;
    return keep_index_write(folder, db, result.sha256, err);
}

int
command_directory(const struct settings *settings, struct err *err)
{
    const char *folder = settings_text(settings, OPTION_KEEP);
    const char *path = settings->arguments[0];
    char version[SHA256_TEXT_SIZE];
    struct db *db = NULL;
    size_t count = 0;
    int rc;

    if (database_open_ready(settings, &db, err) != 0)
        return -1;
    rc = directory_load(path, db, version, &count, err);
    if (rc == 0)
        rc = audit_chain_add(db, "directory", version, "", err);
    if (rc == 0)
        printf("The school directory is loaded: %zu schools, districts and offices.\n", count);
    if (rc == 0 && folder != NULL)
        rc = keep(folder, path, db, err);
    db_close(db);
    return rc;
}
