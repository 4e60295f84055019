#include "base/buf.h"
#include "base/err.h"
#include "base/parse.h"
#include "sql/db_state.h"
#include "sql/query.h"
#include "sql/script.h"
#include "sql_text.h"

#include "sql/migrate.h"

enum { NUMBER_LEN = 4, LOCK_SECONDS = 60 };

static const char migration_lock[] = "the schema";

/* The number of a migration by its file name, NNNN_what.sql; 0 for any other file. */
static int
migration_number(const char *name)
{
    uint64_t number;

    if (strlen(name) <= NUMBER_LEN || name[NUMBER_LEN] != '_' ||
        !parse_unsigned((struct text){name, NUMBER_LEN}, 9999, &number))
        return 0;
    return (int)number;
}

/* The first migration at or after file, NULL at the end. They are listed in order of their names.
 */
static const struct sql_text_file *
next_migration(const struct sql_text_file *file)
{
    while (file->name != NULL && migration_number(file->name) == 0)
        file++;
    return file->name == NULL ? NULL : file;
}

/* The first row and column of a result, as text; "" if there is no row or a NULL. */
static int
read_word(struct db *db, const char *sql, int param_count, const char *const *params, char word[32],
    struct err *err)
{
    PGresult *result = query_rows(db, sql, param_count, params, "read the schema's version", err);

    if (result == NULL)
        return -1;
    snprintf(word, 32, "%s", PQntuples(result) == 0 ? "" : PQgetvalue(result, 0, 0));
    PQclear(result);
    return 0;
}

/* *is_applied tells whether it was applied with this very text; with another it is a failure. */
static int
find_migration(struct db *db, const struct sql_text_file *file, bool *is_applied, struct err *err)
{
    char number[16], word[32];
    const char *params[] = {number, file->bytes};

    snprintf(number, sizeof number, "%d", migration_number(file->name));
    if (read_word(db, sql_migrate_find, 2, params, word, err) != 0)
        return -1;
    *is_applied = *word != '\0';
    if (strcmp(word, "f") == 0)
        return err_set(err, ERR_CONFIG,
            "migration %s was applied to this database with another text; this program is not the "
            "one that made the schema",
            file->name);
    return 0;
}

static int
refuse_newer(struct db *db, struct err *err)
{
    const struct sql_text_file *file = next_migration(sql_text);
    int ours = 0;
    char word[32];
    uint64_t newest = 0;

    for (; file != NULL; file = next_migration(file + 1))
        ours = migration_number(file->name);
    if (read_word(db, sql_migrate_newest, 0, NULL, word, err) != 0)
        return -1;
    (void)parse_unsigned(text_of(word), 9999, &newest);
    if ((int)newest > ours)
        return err_set(err, ERR_CONFIG,
            "the schema is at version %d, newer than the %d of this program", (int)newest, ours);
    return 0;
}

/* One statement a call: a server that spreads tables over nodes takes no two in one. */
static int
run_script(struct db *db, struct text script, const char *what, struct err *err)
{
    struct text statement;
    struct buf sql = {0};
    int rc = 0;

    while (rc == 0 && script_next(&script, &statement)) {
        buf_reset(&sql);
        buf_add(&sql, statement.at, statement.len);
        rc = query_exec(db, buf_terminate(&sql), what, err);
    }
    buf_free(&sql);
    return rc;
}

static int
apply_migration(struct db *db, const struct sql_text_file *file, struct err *err)
{
    char number[16], what[128];
    const char *params[] = {number, file->name, file->bytes};

    snprintf(number, sizeof number, "%d", migration_number(file->name));
    snprintf(what, sizeof what, "apply migration %s", file->name);
    if (query_exec(db, sql_migrate_as_owner, what, err) != 0 ||
        run_script(db, (struct text){file->bytes, file->len}, what, err) != 0)
        return -1;
    return query_run(db, sql_migrate_record, 3, params, "record a migration", err);
}

/* Each in its own transaction under the lock; whoever came first has done it. */
static int
ensure_migration(struct db *db, const struct sql_text_file *file, int *applied, struct err *err)
{
    bool is_applied;

    if (query_begin(db, err) != 0 ||
        query_lock(db, migration_lock, false, LOCK_SECONDS, err) != 0 ||
        find_migration(db, file, &is_applied, err) != 0)
        goto failed;
    if (!is_applied && apply_migration(db, file, err) != 0)
        goto failed;
    if (query_commit(db, err) != 0)
        goto failed;
    *applied += !is_applied;
    return 0;

failed:
    query_rollback(db);
    return -1;
}

static int
find_schema(struct db *db, bool *has_schema, bool *has_table, struct err *err)
{
    PGresult *result = query_rows(db, sql_migrate_is_there, 0, NULL, "look for the schema", err);

    if (result == NULL)
        return -1;
    *has_schema = *PQgetvalue(result, 0, 0) == 't';
    *has_table = *PQgetvalue(result, 0, 1) == 't';
    PQclear(result);
    return 0;
}

static int
ensure_schema(struct db *db, struct err *err)
{
    bool has_schema, has_table;

    if (query_begin(db, err) != 0 ||
        query_lock(db, migration_lock, false, LOCK_SECONDS, err) != 0 ||
        find_schema(db, &has_schema, &has_table, err) != 0)
        goto failed;
    if (!has_schema && query_exec(db, sql_migrate_schema, "make the schema isprofile", err) != 0)
        goto failed;
    if (!has_table && query_exec(db, sql_migrate_table, "make the schema's tables", err) != 0)
        goto failed;
    if (query_commit(db, err) == 0)
        return 0;

failed:
    query_rollback(db);
    return -1;
}

int
migrate_up(struct db *db, int *applied, struct err *err)
{
    const struct sql_text_file *file;

    *applied = 0;
    if (ensure_schema(db, err) != 0 || refuse_newer(db, err) != 0)
        return -1;
    for (file = next_migration(sql_text); file != NULL; file = next_migration(file + 1))
        if (ensure_migration(db, file, applied, err) != 0)
            return -1;
    return 0;
}

int
migrate_check(struct db *db, struct err *err)
{
    const struct sql_text_file *file;
    bool has_schema, has_table, is_applied;

    if (find_schema(db, &has_schema, &has_table, err) != 0)
        return -1;
    if (!has_schema || !has_table)
        return err_set(err, ERR_CONFIG, "the schema isprofile is not there; run: isprofile init");
    if (refuse_newer(db, err) != 0)
        return -1;
    for (file = next_migration(sql_text); file != NULL; file = next_migration(file + 1)) {
        if (find_migration(db, file, &is_applied, err) != 0)
            return -1;
        if (!is_applied)
            return err_set(err, ERR_CONFIG,
                "the schema is older than this program: migration %s is missing; run: isprofile "
                "init",
                file->name);
    }
    return 0;
}

/* What the connected role may do about roles. */
struct survey {
    bool is_superuser;
    bool may_make_roles;
    bool is_role_missing;
    bool is_handed_over;
};

static int
survey_roles(struct db *db, struct survey *survey, struct err *err)
{
    PGresult *result = query_rows(db, sql_roles_survey, 0, NULL, "look for the roles", err);

    if (result == NULL)
        return -1;
    survey->is_superuser = *PQgetvalue(result, 0, 0) == 't';
    survey->may_make_roles = *PQgetvalue(result, 0, 1) == 't';
    survey->is_role_missing = strcmp(PQgetvalue(result, 0, 2), "0") != 0;
    survey->is_handed_over = *PQgetvalue(result, 0, 3) == 't';
    PQclear(result);
    return 0;
}

static int
run_roles(struct db *db, const struct survey *survey, struct err *err)
{
    if (survey->is_role_missing &&
        run_script(db, text_of(sql_roles_make), "make the roles", err) != 0)
        return -1;
    if (run_script(db, text_of(sql_roles_grant), "grant the roles their rights", err) != 0)
        return -1;
    if (!survey->is_superuser)
        return 0;
    if (run_script(db, text_of(sql_roles_hand_over), "hand over the schema", err) != 0)
        return -1;
    return run_script(db, text_of(sql_roles_quiet), "set up the loader's role", err);
}

int
migrate_roles(struct db *db, const char **left_out, struct err *err)
{
    struct survey survey;

    *left_out = NULL;
    if (survey_roles(db, &survey, err) != 0)
        return -1;
    if (survey.is_role_missing && !survey.may_make_roles) {
        *left_out =
            "the roles isprofile_owner, _loader, _reporter, _analyst, _lea and _auditor are "
            "not all there and this login may not make them, so it keeps the schema to "
            "itself; a superuser can run init once";
        return 0;
    }
    if (!survey.is_superuser && !survey.is_handed_over)
        *left_out = "this login is no superuser, so it stays the owner of the schema, and the "
                    "loader's role does not yet keep values out of the server's log; a superuser "
                    "can run init once";
    if (query_begin(db, err) != 0 ||
        query_lock(db, migration_lock, false, LOCK_SECONDS, err) != 0 ||
        run_roles(db, &survey, err) != 0 || query_commit(db, err) != 0) {
        query_rollback(db);
        return -1;
    }
    return 0;
}
