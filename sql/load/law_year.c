#include "base/err.h"
#include "base/memory.h"
#include "sql/load/ledger_row.h"
#include "sql/place_store.h"
#include "sql/query.h"
#include "sql/school_year.h"
#include "sql_text.h"

#include "sql/load/law_year.h"

static const char reading[] = "read what stands of an LEA and year";

static void
take_standing(struct law_year *year, const PGresult *result, int row)
{
    struct submission submission;
    struct standing *standing;
    enum extract extract;

    ledger_row_read(result, row, &submission);
    extract = submission.key.extract;
    if (extract == EXTRACT_NONE)
        return;
    standing = &year->standing[extract];
    standing->is_there = true;
    standing->id = (int64_t)query_number(result, row, 0);
    standing->submission = submission;
    year->names[extract] = memory_copy_text(submission.file_name, strlen(submission.file_name));
    standing->submission.file_name = year->names[extract];
}

int
law_year_read(
    struct law_year *year, struct db *db, const char *lea, int first_year, struct err *err)
{
    char text[10];
    const char *params[] = {lea, text};
    PGresult *result;

    *year = (struct law_year){.db = db, .year = first_year};
    snprintf(year->lea, sizeof year->lea, "%s", lea);
    school_year_format(first_year, text);
    result = query_rows(db, sql_load_ledger_year, 2, params, reading, err);
    if (result == NULL)
        return -1;
    for (int row = 0; row < PQntuples(result); row++)
        take_standing(year, result, row);
    PQclear(result);
    result = query_rows(db, sql_load_law_basis, 2, params, reading, err);
    if (result == NULL)
        return -1;
    if (PQntuples(result) > 0)
        snprintf(year->made_of, sizeof year->made_of, "%s", PQgetvalue(result, 0, 0));
    PQclear(result);
    return 0;
}

void
law_year_reset(struct law_year *year)
{
    for (int i = 0; i < EXTRACT_COUNT; i++)
        free(year->names[i]);
    *year = (struct law_year){0};
}

/* One after the other, in their order; who loads holds one of them and waits for none. */
static int
lock_extracts(struct db *db, const struct submission_key *key, int wait_seconds, struct err *err)
{
    struct submission_key each = *key;

    for (int i = 0; i < EXTRACT_COUNT; i++) {
        each.extract = (enum extract)i;
        if (ledger_row_lock(db, &each, wait_seconds, err) != 0)
            return -1;
    }
    return query_lock(db, DIRECTORY_LOCK, true, wait_seconds, err);
}

int
law_year_begin(struct law_year *year, struct db *db, const struct submission_key *key,
    const struct basis *basis, int wait_seconds, struct err *err)
{
    *year = (struct law_year){.db = db};
    if (school_year_ensure(db, key->year, err) != 0)
        return -1;
    if (query_begin(db, err) == 0 && lock_extracts(db, key, wait_seconds, err) == 0 &&
        ledger_row_check_basis(db, basis, err) == 0 &&
        law_year_read(year, db, key->lea, key->year, err) == 0)
        return 0;
    query_rollback(db);
    law_year_reset(year);
    return -1;
}

static const char noting[] = "note what the law was asked about";

int
law_year_note_due(struct db *db, const struct submission_key *key, struct err *err)
{
    char text[10];
    const char *params[] = {key->lea, text};

    school_year_format(key->year, text);
    return query_later(db, sql_load_law_basis_clear, 2, params, noting, err);
}

int
law_year_note(struct law_year *year, const char *made_of, struct err *err)
{
    char text[10];
    const char *params[] = {year->lea, text, made_of};

    school_year_format(year->year, text);
    if (query_later(year->db, sql_load_law_basis_clear, 2, params, noting, err) != 0)
        return -1;
    return *made_of != '\0' ? query_later(year->db, sql_load_law_basis_add, 3, params, noting, err)
                            : 0;
}

int
law_year_commit(struct law_year *year, struct err *err)
{
    return query_commit(year->db, err);
}

void
law_year_abandon(struct law_year *year)
{
    if (year->db != NULL)
        query_rollback(year->db);
}

static PGresult *
read_of_submission(
    const struct law_year *year, enum extract extract, const char *sql, struct err *err)
{
    char id[24];
    const char *params[] = {year->lea, id};

    snprintf(id, sizeof id, "%lld", (long long)year->standing[extract].id);
    return query_rows(year->db, sql, 2, params, "read what was found in a submission", err);
}

int
law_year_read_counts(const struct law_year *year, enum extract extract, struct rule_count *counts,
    size_t count, struct err *err)
{
    PGresult *result = read_of_submission(year, extract, sql_load_finding_counts, err);

    if (result == NULL)
        return -1;
    for (int row = 0; row < PQntuples(result); row++) {
        uint64_t rule = query_number(result, row, 0);

        if (rule >= count)
            continue;
        counts[rule].found = query_number(result, row, 1);
        counts[rule].applied = query_number(result, row, 2);
        counts[rule].ineligible_days = (int64_t)query_number(result, row, 3);
    }
    PQclear(result);
    return 0;
}

int
law_year_read_normalizations(const struct law_year *year, enum extract extract,
    void (*add)(void *ctx, const struct normalization *normalization), void *ctx, struct err *err)
{
    PGresult *result = read_of_submission(year, extract, sql_load_normalizations, err);

    if (result == NULL)
        return -1;
    for (int row = 0; row < PQntuples(result); row++) {
        struct normalization each = {PQgetvalue(result, row, 0), PQgetvalue(result, row, 1),
            PQgetvalue(result, row, 2), query_number(result, row, 3)};

        add(ctx, &each);
    }
    PQclear(result);
    return 0;
}
