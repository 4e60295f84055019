#include "base/err.h"
#include "ingest/ingest.h"
#include "sql/reference_store.h"
#include "transform/catalogue.h"
#include "transform/directory.h"
#include "transform/reference.h"

#include "cli/pipeline/materials.h"

static int
add_school(void *ctx, const struct school *school, struct err *err)
{
    struct directory *directory = ctx;

    (void)err;
    directory_add(directory, school);
    return 0;
}

static void
begin(struct materials *materials)
{
    *materials = (struct materials){.reference = reference_new(), .directory = directory_new()};
    catalogue_version(materials->basis.rule_set);
    memcpy(materials->basis.reference, reference_version(materials->reference), SHA256_TEXT_SIZE);
}

static void
seal(struct materials *materials)
{
    directory_seal(materials->directory);
    memcpy(materials->basis.directory, directory_version(materials->directory), SHA256_TEXT_SIZE);
}

static void
drop_directory(struct materials *materials)
{
    directory_free(materials->directory);
    materials->directory = NULL;
}

int
materials_from_file(struct materials *materials, const char *directory, struct err *err)
{
    begin(materials);
    if (directory == NULL) {
        drop_directory(materials);
        return 0;
    }

    struct school_sink sink = {add_school, materials->directory};

    if (ingest_directory(directory, &sink, err) != 0)
        return -1;
    seal(materials);
    return 0;
}

int
materials_begin_from_database(struct materials *materials, struct db *db, struct err *err)
{
    begin(materials);
    if (directory_store_version(db, materials->basis.directory, err) != 0)
        return -1;
    if (materials->basis.directory[0] == '\0')
        drop_directory(materials);
    return 0;
}

int
materials_complete(struct materials *materials, struct db *db, struct err *err)
{
    const struct school_sink sink = {add_school, materials->directory};
    char told[SHA256_TEXT_SIZE], version[SHA256_TEXT_SIZE];

    if (materials->directory == NULL)
        return 0;
    memcpy(told, materials->basis.directory, sizeof told);
    if (directory_store_read(db, &sink, version, err) != 0)
        return -1;
    seal(materials);
    if (strcmp(materials->basis.directory, told) != 0)
        return err_set(
            err, ERR_TRY_AGAIN, "the school directory was replaced while the run began; run again");
    return 0;
}

int
materials_from_database(struct materials *materials, struct db *db, struct err *err)
{
    if (materials_begin_from_database(materials, db, err) != 0)
        return -1;
    return materials_complete(materials, db, err);
}

void
materials_free(struct materials *materials)
{
    reference_free(materials->reference);
    directory_free(materials->directory);
    *materials = (struct materials){0};
}
