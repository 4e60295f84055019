#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/state_key.h"
#include "base/submission.h"
#include "sql/array_text.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/state/stored_rows.h"

enum { PARAMS = 5, ARRAYS = 3 };

/* The columns of sql/state/rows_of_*.sql; those of STAS end with the file name. */
enum { PLACE, RECORD, LINE, FILE_NAME, FIRST_DAY, LAST_DAY, LAST_NAME, FIRST_NAME, MIDDLE_NAME };

struct stored_rows {
    enum extract extract;
    PGresult *result;
};

static const char reading[] = "read single rows";

static const char *
statement_of(enum extract extract)
{
    switch (extract) {
    case EXTRACT_SENR:
        return sql_state_rows_of_senr;
    case EXTRACT_SINF:
        return sql_state_rows_of_sinf;
    default:
        return sql_state_rows_of_stas;
    }
}

static void
make_arrays(struct buf arrays[ARRAYS], const struct stored_place *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        array_add_word(&arrays[0], places[i].lea);
        array_add_number(&arrays[1], (uint64_t)places[i].first_record);
        array_add_number(&arrays[2], places[i].item + 1);
    }
}

int
stored_rows_read(
    struct stored_rows **rows, struct db *db, const struct stored_wish *wish, struct err *err)
{
    struct buf arrays[ARRAYS] = {{0}};
    char school_year[10];
    const char *params[PARAMS] = {school_year};
    int param_count = ARRAYS + 1;
    PGresult *result;

    *rows = NULL;
    school_year_format(wish->year, school_year);
    make_arrays(arrays, wish->places, wish->count);
    for (int i = 0; i < ARRAYS; i++)
        params[i + 1] = array_end(&arrays[i]);
    if (wish->extract != EXTRACT_STAS)
        params[param_count++] = wish->with_names ? "t" : "f";
    result = query_rows(db, statement_of(wish->extract), param_count, params, reading, err);
    for (int i = 0; i < ARRAYS; i++)
        buf_free(&arrays[i]);
    if (result == NULL)
        return -1;
    if ((size_t)PQntuples(result) != wish->count) {
        PQclear(result);
        return err_set(err, ERR_BUG, "could not %s: not all of them are there", reading);
    }
    *rows = memory_new(sizeof **rows);
    **rows = (struct stored_rows){wish->extract, result};
    return 0;
}

void
stored_rows_free(struct stored_rows *rows)
{
    if (rows == NULL)
        return;
    PQclear(rows->result);
    free(rows);
}

static uint32_t
read_number(const struct stored_rows *rows, int row, int column)
{
    return (uint32_t)query_number(rows->result, row, column);
}

struct stored_row
stored_rows_get(const struct stored_rows *rows, size_t i)
{
    int at = (int)i;
    struct stored_row row = {
        .place = read_number(rows, at, PLACE) - 1,
        .record = read_number(rows, at, RECORD),
        .line = read_number(rows, at, LINE),
        .file_name = PQgetvalue(rows->result, at, FILE_NAME),
        .last_name = "",
        .first_name = "",
        .middle_name = "",
    };

    if (rows->extract == EXTRACT_STAS)
        return row;
    row.last_name = PQgetvalue(rows->result, at, LAST_NAME);
    row.first_name = PQgetvalue(rows->result, at, FIRST_NAME);
    row.middle_name = PQgetvalue(rows->result, at, MIDDLE_NAME);
    if (rows->extract == EXTRACT_SINF)
        return row;
    row.first = state_key_date(read_number(rows, at, FIRST_DAY));
    row.last = INT32_MAX;
    if (!PQgetisnull(rows->result, at, LAST_DAY))
        row.last = state_key_date(read_number(rows, at, LAST_DAY));
    return row;
}
