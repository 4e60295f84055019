#include "base/err.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/audit_chain.h"

static const char reading[] = "read the audit";

int
audit_chain_add(
    struct db *db, const char *action, const char *subject, const char *details, struct err *err)
{
    const char *params[] = {action, subject, details, ISPROFILE_VERSION};

    return query_run(
        db, sql_audit_add, sizeof params / sizeof *params, params, "enter it into the audit", err);
}

int
audit_chain_list(struct db *db,
    int (*entry)(void *ctx, const struct audit_listed *entry, struct err *err), void *ctx,
    struct err *err)
{
    PGresult *rows = query_rows(db, sql_audit_list, 0, NULL, reading, err);
    int rc = rows == NULL ? -1 : 0;

    for (int row = 0; rc == 0 && row < PQntuples(rows); row++) {
        const struct audit_listed listed = {
            .id = query_number(rows, row, 0),
            .time = PQgetvalue(rows, row, 1),
            .login = PQgetvalue(rows, row, 2),
            .role = PQgetvalue(rows, row, 3),
            .address = PQgetvalue(rows, row, 4),
            .action = PQgetvalue(rows, row, 5),
            .subject = PQgetvalue(rows, row, 6),
            .details = PQgetvalue(rows, row, 7),
            .submissions = query_number(rows, row, 8),
            .program_version = PQgetvalue(rows, row, 9),
            .sha256 = PQgetvalue(rows, row, 10),
        };

        rc = entry(ctx, &listed, err);
    }
    PQclear(rows);
    return rc;
}

int
audit_chain_head(struct db *db, const char *known, struct audit_head *head, struct err *err)
{
    PGresult *rows = query_rows(db, sql_audit_head, 1, &known, reading, err);

    *head = (struct audit_head){0};
    if (rows == NULL)
        return -1;
    head->entries = query_number(rows, 0, 0);
    snprintf(head->sha256, sizeof head->sha256, "%s", PQgetvalue(rows, 0, 1));
    head->spoken_of = query_number(rows, 0, 2);
    head->in_ledger = query_number(rows, 0, 3);
    head->has_known = *PQgetvalue(rows, 0, 4) == 't';
    PQclear(rows);
    return 0;
}

int
audit_chain_verify(struct db *db,
    int (*problem)(void *ctx, const char *id, const char *what, struct err *err), void *ctx,
    struct err *err)
{
    PGresult *rows = query_rows(db, sql_audit_verify, 0, NULL, reading, err);
    int rc = rows == NULL ? -1 : 0;

    for (int row = 0; rc == 0 && row < PQntuples(rows); row++)
        rc = problem(ctx, PQgetvalue(rows, row, 0), PQgetvalue(rows, row, 1), err);
    PQclear(rows);
    return rc;
}
