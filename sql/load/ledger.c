#include "base/buf.h"
#include "base/err.h"
#include "base/parse.h"
#include "sql/load/cost_store.h"
#include "sql/load/law_year.h"
#include "sql/load/ledger_row.h"
#include "sql/load/load_rows.h"
#include "sql/place_store.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/load/ledger.h"

int
ledger_current(struct db *db, const struct submission_key *key, struct submission *current,
    bool *found, struct err *err)
{
    int64_t id;

    if (ledger_row_current(db, key, current, &id, err) != 0)
        return -1;
    *found = id != 0;
    return 0;
}

int
ledger_flush(struct db *db, const struct submission_key *key, struct err *err)
{
    char year[10];
    const char *params[] = {key->lea, year};

    school_year_format(key->year, year);
    if (query_begin(db, err) == 0 &&
        query_run(db, sql_load_flush, 2, params, "bring the loads to the disk", err) == 0 &&
        query_commit(db, err) == 0)
        return 0;
    query_rollback(db);
    return -1;
}

int
ledger_has(struct db *db, const struct submission_key *key, int64_t id, const char *sha256,
    bool *has, struct err *err)
{
    char number[24], year[10];
    const char *params[] = {key->lea, number, layout_of(key->extract)->name, year, sha256};
    PGresult *result;

    snprintf(number, sizeof number, "%lld", (long long)id);
    school_year_format(key->year, year);
    result = query_rows(db, sql_load_ledger_has, 5, params, "look into the ledger", err);
    if (result == NULL)
        return -1;
    *has = *PQgetvalue(result, 0, 0) == 't';
    PQclear(result);
    return 0;
}

int
ledger_was_refused(struct db *db, const struct submission *submission, unsigned how,
    bool *was_refused, struct err *err)
{
    const struct submission_key *key = &submission->key;
    const struct basis *basis = &submission->basis;
    char year[10] = "";
    const char *params[] = {key->lea,
        key->extract == EXTRACT_NONE ? "" : layout_of(key->extract)->name, year,
        submission->file_name, submission->sha256, basis->rule_set, basis->reference,
        basis->directory, (how & REFUSAL_BY_NAME) != 0 ? "t" : "f",
        (how & REFUSAL_EVER) != 0 ? "t" : "f"};
    PGresult *result;

    if (key->year != 0)
        school_year_format(key->year, year);
    result = query_rows(db, sql_load_ledger_was_refused, sizeof params / sizeof *params, params,
        "look for an earlier refusal", err);
    if (result == NULL)
        return -1;
    *was_refused = PQntuples(result) > 0 && *PQgetvalue(result, 0, 0) == 't';
    PQclear(result);
    return 0;
}

static int
refuse(struct db *db, const struct submission *submission, const struct rule_count *counts,
    size_t count_count, struct err *err)
{
    int64_t id;

    if (ledger_row_next_id(db, &id, err) != 0 || ledger_row_add(db, id, submission, 0, err) != 0)
        return -1;
    return ledger_row_add_counts(db, id, submission->key.lea, counts, count_count, err);
}

int
ledger_refuse(struct db *db, const struct submission *submission, const struct rule_count *counts,
    size_t count_count, struct err *err)
{
    if (query_begin(db, err) == 0 && refuse(db, submission, counts, count_count, err) == 0 &&
        query_commit(db, err) == 0)
        return 0;
    query_rollback(db);
    return -1;
}

/* Inside the transaction, under the lock. *was_there is false when nothing stood. */
static int
withdraw(struct db *db, const struct submission_key *key, bool *was_there, struct err *err)
{
    struct submission submission;
    int64_t id, current;

    if (ledger_row_current(db, key, &submission, &current, err) != 0)
        return -1;
    *was_there = current != 0;
    if (current == 0)
        return 0;
    submission.verdict = VERDICT_WITHDRAWN;
    submission.rows = (struct row_counts){0};
    submission.file_name = "";
    /* What the files of the LEA came to together no longer holds without this one. */
    if (load_rows_clear(db, key, err) != 0 || cost_store_clear(db, key->lea, key->year, err) != 0 ||
        law_year_note_due(db, key, err) != 0 || ledger_row_next_id(db, &id, err) != 0)
        return -1;
    return ledger_row_add(db, id, &submission, current, err);
}

int
ledger_withdraw(struct db *db, const struct submission_key *key, int wait_seconds, bool *was_there,
    struct err *err)
{
    *was_there = false;
    if (query_begin(db, err) == 0 && ledger_row_lock(db, key, wait_seconds, err) == 0 &&
        query_lock(db, DIRECTORY_LOCK, true, wait_seconds, err) == 0 &&
        withdraw(db, key, was_there, err) == 0 && query_commit(db, err) == 0)
        return 0;
    *was_there = false;
    query_rollback(db);
    return -1;
}

/* Passes the rows of a result in their order, and frees it; NULL is a failure. */
static int
pass_rows(PGresult *result,
    int (*submission)(void *ctx, const struct submission *submission, struct err *err), void *ctx,
    struct err *err)
{
    int rc = result == NULL ? -1 : 0;

    for (int row = 0; rc == 0 && row < PQntuples(result); row++) {
        struct submission current;

        ledger_row_read(result, row, &current);
        rc = submission(ctx, &current, err);
    }
    PQclear(result);
    return rc;
}

int
ledger_walk_current(struct db *db,
    int (*submission)(void *ctx, const struct submission *submission, struct err *err), void *ctx,
    struct err *err)
{
    return pass_rows(
        query_rows(db, sql_load_ledger_walk, 0, NULL, "read the current submissions", err),
        submission, ctx, err);
}

int
ledger_walk_year(struct db *db, int year,
    int (*submission)(void *ctx, const struct submission *submission, struct err *err), void *ctx,
    struct err *err)
{
    char text[10];
    const char *params[] = {text};

    school_year_format(year, text);
    return pass_rows(
        query_rows(db, sql_load_ledger_walk_year, 1, params, "read the current submissions", err),
        submission, ctx, err);
}

int
ledger_count_unknown(
    struct db *db, const struct submission *list, size_t count, size_t *unknown, struct err *err)
{
    struct buf lines = {0};
    const char *params[1];
    PGresult *result;
    uint64_t number;
    int rc = 0;

    *unknown = 0;
    if (count == 0)
        return 0;
    for (size_t i = 0; i < count; i++) {
        char year[10];

        school_year_format(list[i].key.year, year);
        buf_printf(&lines, "%s%s %s %s %s", i == 0 ? "{" : ",", list[i].key.lea,
            layout_of(list[i].key.extract)->name, year, list[i].sha256);
    }
    buf_add_byte(&lines, '}');
    params[0] = buf_terminate(&lines);
    result = query_rows(db, sql_load_ledger_unknown, 1, params, "look into the ledger", err);
    if (result == NULL)
        rc = -1;
    else if (parse_unsigned(text_of(PQgetvalue(result, 0, 0)), SIZE_MAX, &number))
        *unknown = (size_t)number;
    PQclear(result);
    buf_free(&lines);
    return rc;
}
