#include "base/buf.h"
#include "base/err.h"
#include "base/parse.h"
#include "base/submission.h"
#include "sql/array_text.h"
#include "sql/query.h"
#include "sql/rule_names.h"
#include "sql_text.h"

#include "sql/load/ledger_row.h"

enum { NUMBER_SIZE = 24, KEY_PARAMS = 3 };

/* The parts of a key as the database spells them. */
struct key_text {
    const char *extract;
    char year[10];
};

static void
spell_key(const struct submission_key *key, struct key_text *text)
{
    text->extract = key->extract == EXTRACT_NONE ? "" : layout_of(key->extract)->name;
    *text->year = '\0';
    if (key->year != 0)
        school_year_format(key->year, text->year);
}

int
ledger_row_lock(struct db *db, const struct submission_key *key, int wait_seconds, struct err *err)
{
    struct key_text text;
    char name[64];

    spell_key(key, &text);
    snprintf(name, sizeof name, "%s %s of LEA %s", text.extract, text.year, key->lea);
    return query_lock(db, name, false, wait_seconds, err);
}

int
ledger_row_next_id(struct db *db, int64_t *id, struct err *err)
{
    PGresult *result =
        query_rows(db, sql_load_next_submission, 0, NULL, "number the submission", err);
    uint64_t number = 0;

    if (result == NULL)
        return -1;
    (void)parse_unsigned(text_of(PQgetvalue(result, 0, 0)), INT64_MAX, &number);
    PQclear(result);
    *id = (int64_t)number;
    return 0;
}

static void
read_word(const PGresult *result, int row, int column, char word[SHA256_TEXT_SIZE])
{
    snprintf(word, SHA256_TEXT_SIZE, "%s", PQgetvalue(result, row, column));
}

void
ledger_row_read(const PGresult *result, int row, struct submission *submission)
{
    bool is_ods;

    *submission = (struct submission){.verdict = VERDICT_ACCEPTED};
    read_word(result, row, 1, submission->sha256);
    submission->bytes = query_number(result, row, 2);
    submission->rows.read = query_number(result, row, 3);
    submission->rows.loaded = query_number(result, row, 4);
    submission->rows.rejected = query_number(result, row, 5);
    submission->rows.withheld = query_number(result, row, 6);
    read_word(result, row, 7, submission->basis.rule_set);
    read_word(result, row, 8, submission->basis.reference);
    read_word(result, row, 9, submission->basis.directory);
    snprintf(submission->key.lea, sizeof submission->key.lea, "%s", PQgetvalue(result, row, 10));
    submission->key.extract = layout_find_extract(text_of(PQgetvalue(result, row, 11)), &is_ods);
    (void)parse_school_year(text_of(PQgetvalue(result, row, 12)), &submission->key.year);
    submission->file_name = PQgetvalue(result, row, 13);
}

static PGresult *
read_current(struct db *db, const char *sql, const struct submission_key *key,
    struct submission *current, int64_t *id, struct err *err)
{
    struct key_text text;
    const char *params[] = {key->lea, NULL, text.year};
    PGresult *result;

    spell_key(key, &text);
    params[1] = text.extract;
    result = query_rows(db, sql, KEY_PARAMS, params, "look for the current submission", err);
    *id = 0;
    if (result == NULL || PQntuples(result) == 0 || PQgetisnull(result, 0, 0))
        return result;
    *id = (int64_t)query_number(result, 0, 0);
    ledger_row_read(result, 0, current);
    current->file_name = NULL;
    return result;
}

int
ledger_row_current(struct db *db, const struct submission_key *key, struct submission *current,
    int64_t *id, struct err *err)
{
    PGresult *result = read_current(db, sql_load_ledger_current, key, current, id, err);

    PQclear(result);
    return result == NULL ? -1 : 0;
}

int
ledger_row_begin(struct db *db, const struct submission_key *key, struct submission *current,
    int64_t *id, int64_t *next, struct err *err)
{
    PGresult *result = read_current(db, sql_load_begin, key, current, id, err);

    if (result == NULL)
        return -1;
    *next = (int64_t)query_number(result, 0, PQnfields(result) - 1);
    PQclear(result);
    return 0;
}

int
ledger_row_check_basis(struct db *db, const struct basis *basis, struct err *err)
{
    PGresult *result = query_rows(db, sql_load_basis, 0, NULL, "read the reference versions", err);
    int rc = 0;

    if (result == NULL)
        return -1;
    if (PQntuples(result) == 0 || strcmp(PQgetvalue(result, 0, 0), basis->rule_set) != 0 ||
        strcmp(PQgetvalue(result, 0, 1), basis->reference) != 0)
        rc = err_set(err, ERR_CONFIG,
            "the reference data in the database are not those of this program; run: isprofile "
            "init");
    else if (strcmp(PQgetvalue(result, 0, 2), basis->directory) != 0)
        rc = err_set(err, ERR_TRY_AGAIN,
            "the school directory changed while the file was judged; run again");
    PQclear(result);
    return rc;
}

static void
spell_number(uint64_t number, char text[NUMBER_SIZE])
{
    snprintf(text, NUMBER_SIZE, "%llu", (unsigned long long)number);
}

int
ledger_row_add(struct db *db, int64_t id, const struct submission *submission, int64_t withdraws,
    struct err *err)
{
    const struct row_counts *rows = &submission->rows;
    const struct basis *basis = &submission->basis;
    char numbers[7][NUMBER_SIZE];
    struct key_text key;
    const char *params[] = {submission->key.lea, numbers[0], NULL, key.year, submission->file_name,
        submission->sha256, numbers[1], numbers[2], numbers[3], numbers[4], numbers[5],
        verdict_name(submission->verdict), withdraws == 0 ? NULL : numbers[6], basis->rule_set,
        basis->reference, basis->directory, ISPROFILE_VERSION};

    if (!row_counts_hold(rows))
        return err_set(err, ERR_BUG,
            "the rows do not add up: %llu read, %llu loaded, %llu rejected, %llu withheld",
            (unsigned long long)rows->read, (unsigned long long)rows->loaded,
            (unsigned long long)rows->rejected, (unsigned long long)rows->withheld);
    spell_key(&submission->key, &key);
    params[2] = key.extract;
    spell_number((uint64_t)id, numbers[0]);
    spell_number(submission->bytes, numbers[1]);
    spell_number(rows->read, numbers[2]);
    spell_number(rows->loaded, numbers[3]);
    spell_number(rows->rejected, numbers[4]);
    spell_number(rows->withheld, numbers[5]);
    spell_number((uint64_t)withdraws, numbers[6]);
    return query_later(
        db, sql_load_ledger_add, sizeof params / sizeof *params, params, "write the ledger", err);
}

/* The counts of a submission as arrays; found and days stay empty when all of them are 0. */
struct count_arrays {
    struct buf rules, found, applied, days;
};

/* Rules have names of letters and low lines. */
static int
add_rule(struct count_arrays *arrays, const struct db *db, int number, struct err *err)
{
    const char *rule = rule_names_find(db, number);

    if (rule == NULL)
        return err_set(err, ERR_BUG, "the database has no rule of number %d", number);
    array_add_word(&arrays->rules, rule);
    return 0;
}

static int
fill_arrays(struct count_arrays *arrays, struct db *db, const struct rule_count *counts,
    size_t count, struct err *err)
{
    uint64_t found = 0, days = 0;

    for (size_t i = 0; i < count; i++) {
        if (counts[i].found == 0 && counts[i].applied == 0)
            continue;
        if (add_rule(arrays, db, counts[i].rule, err) != 0)
            return -1;
        array_add_number(&arrays->found, counts[i].found);
        array_add_number(&arrays->applied, counts[i].applied);
        array_add_number(&arrays->days, (uint64_t)counts[i].ineligible_days);
        found |= counts[i].found;
        days |= (uint64_t)counts[i].ineligible_days;
    }
    if (found == 0)
        buf_reset(&arrays->found);
    if (days == 0)
        buf_reset(&arrays->days);
    return 0;
}

int
ledger_row_add_counts(struct db *db, int64_t id, const char *lea, const struct rule_count *counts,
    size_t count, struct err *err)
{
    struct count_arrays arrays = {0};
    char number[NUMBER_SIZE];
    int rc = rule_names_ensure(db, err);

    spell_number((uint64_t)id, number);
    if (rc == 0)
        rc = fill_arrays(&arrays, db, counts, count, err);
    /* A submission of which nothing was judged has no row. */
    if (rc == 0 && arrays.rules.len > 0) {
        const char *params[] = {lea, number, array_end(&arrays.rules),
            arrays.found.len == 0 ? NULL : array_end(&arrays.found), array_end(&arrays.applied),
            arrays.days.len == 0 ? NULL : array_end(&arrays.days)};

        rc = query_later(
            db, sql_load_finding_counts_add, 6, params, "write the counts of findings", err);
    }
    buf_free(&arrays.rules);
    buf_free(&arrays.found);
    buf_free(&arrays.applied);
    buf_free(&arrays.days);
    return rc;
}
