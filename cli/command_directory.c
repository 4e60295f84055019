#include "base/err.h"
#include "ingest/ingest.h"
#include "sql/db.h"
#include "sql/reference_store.h"
#include "transform/directory.h"

#include "cli/command.h"
#include "cli/database.h"
#include "cli/school_list.h"
#include "cli/settings.h"

int
command_directory(const struct settings *settings, struct err *err)
{
    struct school_list *list = school_list_new();
    struct directory *directory = directory_new();
    struct school_sink sink = school_list_sink(list);
    const struct school *const *schools;
    struct db *db = NULL;
    size_t count;
    int rc = -1;

    if (ingest_directory(settings->arguments[0], &sink, err) != 0)
        goto done;
    schools = school_list_sort(list, &count);
    for (size_t i = 0; i < count; i++)
        directory_add(directory, schools[i]);
    directory_seal(directory);
    if (database_open_ready(settings, &db, err) != 0 ||
        directory_store_replace(db, schools, count, directory_version(directory), err) != 0)
        goto done;
    printf("The school directory is loaded: %zu schools, districts and offices.\n", count);
    rc = 0;

done:
    db_close(db);
    directory_free(directory);
    school_list_free(list);
    return rc;
}
