#include <unistd.h>

#include "base/err.h"
#include "base/fault_point.h"
#include "base/memory.h"
#include "sql/copy.h"
#include "sql/db_state.h"
#include "sql/load/law_year.h"
#include "sql/load/ledger_row.h"
#include "sql/load/load_rows.h"
#include "sql/load/standing.h"
#include "sql/load/state_due.h"
#include "sql/place_store.h"
#include "sql/query.h"
#include "sql/school_year.h"
#include "sql_text.h"

#include "sql/load/load.h"

enum { RECONNECT_SECONDS = 30, OLD_BACKEND_SECONDS = 60 };

struct load {
    struct db *db;
    struct submission_key key;
    int64_t id;
    struct submission current; /* what stands, */
    int64_t current_id;        /* and its id; 0: there is nothing to delete */
    bool commits_later;        /* load_commit() does not wait for the disk */
    struct load_rows *rows;    /* NULL until the first row */
    struct place_set *places;
};

int
load_begin(struct load **load, struct db *db, const struct submission_key *key, int wait_seconds,
    struct err *err)
{
    struct load begun = {.db = db, .key = *key};

    *load = NULL;
    if (school_year_ensure(db, key->year, err) != 0)
        return -1;
    if (query_begin(db, err) != 0 || ledger_row_lock(db, key, wait_seconds, err) != 0 ||
        query_lock(db, DIRECTORY_LOCK, true, wait_seconds, err) != 0 ||
        ledger_row_begin(db, key, &begun.current, &begun.current_id, &begun.id, err) != 0) {
        query_rollback(db);
        return -1;
    }
    *load = memory_new(sizeof **load);
    begun.places = place_set_new();
    **load = begun;
    fault_point_pass("lock_taken");
    return 0;
}

bool
load_current(const struct load *load, struct submission *current)
{
    *current = load->current;
    return load->current_id != 0;
}

void
load_commit_later(struct load *load)
{
    load->commits_later = true;
}

int64_t
load_id(const struct load *load)
{
    return load->id;
}

static int
begin_rows(struct load *load, struct err *err)
{
    if (load->current_id != 0 && load_rows_clear(load->db, &load->key, err) != 0)
        return -1;
    fault_point_pass("rows_deleted");
    return load_rows_begin(&load->rows, load->db, &load->key, load->id, err);
}

int
load_row(struct load *load, const struct row *row, struct err *err)
{
    int school = place_store_column(row->extract);

    if (load->rows == NULL && begin_rows(load, err) != 0)
        return -1;
    if (school >= 0)
        place_set_add(load->places, row->values[school].text);
    return load_rows_add(load->rows, row, err);
}

static int
end_rows(struct load *load, const struct submission *submission, struct err *err)
{
    struct load_rows *rows;
    uint64_t count;

    if (load->rows == NULL && begin_rows(load, err) != 0)
        return -1;
    rows = load->rows;
    load->rows = NULL;
    if (load_rows_end(rows, &count, err) != 0)
        return -1;
    fault_point_pass("copy_ended");
    if (submission->verdict != VERDICT_ACCEPTED || count != submission->rows.loaded)
        return err_set(err, ERR_BUG,
            "%llu rows went into the database, and the judgement is of "
            "%llu",
            (unsigned long long)count, (unsigned long long)submission->rows.loaded);
    return 0;
}

static int
add_normalizations(
    struct load *load, const struct normalization *list, size_t count, struct err *err)
{
    static const char *const columns[] = {
        "lea_code", "submission_id", "column_name", "spelling", "code", "rows"};
    const char *what = "write the normalizations";
    struct copy *copy;
    uint64_t rows;

    if (count == 0)
        return 0;
    if (copy_begin(&copy, load->db, "normalization", columns, 6, what, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct text texts[] = {
            text_of(list[i].column), text_of(list[i].spelling), text_of(list[i].code)};

        if (copy_row(copy, texts[0].len + texts[1].len + texts[2].len, err) != 0) {
            copy_abandon(copy);
            return -1;
        }
        copy_put_text(copy, text_of(load->key.lea));
        copy_put_int8(copy, load->id);
        for (int k = 0; k < 3; k++)
            copy_put_text(copy, texts[k]);
        copy_put_int8(copy, (int64_t)list[i].rows);
    }
    return copy_end(copy, &rows, err);
}

static int
note_stamp(const struct load *load, const struct submission *submission, struct err *err)
{
    if (submission->stamp == NULL || *submission->stamp == '\0')
        return 0;
    return standing_note_stamp(load->db, &load->key, load->id, submission->stamp, err);
}

/* Tries for a while: a server that was restarted comes back. */
static int
reconnect(struct db *db, struct err *err)
{
    int rc = db_reopen(db, err);

    for (int i = 0; rc != 0 && i < RECONNECT_SECONDS; i++) {
        sleep(1);
        rc = db_reopen(db, err);
    }
    return rc;
}

/* Looks in the ledger, after the lock of the old backend is free and its transaction has ended. */
static int
find_outcome(struct load *load, bool *is_there, struct err *err)
{
    char id[24];
    const char *params[] = {load->key.lea, id};
    PGresult *result;

    snprintf(id, sizeof id, "%lld", (long long)load->id);
    if (query_begin(load->db, err) != 0 ||
        ledger_row_lock(load->db, &load->key, OLD_BACKEND_SECONDS, err) != 0)
        return -1;
    result = query_rows(load->db, sql_load_ledger_find, 2, params, "look into the ledger", err);
    if (result == NULL)
        return -1;
    *is_there = *PQgetvalue(result, 0, 0) == 't';
    PQclear(result);
    return query_commit(load->db, err);
}

static int
set_commit_later(const struct load *load, struct err *err)
{
    return query_later(load->db, sql_load_commit_later, 0, NULL, "set up the commit", err);
}

static int
commit(struct load *load, struct err *err)
{
    bool is_there = false;

    if (query_commit(load->db, err) == 0)
        return 0;
    if (err->code != ERR_UNAVAILABLE)
        return -1;
    if (reconnect(load->db, err) != 0 || find_outcome(load, &is_there, err) != 0) {
        query_rollback(load->db);
        return err_wrap(err, "the answer to the commit was lost, and whether it happened is not "
                             "known; the next run finds out");
    }
    if (!is_there)
        return err_set(err, ERR_UNAVAILABLE,
            "the connection was lost before the commit; nothing changed, run again");
    return 0;
}

static void
free_load(struct load *load)
{
    place_set_free(load->places);
    free(load);
}

int
load_commit(struct load *load, const struct submission *submission, const struct rule_count *counts,
    size_t count_count, const struct normalization *normalizations, size_t normalization_count,
    bool dry_run, struct err *err)
{
    int rc = -1;

    if (end_rows(load, submission, err) != 0 ||
        place_store_add(load->db, load->key.lea, load->places, err) != 0 ||
        ledger_row_add(load->db, load->id, submission, 0, err) != 0 ||
        note_stamp(load, submission, err) != 0 ||
        ledger_row_add_counts(load->db, load->id, load->key.lea, counts, count_count, err) != 0 ||
        add_normalizations(load, normalizations, normalization_count, err) != 0 ||
        state_due_add(load->db, &load->key, load->id, err) != 0 ||
        law_year_note_due(load->db, &load->key, err) != 0 ||
        (load->commits_later && !dry_run && set_commit_later(load, err) != 0) ||
        ledger_row_check_basis(load->db, &submission->basis, err) != 0)
        goto done;
    rc = dry_run ? 0 : commit(load, err);

done:
    if (rc != 0 || dry_run) {
        load_abandon(load);
        return rc;
    }
    free_load(load);
    return 0;
}

void
load_abandon(struct load *load)
{
    if (load == NULL)
        return;
    load_rows_abandon(load->rows);
    query_rollback(load->db);
    free_load(load);
}
