#include <fnmatch.h>

#include "base/buf.h"
#include "base/err.h"
#include "sql/migrate.h"
#include "sql/query.h"

#include "db/support.h"

/*
 * docs/access.csv says who may do what with each table and view. Every line is
 * tried as every role, by a statement that a right alone decides, and nothing may
 * be in the schema that has no line.
 */

enum { VERB_COUNT = 5, MAX_LINES = 80, LINE_SIZE = 512 };

static const struct {
    const char *name;
    const char *login;
} roles[] = {{"owner", "isprofile_owner"}, {"loader", "isprofile_loader"},
    {"reporter", "isprofile_reporter"}, {"analyst", "isprofile_analyst"},
    {"auditor", "isprofile_auditor"}, {"lea", "isprofile_lea_9111111"}};

/* A statement for each verb that touches no row; %1$s is the relation, %2$s one of its columns. */
static const char *const statements[VERB_COUNT] = {
    "SELECT * FROM isprofile.%1$s LIMIT 0",
    "INSERT INTO isprofile.%1$s (%2$s) SELECT NULL WHERE false",
    "UPDATE isprofile.%1$s SET %2$s = NULL WHERE false",
    "DELETE FROM isprofile.%1$s WHERE false",
    "TRUNCATE isprofile.%1$s CASCADE",
};

struct line {
    char text[LINE_SIZE];
    const char *relation;
    const char *allowed[VERB_COUNT]; /* names of roles with blanks between */
    bool is_used;
};

static struct line lines[MAX_LINES];
static size_t line_count;

static void
split_line(struct line *line)
{
    char *at = line->text;

    line->text[strcspn(line->text, "\n")] = '\0';
    line->relation = strsep(&at, ",");
    for (int verb = 0; verb < VERB_COUNT; verb++)
        line->allowed[verb] = strsep(&at, ",");
    assert_non_null(line->allowed[VERB_COUNT - 1]);
    assert_null(at);
}

static int
read_matrix(void **state)
{
    FILE *file = fopen("docs/access.csv", "r");
    char header[LINE_SIZE];

    (void)state;
    if (file == NULL || fgets(header, sizeof header, file) == NULL)
        return -1;
    assert_string_equal(header, "relation,select,insert,update,delete,truncate\n");
    while (line_count < MAX_LINES && fgets(lines[line_count].text, LINE_SIZE, file) != NULL)
        split_line(&lines[line_count++]);
    fclose(file);
    return 0;
}

static struct line *
find_line(const char *relation)
{
    for (size_t i = 0; i < line_count; i++) {
        if (fnmatch(lines[i].relation, relation, 0) == 0) {
            lines[i].is_used = true;
            return &lines[i];
        }
    }
    fail_msg("docs/access.csv does not say who may use %s", relation);
    return NULL;
}

static bool
is_among(const char *name, const char *names)
{
    size_t len = strlen(name);

    for (const char *at = strstr(names, name); at != NULL; at = strstr(at + 1, name)) {
        if ((at == names || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return true;
    }
    return false;
}

/* What a view cannot do at all is nobody's right: 55000; a view is not truncated: 42809. */
static void
try_relation(struct db *as, size_t role, const char *relation, const char *column)
{
    struct line *line = find_line(relation);
    struct buf sql = {0};

    for (int verb = 0; verb < VERB_COUNT; verb++) {
        bool may = is_among(roles[role].name, line->allowed[verb]), is_denied;
        const char *found;

        buf_reset(&sql);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        buf_printf(&sql, statements[verb], relation, column);
#pragma GCC diagnostic pop
        found = support_sqlstate(as, sql.data);
        is_denied = strcmp(found, "42501") == 0 || strcmp(found, "55000") == 0 ||
                    strcmp(found, "42809") == 0;
        if (may == is_denied)
            fail_msg("%s: %s: %s", roles[role].login, sql.data, found);
    }
    buf_free(&sql);
}

/* A fresh schema with roles and the tables of a year, and the login of one LEA. */
static struct db *
open_with_roles(void)
{
    struct db *db = support_fresh();
    const char *left_out;
    struct err err;

    must(migrate_roles(db, &left_out, &err), &err);
    support_run(db, "DROP ROLE IF EXISTS isprofile_lea_9111111");
    support_run(db, "CREATE ROLE isprofile_lea_9111111 LOGIN IN ROLE isprofile_lea");
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), support_rows);
    return db;
}

static void
every_line_holds_for_every_role(void **state)
{
    struct db *db = open_with_roles();
    struct err err;
    PGresult *found = query_rows(db,
        "SELECT c.relname, (SELECT a.attname FROM pg_attribute AS a WHERE a.attrelid = c.oid AND "
        "a.attnum = 1) FROM pg_class AS c WHERE c.relnamespace = 'isprofile'::regnamespace AND "
        "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition ORDER BY c.relname",
        0, NULL, "list the tables", &err);

    (void)state;
    assert_non_null(found);
    assert_true(PQntuples(found) > 60);
    for (size_t role = 0; role < sizeof roles / sizeof *roles; role++) {
        struct db *as = support_open(roles[role].login);

        for (int i = 0; i < PQntuples(found); i++)
            try_relation(as, role, PQgetvalue(found, i, 0), PQgetvalue(found, i, 1));
        db_close(as);
    }
    PQclear(found);
    for (size_t i = 0; i < line_count; i++)
        if (!lines[i].is_used)
            fail_msg("docs/access.csv speaks of %s, which is not there", lines[i].relation);
    db_close(db);
}

/* Partitions are reached through their tables alone, and nothing is left to everybody. */
static void
nobody_has_rights_that_were_not_given(void **state)
{
    struct db *db = open_with_roles();

    (void)state;
    assert_string_equal(
        support_value(db,
            "SELECT string_agg(DISTINCT c.relname || ' ' || r.rolname, ', ') FROM pg_class AS c, "
            "pg_roles AS r WHERE c.relnamespace = 'isprofile'::regnamespace AND c.relispartition "
            "AND c.relkind = 'r' AND r.rolname LIKE 'isprofile\\_%' AND r.rolname <> "
            "'isprofile_owner' AND has_table_privilege(r.oid, c.oid, "
            "'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')"),
        "");
    assert_string_equal(support_value(db, "SELECT string_agg(c.relname, ', ') FROM pg_class AS c, "
                                          "aclexplode(c.relacl) AS a WHERE c.relnamespace = "
                                          "'isprofile'::regnamespace AND a.grantee = 0"),
        "");
    assert_string_equal(
        support_value(db, "SELECT string_agg(p.proname, ', ') FROM pg_proc AS p WHERE "
                          "p.pronamespace = 'isprofile'::regnamespace AND p.prosecdef AND EXISTS ("
                          "SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) "
                          "AS a WHERE a.grantee = 0)"),
        "");
    assert_string_equal(
        support_value(db, "SELECT string_agg(p.proname, ', ') FROM pg_proc AS p WHERE "
                          "p.pronamespace = 'isprofile'::regnamespace AND p.prosecdef AND "
                          "coalesce(array_to_string(p.proconfig, ' '), '') NOT LIKE "
                          "'%search_path=pg_catalog, pg_temp%'"),
        "");
    db_close(db);
}

/* Without a barrier a function of the one who asks would see the rows of others first. */
static void
an_lea_has_no_view_without_a_barrier(void **state)
{
    struct db *db = open_with_roles();

    (void)state;
    assert_string_equal(
        support_value(db, "SELECT string_agg(c.relname, ', ') FROM pg_class AS c WHERE "
                          "c.relnamespace = 'isprofile'::regnamespace AND c.relkind = 'v' AND "
                          "has_table_privilege('isprofile_lea', c.oid, 'SELECT') AND "
                          "NOT coalesce(c.reloptions @> ARRAY['security_barrier=true'], false)"),
        "");
    db_close(db);
}

/* Ways round the rights, tried as each role but the owner. */
static void
no_role_can_become_another(void **state)
{
    static const char *const attempts[] = {
        "SET ROLE isprofile_owner",
        "SET ROLE isprofile_lea_9122222",
        "SET SESSION AUTHORIZATION postgres",
        "CREATE ROLE isprofile_lea_9133333 LOGIN",
        "ALTER ROLE isprofile_lea_9111111 SUPERUSER",
        "ALTER TABLE isprofile.senr DISABLE TRIGGER ALL",
        "CREATE TABLE isprofile.mine (x integer)",
        "CREATE FUNCTION isprofile.own_lea() RETURNS text LANGUAGE sql AS $$ SELECT '9122222' $$",
        "CREATE OR REPLACE VIEW isprofile.own_senr AS SELECT * FROM isprofile.senr",
        "DROP TABLE isprofile.senr_pack",
        "SELECT FROM isprofile.senr_pack_2023",
        "COPY isprofile.senr_pack_2023 TO STDOUT",
        "SET session_replication_role = replica",
        "ALTER TABLE isprofile.audit_entry DISABLE TRIGGER ALL",
        "CREATE RULE r AS ON INSERT TO isprofile.audit_entry DO INSTEAD NOTHING",
        "CREATE TRIGGER t AFTER INSERT ON isprofile.run EXECUTE FUNCTION isprofile.own_lea()",
        "SELECT isprofile.audit_fill()",
        "SELECT setval('isprofile.submission_submission_id_seq', 1)",
        "DROP SCHEMA isprofile CASCADE",
        "COPY isprofile.ref_race TO PROGRAM 'cat'",
        "COPY isprofile.ref_race TO '/tmp/isprofile-out'",
        "SELECT pg_read_file('PG_VERSION')",
    };
    struct db *db = open_with_roles();

    (void)state;
    support_run(db, "DROP ROLE IF EXISTS isprofile_lea_9122222");
    support_run(db, "CREATE ROLE isprofile_lea_9122222 LOGIN IN ROLE isprofile_lea");
    for (size_t role = 1; role < sizeof roles / sizeof *roles; role++) {
        struct db *as = support_open(roles[role].login);

        for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
            if (strcmp(support_sqlstate(as, attempts[i]), "42501") != 0)
                fail_msg("%s: %s: not denied", roles[role].login, attempts[i]);
        db_close(as);
    }
    support_run(db, "DROP ROLE isprofile_lea_9122222");
    db_close(db);
}

/* A condition that fails on another LEA's rows would tell that they are there. */
static void
an_lea_cannot_ask_around_its_view(void **state)
{
    struct db *db = open_with_roles(), *lea = support_open("isprofile_lea_9111111");

    (void)state;
    support_load(db, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    assert_string_equal(support_sqlstate(lea, "SELECT FROM isprofile.own_senr WHERE 1 / "
                                              "(lea_code <> '9122222')::integer = 0"),
        "00000");
    assert_string_equal(support_sqlstate(db, "SELECT FROM isprofile.senr WHERE 1 / "
                                             "(lea_code <> '9122222')::integer = 0"),
        "22012");
    assert_string_equal(support_value(lea, "SELECT count(*) FROM isprofile.own_senr"), "3");
    assert_string_equal(support_value(lea, "SELECT count(*) FROM pg_stats WHERE schemaname = "
                                           "'isprofile' AND tablename LIKE 'senr%'"),
        "0");
    db_close(lea);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_holds_for_every_role),
        cmocka_unit_test(nobody_has_rights_that_were_not_given),
        cmocka_unit_test(an_lea_has_no_view_without_a_barrier),
        cmocka_unit_test(no_role_can_become_another),
        cmocka_unit_test(an_lea_cannot_ask_around_its_view),
    };

    return cmocka_run_group_tests_name("role matrix", tests, read_matrix, NULL);
}
