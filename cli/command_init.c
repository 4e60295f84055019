#include "base/err.h"
#include "sql/audit_chain.h"
#include "sql/db.h"
#include "sql/migrate.h"
#include "sql/reference_store.h"
#include "transform/catalogue.h"
#include "transform/reference.h"

#include "cli/command_table.h"
#include "cli/database.h"

static int
store_row(void *ctx, const char *table, const struct text *fields, int count, bool is_header,
    struct err *err)
{
    return reference_store_row(ctx, table, fields, count, is_header, err);
}

static int
store_reference(struct db *db, const struct reference *reference, struct err *err)
{
    char rule_set[SHA256_TEXT_SIZE];

    catalogue_version(rule_set);
    if (reference_store_begin(db, err) != 0 || reference_walk(reference, store_row, db, err) != 0)
        return -1;
    for (size_t i = 0; i < catalogue_size(); i++) {
        if (reference_store_rule(db, catalogue_rule(i), err) != 0)
            return -1;
    }
    return reference_store_commit(db, rule_set, reference_version(reference), err);
}

static int
enter(struct db *db, int applied, struct err *err)
{
    char details[64];

    snprintf(details, sizeof details, "%d migration%s applied", applied, applied == 1 ? "" : "s");
    return audit_chain_add(db, "init", "", details, err);
}

int
command_init(const struct settings *settings, struct err *err)
{
    struct reference *reference = NULL;
    struct db *db = NULL;
    const char *left_out = NULL;
    int applied, rc = -1;

    if (database_open(settings, &db, err) != 0)
        return -1;
    reference = reference_new();
    if (migrate_up(db, &applied, err) != 0 || store_reference(db, reference, err) != 0 ||
        migrate_roles(db, &left_out, err) != 0 || enter(db, applied, err) != 0)
        goto done;
    printf("The schema is ready: %d migration%s applied, code sets and %zu rules stored.\n",
        applied, applied == 1 ? "" : "s", catalogue_size());
    if (left_out != NULL)
        fprintf(stderr, "isprofile: warning: %s\n", left_out);
    rc = 0;

done:
    reference_free(reference);
    db_close(db);
    return rc;
}
