#include "base/buf.h"
#include "base/text.h"
#include "sql/migrate.h"
#include "sql/query.h"
#include "sql/script.h"
#include "sql_text.h"

#include "db/support.h"

/* Runs a file of statements. */
static void
run_file(struct db *db, const char *path)
{
    struct buf file = {0}, sql = {0};
    struct text script, statement;
    char line[512];
    FILE *stream = fopen(path, "r");

    if (stream == NULL)
        fail_msg("could not open %s", path);
    while (fgets(line, sizeof line, stream) != NULL)
        buf_add_text(&file, line);
    fclose(stream);
    script = (struct text){file.data, file.len};
    while (script_next(&script, &statement)) {
        buf_reset(&sql);
        buf_add(&sql, statement.at, statement.len);
        support_run(db, buf_terminate(&sql));
    }
    buf_free(&file);
    buf_free(&sql);
}

/* A fresh schema with two school years, and the stand-ins of a cluster in the search path. */
static struct db *
open_for_spreading(void)
{
    struct db *db = support_fresh();

    support_run(db, "SELECT isprofile.ensure_school_year('2023-2024')");
    support_run(db, "SELECT isprofile.ensure_school_year('2024-2025')");
    support_run(db, "DROP SCHEMA IF EXISTS spread CASCADE");
    run_file(db, "tests/db/distribute_stubs.sql");
    support_run(db, "SET search_path = spread");
    return db;
}

static void
every_table_can_be_spread(void **state)
{
    struct db *db = open_for_spreading();

    (void)state;
    run_file(db, "sql/distribute.sql");
    assert_string_equal(
        support_value(db, "SELECT string_agg(p.relation || ' ' || c, E'\\n') FROM "
                          "spread.placement AS p, spread.find_complaints(p.relation, p.by_column) "
                          "AS c WHERE p.by_column IS NOT NULL"),
        "");
    /* Nothing is left out but the list of migrations and the audit, which stay where they are. */
    assert_string_equal(
        support_value(db,
            "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = "
            "'isprofile'::regnamespace AND relkind IN ('r', 'p') AND NOT "
            "relispartition AND oid NOT IN (SELECT relation FROM spread.placement)"),
        "audit_entry audit_submission schema_migration");
    assert_string_equal(
        support_value(db, "SELECT count(*) FROM spread.placement WHERE by_column = 'lea_code' AND "
                          "(beside = 'isprofile.submission'::regclass) IS NOT TRUE"),
        "1");
    support_run(db, "DROP SCHEMA spread CASCADE");
    db_close(db);
}

/* The check above is worth something only if it finds what is wrong. */
static void
what_cannot_be_spread_is_found(void **state)
{
    static const char *const bad[] = {
        "CREATE TABLE isprofile.bad (other text)",
        "CREATE TABLE isprofile.bad (lea_code text)",
        "CREATE TABLE isprofile.bad (lea_code text NOT NULL, x int PRIMARY KEY)",
        "CREATE TABLE isprofile.bad (lea_code text NOT NULL, x int, PRIMARY KEY (x, lea_code))",
        "CREATE TABLE isprofile.bad (lea_code text NOT NULL, x int GENERATED ALWAYS AS IDENTITY)",
        ("CREATE TABLE isprofile.bad (lea_code text NOT NULL, s text REFERENCES "
         "isprofile.schema_migration)"),
        "CREATE TABLE isprofile.bad (lea_code information_schema.sql_identifier NOT NULL)",
    };
    struct db *db = open_for_spreading();

    (void)state;
    support_run(db, "ALTER TABLE isprofile.schema_migration DROP CONSTRAINT schema_migration_pkey");
    support_run(db, "ALTER TABLE isprofile.schema_migration ADD PRIMARY KEY (name)");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        support_run(db, bad[i]);
        if (strcmp(support_value(db, "SELECT count(*) > 0 FROM spread.find_complaints("
                                     "'isprofile.bad', 'lea_code')"),
                "t") != 0)
            fail_msg("not found: %s", bad[i]);
        support_run(db, "DROP TABLE isprofile.bad");
    }
    support_run(db, "DROP SCHEMA spread CASCADE");
    db_close(db);
}

/* Words that a cluster does not take in statements over large tables; notes in docs say why. */
static void
statements_keep_to_the_portable_subset(void **state)
{
    static const char *const banned[] = {"GROUPING SETS", "ROLLUP", "CUBE (", "RECURSIVE",
        "FOR UPDATE", "MERGE INTO", "CREATE TRIGGER", "CREATE RULE", "CREATE DOMAIN", "LISTEN ",
        "SET now()", "= now()", "= random()", "SET ROLE"};

    (void)state;
    for (const struct sql_text_file *file = sql_text; file->name != NULL; file++)
        for (size_t i = 0; i < sizeof banned / sizeof *banned; i++) {
            /* The audit is not spread, and its triggers are what keeps it from being changed. */
            if (strstr(file->name, "_audit.sql") != NULL &&
                strcmp(banned[i], "CREATE TRIGGER") == 0)
                continue;
            if (strcasestr(file->bytes, banned[i]) != NULL)
                fail_msg("%s says %s", file->name, banned[i]);
        }
}

/* A file begins with its purpose, names its parameters, and outside the scripts is one statement.
 */
static void
files_of_statements_keep_their_form(void **state)
{
    (void)state;
    for (const struct sql_text_file *file = sql_text; file->name != NULL; file++) {
        struct text script = {file->bytes, file->len}, statement;
        bool is_script = isdigit((unsigned char)*file->name) ||
                         strncmp(file->name, "roles_", 6) == 0 ||
                         strcmp(file->name, "distribute.sql") == 0;
        int count = 0;
        char parameter[16];

        if (strncmp(file->bytes, "-- ", 3) != 0)
            fail_msg("%s does not begin with its purpose", file->name);
        while (script_next(&script, &statement))
            count++;
        if (count == 0 || (count > 1 && !is_script))
            fail_msg("%s has %d statements", file->name, count);
        for (int i = 1; i <= QUERY_MAX_PARAMS; i++) {
            const char *first;

            snprintf(parameter, sizeof parameter, "$%d", i);
            first = strstr(file->bytes, parameter);
            if (first != NULL && !is_script && strstr(file->bytes, "-- $1") == NULL)
                fail_msg("%s does not say what %s is", file->name, parameter);
        }
    }
}

/* Statements are checked by the server against the schema, whether a test runs them or not. */
static void
statements_fit_the_schema(void **state)
{
    struct db *db = support_fresh();
    const char *is_before_15 =
        support_value(db, "SELECT current_setting('server_version_num')::integer < 150000");

    (void)state;
    for (const struct sql_text_file *file = sql_text; file->name != NULL; file++) {
        struct buf sql = {0};
        const char *found;

        if (isdigit((unsigned char)*file->name) || strncmp(file->name, "roles_", 6) == 0 ||
            strcmp(file->name, "distribute.sql") == 0 || strncmp(file->name, "migrate_", 8) == 0)
            continue;
        if (strcmp(is_before_15, "t") == 0 && strcmp(file->name, "session_quiet_granted.sql") == 0)
            continue;
        if (strstr(file->bytes, "\nSELECT") == NULL && strstr(file->bytes, "\nINSERT") == NULL &&
            strstr(file->bytes, "\nDELETE") == NULL)
            continue;
        /* A cursor's query is prepared without its DECLARE. */
        found = strstr(file->bytes, "CURSOR FOR");
        buf_printf(&sql, "PREPARE checked AS %s",
            found == NULL ? file->bytes : found + strlen("CURSOR FOR"));
        support_run(db, buf_terminate(&sql));
        support_run(db, "DEALLOCATE checked");
        buf_free(&sql);
    }
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_can_be_spread),
        cmocka_unit_test(what_cannot_be_spread_is_found),
        cmocka_unit_test(statements_keep_to_the_portable_subset),
        cmocka_unit_test(files_of_statements_keep_their_form),
        cmocka_unit_test(statements_fit_the_schema),
    };

    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
