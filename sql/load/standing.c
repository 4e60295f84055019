#include "base/err.h"
#include "base/parse.h"
#include "sql/load/ledger_row.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/load/standing.h"

/* The columns of standing.sql. */
enum {
    LEA,
    EXTRACT,
    YEAR,
    SHA256,
    READ,
    LOADED,
    REJECTED,
    WITHHELD,
    IS_OF_BASIS,
    STAMP,
    MADE_OF,
};

static void
read_item(const PGresult *rows, int row, struct standing_item *item)
{
    bool is_ods;

    *item = (struct standing_item){
        .rows = {query_number(rows, row, READ), query_number(rows, row, LOADED),
            query_number(rows, row, REJECTED), query_number(rows, row, WITHHELD)},
        .is_of_basis = *PQgetvalue(rows, row, IS_OF_BASIS) == 't',
        .stamp = PQgetvalue(rows, row, STAMP),
        .made_of = PQgetvalue(rows, row, MADE_OF),
    };
    snprintf(item->key.lea, sizeof item->key.lea, "%s", PQgetvalue(rows, row, LEA));
    item->key.extract = layout_find_extract(text_of(PQgetvalue(rows, row, EXTRACT)), &is_ods);
    (void)parse_school_year(text_of(PQgetvalue(rows, row, YEAR)), &item->key.year);
    snprintf(item->sha256, sizeof item->sha256, "%s", PQgetvalue(rows, row, SHA256));
}

int
standing_read(struct db *db, const struct basis *basis,
    int (*take)(void *ctx, const struct standing_item *item, struct err *err), void *ctx,
    struct err *err)
{
    const char *params[] = {basis->rule_set, basis->reference, basis->directory};
    PGresult *rows = query_rows(db, sql_load_standing, 3, params, "read what stands", err);
    int rc = rows == NULL ? -1 : 0;

    for (int row = 0; rc == 0 && row < PQntuples(rows); row++) {
        struct standing_item item;

        read_item(rows, row, &item);
        if (item.key.extract != EXTRACT_NONE)
            rc = take(ctx, &item, err);
    }
    PQclear(rows);
    return rc;
}

int
standing_note_stamp(
    struct db *db, const struct submission_key *key, int64_t id, const char *stamp, struct err *err)
{
    char year[10], number[24];
    const char *params[] = {key->lea, layout_of(key->extract)->name, year, number, stamp};

    school_year_format(key->year, year);
    snprintf(number, sizeof number, "%lld", (long long)id);
    return query_later(
        db, sql_load_file_stamp_put, 5, params, "note as which file a submission was seen", err);
}

int
standing_renew_stamp(struct db *db, const struct submission_key *key, const char *sha256,
    const char *stamp, struct err *err)
{
    struct submission current;
    int64_t id;

    if (ledger_row_current(db, key, &current, &id, err) != 0)
        return -1;
    if (id == 0 || strcmp(current.sha256, sha256) != 0)
        return 0;
    if (standing_note_stamp(db, key, id, stamp, err) != 0)
        return -1;
    return query_settle(db, err);
}
