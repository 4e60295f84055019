#include "ingest/ingest.h"
#include "sql/reference_store.h"
#include "transform/directory.h"

#include "cli/directory_load.h"

static int
add_school(void *ctx, const struct school *school, struct err *err)
{
    (void)err;
    directory_add(ctx, school);
    return 0;
}

int
directory_load(
    const char *path, struct db *db, char version[SHA256_TEXT_SIZE], size_t *count, struct err *err)
{
    struct directory *directory = directory_new();
    const struct school_sink sink = {add_school, directory};
    int rc = ingest_directory(path, &sink, err);

    if (rc == 0) {
        const struct school *const *schools;

        directory_seal(directory);
        schools = directory_list(directory, count);
        snprintf(version, SHA256_TEXT_SIZE, "%s", directory_version(directory));
        rc = directory_store_replace(db, schools, *count, version, err);
    }
    directory_free(directory);
    return rc;
}
