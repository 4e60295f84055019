#include <libpq-fe.h>

#include "base/buf.h"
#include "sql/audit_chain.h"
#include "sql/db_state.h"
#include "sql/migrate.h"

#include "db/support.h"

/* A fresh schema with roles and an empty audit. */
static struct db *
open_fresh(void)
{
    struct db *db = support_fresh();
    const char *left_out;
    struct err err;

    must(migrate_roles(db, &left_out, &err), &err);
    return db;
}

static void
add(struct db *db, const char *action, const char *subject)
{
    struct err err;

    must(audit_chain_add(db, action, subject, "how", &err), &err);
}

static int
note_problem(void *ctx, const char *id, const char *what, struct err *err)
{
    struct buf *problems = ctx;

    (void)err;
    buf_printf(problems, "%s%s %s", problems->len > 0 ? ", " : "", id, what);
    return 0;
}

static void
verify_finds(struct db *db, const char *expected)
{
    struct buf problems = {0};
    struct err err;

    must(audit_chain_verify(db, note_problem, &problems, &err), &err);
    buf_terminate(&problems);
    assert_string_equal(problems.data, expected);
    buf_free(&problems);
}

/* As a superuser can, who switches the triggers off. */
static void
tamper(struct db *db, const char *sql)
{
    support_run(db, "SET session_replication_role = replica");
    support_run(db, sql);
    support_run(db, "RESET session_replication_role");
}

static void
entries_follow_each_other(void **state)
{
    struct db *db = open_fresh(), *loader = support_open("isprofile_loader");
    struct audit_head head;
    struct err err;

    (void)state;
    verify_finds(db, "");
    must(audit_chain_head(db, "", &head, &err), &err);
    assert_int_equal(head.entries, 0);
    assert_string_equal(head.sha256, "");
    support_load(loader, support_key("9111111", EXTRACT_SENR, 2023), support_rows);
    add(loader, "run", "a 'quoted' \\ subject");
    add(db, "report", "");
    verify_finds(db, "");
    must(audit_chain_head(db, "", &head, &err), &err);
    assert_int_equal(head.entries, 2);
    assert_int_equal(head.spoken_of, 1);
    assert_int_equal(head.in_ledger, 1);
    assert_string_equal(
        support_value(db,
            "SELECT concat_ws(' ', a.login, a.role, a.submissions, s.login) FROM "
            "isprofile.audit_entry AS a, isprofile.submission AS s WHERE entry_id = 1"),
        "isprofile_loader  1 isprofile_loader");
    assert_string_equal(
        support_value(db, "SELECT (SELECT sha256 FROM isprofile.audit_entry WHERE entry_id = 1) = "
                          "(SELECT previous_sha256 FROM isprofile.audit_entry WHERE entry_id = 2)"),
        "t");
    db_close(loader);
    db_close(db);
}

/* Nobody can enter another's name, or have it on what came before. */
static void
the_database_says_who_it_was(void **state)
{
    struct db *db = open_fresh(), *owner = support_open("isprofile_owner"),
              *loader = support_open("isprofile_loader");

    (void)state;
    assert_string_equal(
        support_sqlstate(loader, "INSERT INTO isprofile.audit_entry (action, subject, details, "
                                 "program_version, login) VALUES ('run', '', '', '', 'other')"),
        "42501");
    assert_string_equal(support_sqlstate(loader,
                            "INSERT INTO isprofile.submission (lea_code, extract, academic_year, "
                            "file_name, sha256, bytes, rows_read, rows_loaded, rows_rejected, "
                            "rows_withheld, verdict, rule_set, reference_version, "
                            "directory_version, program_version, started_at, finished_at, login) "
                            "VALUES ('', '', '', '', '', 0, 0, 0, 0, 0, 'refused', '', '', '', "
                            "'', now(), now(), 'other')"),
        "42501");
    support_run(owner, "INSERT INTO isprofile.audit_entry (entry_id, action, subject, details, "
                       "program_version, login, made_at, sha256) VALUES (77, 'run', '', '', '', "
                       "'other', '2001-01-01', repeat('0', 64))");
    assert_string_equal(
        support_value(db, "SELECT concat_ws(' ', entry_id, login, made_at > '2020-01-01') FROM "
                          "isprofile.audit_entry"),
        "1 isprofile_owner t");
    support_run(owner, "SET ROLE isprofile_owner");
    add(owner, "report", "");
    assert_string_equal(
        support_value(db, "SELECT role FROM isprofile.audit_entry WHERE entry_id = 2"),
        "isprofile_owner");
    verify_finds(db, "");
    db_close(loader);
    db_close(owner);
    db_close(db);
}

static void
nobody_changes_an_entry(void **state)
{
    static const char *const attempts[] = {"UPDATE isprofile.audit_entry SET login = 'other'",
        "DELETE FROM isprofile.audit_entry", "TRUNCATE isprofile.audit_entry",
        "UPDATE isprofile.audit_submission SET entry_id = 2",
        "DELETE FROM isprofile.audit_submission", "TRUNCATE isprofile.audit_submission"};
    static const char *const roles[] = {NULL, "isprofile_owner", "isprofile_loader",
        "isprofile_reporter", "isprofile_auditor", "isprofile_analyst"};
    struct db *db = open_fresh();

    (void)state;
    add(db, "run", "");
    for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
        struct db *as = support_open(roles[r]);

        for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
            if (strcmp(support_sqlstate(as, attempts[i]), "42501") != 0)
                fail_msg("%s: %s: not refused", roles[r] == NULL ? "" : roles[r], attempts[i]);
        db_close(as);
    }
    db_close(db);
}

/* A fresh audit of four entries, two of which speak of submissions. */
static struct db *
open_with_four(void)
{
    struct db *db = open_fresh();

    add(db, "init", "");
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), support_rows);
    support_load(db, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    add(db, "run", "first");
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), support_rows);
    add(db, "run", "second");
    add(db, "report", "");
    verify_finds(db, "");
    return db;
}

static void
every_change_is_found(void **state)
{
    static const struct {
        const char *sql;
        const char *found;
    } cases[] = {
        {"UPDATE isprofile.audit_entry SET login = 'other' WHERE entry_id = 2", "2 changed"},
        {"UPDATE isprofile.audit_entry SET made_at = made_at - interval '1 s' WHERE entry_id = 3",
            "3 changed"},
        {"UPDATE isprofile.audit_entry SET subject = details, details = subject WHERE entry_id = 2",
            "2 changed"},
        {"DELETE FROM isprofile.audit_entry WHERE entry_id = 1", "1 missing"},
        {"DELETE FROM isprofile.audit_entry WHERE entry_id IN (2, 3)", "2 missing, 3 missing"},
        {"DELETE FROM isprofile.audit_entry WHERE entry_id >= 3", "3 missing"},
        {"UPDATE isprofile.audit_entry SET sha256 = repeat('a', 64) WHERE entry_id = 2",
            "2 changed, 3 moved"},
        {"UPDATE isprofile.audit_entry SET entry_id = -entry_id WHERE entry_id IN (3, 4); UPDATE "
         "isprofile.audit_entry SET entry_id = 7 + entry_id WHERE entry_id < 0",
            "3 changed, 3 ledger, 3 moved, 4 changed, 4 ledger, 4 moved"},
        {"DELETE FROM isprofile.audit_entry WHERE entry_id = 4; UPDATE isprofile.audit_entry SET "
         "entry_id = 4 WHERE entry_id = 3",
            "3 missing, 4 changed, 4 ledger"},
        {"UPDATE isprofile.submission SET rows_rejected = rows_rejected, file_name = 'x' WHERE "
         "submission_id = 1",
            "2 ledger"},
        {"UPDATE isprofile.submission SET login = 'other' WHERE submission_id = 3", "3 ledger"},
        {"DELETE FROM isprofile.submission WHERE submission_id = 3", "3 ledger"},
        {"UPDATE isprofile.audit_submission SET entry_id = 3 WHERE submission_id = 1",
            "2 ledger, 3 ledger"},
        {"DELETE FROM isprofile.audit_submission WHERE submission_id = 2", "2 ledger"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct db *db = open_with_four();
        struct buf problems = {0};
        struct err err;
        PGresult *result;

        support_run(db, "SET session_replication_role = replica");
        result = PQexec(db->conn, cases[i].sql);
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            fail_msg("%s: %s", cases[i].sql, PQresultErrorMessage(result));
        PQclear(result);
        must(audit_chain_verify(db, note_problem, &problems, &err), &err);
        buf_terminate(&problems);
        if (strcmp(problems.data, cases[i].found) != 0)
            fail_msg("%s: found \"%s\"", cases[i].sql, problems.data);
        buf_free(&problems);
        db_close(db);
    }
}

/* An end that was taken away leaves a chain that holds; who kept its last digest notices. */
static void
a_kept_digest_tells_that_the_end_is_gone(void **state)
{
    struct db *db = open_with_four();
    struct audit_head before, after;
    struct err err;

    (void)state;
    must(audit_chain_head(db, "", &before, &err), &err);
    must(audit_chain_head(db, before.sha256, &after, &err), &err);
    assert_true(after.has_known);
    tamper(db, "DELETE FROM isprofile.audit_entry WHERE entry_id = 4");
    verify_finds(db, "");
    must(audit_chain_head(db, before.sha256, &after, &err), &err);
    assert_false(after.has_known);
    db_close(db);
}

/* Two that end at once follow each other, and what one has not committed the next speaks of. */
static void
entries_of_two_at_once_follow_each_other(void **state)
{
    struct db *db = open_fresh(), *other = support_open("isprofile_loader");

    (void)state;
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), support_rows);
    support_run(db, "BEGIN");
    support_run(db, "INSERT INTO isprofile.submission (lea_code, submission_id, extract, "
                    "academic_year, file_name, sha256, bytes, rows_read, rows_loaded, "
                    "rows_rejected, rows_withheld, verdict, rule_set, reference_version, "
                    "directory_version, program_version, started_at, finished_at) VALUES ('', "
                    "1000, '', '', 'x', '', 0, 0, 0, 0, 0, 'refused', '', '', '', '', now(), "
                    "now())");
    add(other, "run", "");
    support_run(db, "COMMIT");
    add(other, "run", "");
    assert_string_equal(
        support_value(db, "SELECT string_agg(entry_id || ':' || submissions, ' ' ORDER BY "
                          "entry_id) FROM isprofile.audit_entry"),
        "1:1 2:1");
    /* While an entry is not committed, another waits for it. */
    support_run(db, "BEGIN");
    add(db, "run", "");
    support_run(other, "SET lock_timeout = '200ms'");
    assert_string_equal(
        support_sqlstate(other, "INSERT INTO isprofile.audit_entry (action, subject, details, "
                                "program_version) VALUES ('run', '', '', '')"),
        "55P03");
    support_run(db, "COMMIT");
    add(other, "run", "");
    verify_finds(db, "");
    db_close(other);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_follow_each_other),
        cmocka_unit_test(the_database_says_who_it_was),
        cmocka_unit_test(nobody_changes_an_entry),
        cmocka_unit_test(every_change_is_found),
        cmocka_unit_test(a_kept_digest_tells_that_the_end_is_gone),
        cmocka_unit_test(entries_of_two_at_once_follow_each_other),
    };

    return cmocka_run_group_tests_name("audit chain", tests, NULL, NULL);
}
