#include <sys/stat.h>

#include "base/err.h"
#include "ingest/ingest.h"
#include "sql/audit_chain.h"
#include "sql/db.h"
#include "sql/reference_store.h"

#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/directory_load.h"
#include "cli/keep/keep.h"
#include "cli/keep/keep_index.h"
#include "cli/options/settings.h"

static const struct ingest_options as_it_is = {0};

/* Schools stay in the directory when they close: it does not lose a tenth of its lines. */
enum { SHRINKS_BY = 10 };

/*
 * The digest of the file before it is loaded: what is kept has to be what was loaded, and is read a
 * second time for it.
 */
static int
look(const char *path, char sha256[SHA256_TEXT_SIZE], struct err *err)
{
    struct ingest_result result;
    struct stat found;

    if (strcmp(path, "-") == 0 ||
        (stat(path, &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode)))
        return err_set(err, ERR_USAGE,
            "directory: with --keep the file is read twice, and so not from standard input (-) or "
            "a pipe");
    if (ingest_digest(path, &as_it_is, &result, err) != 0)
        return -1;
    memcpy(sha256, result.sha256, SHA256_TEXT_SIZE);
    return 0;
}

/* The file as it is, so that the directory can be loaded again. */
static int
keep(const char *folder, const char *path, const char *sha256, struct db *db, struct err *err)
{
    if (keep_add(folder, path, &as_it_is, sha256, NULL, err) != 0)
        return -1;
    return keep_index_write(folder, db, sha256, err);
}

/* A file that was cut off at the end of a line looks like any other. */
static void
tell(size_t count, uint64_t before)
{
    printf("The school directory is loaded: %zu schools, districts and offices.\n", count);
    if (count < before - before / SHRINKS_BY)
        fprintf(stderr,
            "isprofile: warning: the directory before had %llu; if this file was cut off, load the "
            "whole one\n",
            (unsigned long long)before);
}

int
command_directory(const struct settings *settings, struct err *err)
{
    const char *folder = settings_text(settings, OPTION_KEEP);
    const char *path = settings->arguments[0];
    char version[SHA256_TEXT_SIZE], sha256[SHA256_TEXT_SIZE];
    struct db *db = NULL;
    uint64_t before;
    size_t count = 0;
    int rc;

    if (folder != NULL && look(path, sha256, err) != 0)
        return -1;
    if (database_open_ready(settings, &db, err) != 0)
        return -1;
    rc = directory_store_count(db, &before, err);
    if (rc == 0)
        rc = directory_load(path, db, version, &count, err);
    if (rc == 0)
        rc = audit_chain_add(db, "directory", version, "", err);
    if (rc == 0)
        tell(count, before);
    if (rc == 0 && folder != NULL)
        rc = keep(folder, path, sha256, db, err);
    db_close(db);
    return rc;
}
