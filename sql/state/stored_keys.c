#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/state_key.h"
#include "base/submission.h"
#include "sql/array_text.h"
#include "sql/db_state.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/state/stored_keys.h"

enum { IN_BINARY = 1, PARAMS = 3 };

/* The columns of sql/state/keys_of_*.sql. */
enum { EXTRACT_NAME, LEA, FIRST_RECORD, ROWS, KEYS };

static const char reading[] = "read the keys of all LEAs";

int
stored_keys_read_leas(
    struct db *db, int year, struct stored_lea **leas, size_t *count, struct err *err)
{
    char school_year[10];
    const char *params[] = {school_year};
    PGresult *rows;

    *leas = NULL;
    *count = 0;
    school_year_format(year, school_year);
    rows = query_rows(db, sql_state_leas_of_year, 1, params, reading, err);
    if (rows == NULL)
        return -1;
    *leas = memory_new_array((size_t)PQntuples(rows), sizeof **leas);
    for (int row = 0; row < PQntuples(rows); row++) {
        struct stored_lea *lea = &(*leas)[(*count)++];

        snprintf(lea->code, sizeof lea->code, "%s", PQgetvalue(rows, row, 0));
        lea->rows = query_number(rows, row, 1);
    }
    PQclear(rows);
    return 0;
}

static uint32_t
read_int4(const PGresult *rows, int column)
{
    const unsigned char *at = (const unsigned char *)PQgetvalue(rows, 0, column);

    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int
pass_keys(const PGresult *row, const struct stored_keys_sink *sink, struct err *err)
{
    bool is_ods;
    const struct stored_keys keys = {
        .extract = layout_find_extract(text_of(PQgetvalue(row, 0, EXTRACT_NAME)), &is_ods),
        .lea = PQgetvalue(row, 0, LEA),
        .first_record = (int32_t)read_int4(row, FIRST_RECORD),
        .row_count = read_int4(row, ROWS),
        .bytes = (const unsigned char *)PQgetvalue(row, 0, KEYS),
    };

    if ((size_t)PQgetlength(row, 0, KEYS) != keys.row_count * state_key_size(keys.extract))
        return err_set(err, ERR_BUG, "could not %s: rows have no key", reading);
    return sink->accept(sink->ctx, &keys, err);
}

static int
pass_results(struct db *db, const struct stored_keys_sink *sink, struct err *err)
{
    PGresult *result;
    int rc = 0;

    while (rc == 0 && (result = PQgetResult(db->conn)) != NULL) {
        ExecStatusType status = PQresultStatus(result);

        if (status == PGRES_SINGLE_TUPLE)
            rc = pass_keys(result, sink, err);
        else if (status != PGRES_TUPLES_OK)
            rc = query_fail(db, result, reading, err);
        PQclear(result);
    }
    if (rc != 0)
        query_give_up(db);
    return rc;
}

static const char *
make_array(struct buf *array, const struct stored_scope *scope)
{
    for (size_t i = 0; i < scope->lea_count; i++)
        array_add_word(array, scope->leas[i]);
    return array_end(array);
}

int
stored_keys_pass(struct db *db, const struct stored_scope *scope,
    const struct stored_keys_sink *sink, struct err *err)
{
    const char *sql = scope->is_of_days ? sql_state_keys_of_days : sql_state_keys_of_identity;
    struct buf array = {0};
    char school_year[10];
    const char *params[PARAMS] = {school_year};
    int rc;

    school_year_format(scope->year, school_year);
    if (scope->leas != NULL)
        params[scope->is_of_others ? 2 : 1] = make_array(&array, scope);
    /* Row by row: the server finds the next ones meanwhile. */
    if (PQsendQueryParams(db->conn, sql, PARAMS, NULL, params, NULL, NULL, IN_BINARY) != 1)
        rc = query_fail(db, NULL, reading, err);
    else {
        (void)PQsetSingleRowMode(db->conn);
        rc = pass_results(db, sink, err);
    }
    buf_free(&array);
    return rc;
}
