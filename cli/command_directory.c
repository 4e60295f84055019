#include "base/err.h"
#include "ingest/ingest.h"
#include "sql/audit_chain.h"
#include "sql/db.h"
#include "sql/reference_store.h"
#include "transform/directory.h"

#include "cli/command.h"
#include "cli/database.h"
#include "cli/settings.h"

static int
add_school(void *ctx, const struct school *school, struct err *err)
{
    (void)err;
    directory_add(ctx, school);
    return 0;
}

int
command_directory(const struct settings *settings, struct err *err)
{
    struct directory *directory = directory_new();
    const struct school_sink sink = {add_school, directory};
    const struct school *const *schools;
    struct db *db = NULL;
    size_t count;
    int rc = -1;

    if (ingest_directory(settings->arguments[0], &sink, err) != 0)
        goto done;
    directory_seal(directory);
    schools = directory_list(directory, &count);
    if (database_open_ready(settings, &db, err) != 0 ||
        directory_store_replace(db, schools, count, directory_version(directory), err) != 0 ||
        audit_chain_add(db, "directory", directory_version(directory), "", err) != 0)
        goto done;
    printf("The school directory is loaded: %zu schools, districts and offices.\n", count);
    rc = 0;

done:
    db_close(db);
    directory_free(directory);
    return rc;
}
