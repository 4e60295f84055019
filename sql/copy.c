#include "base/buf.h"
#include "base/err.h"
#include "base/fault_point.h"
#include "base/memory.h"
#include "base/parse.h"
#include "sql/db_state.h"
#include "sql/name.h"
#include "sql/query.h"

#include "sql/copy.h"

enum {
    CHUNK_SIZE = 65536,
    FIELD_ROOM = 32,        /* the longest field that is no text, with its length */
    POSTGRES_EPOCH = 10957, /* 2000-01-01 in days since 1970-01-01 */
    NUMERIC_BASE = 10000,   /* numeric has digits of four decimals */
    NUMERIC_BASE_DECIMALS = 4,
};

struct copy {
    struct db *db;
    const char *what;
    int column_count;
    uint64_t rows;
    char *data;
    size_t len, capacity;
};

static const char signature[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0";

static void
put_uint(struct copy *copy, uint64_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        copy->data[copy->len++] = (char)(unsigned char)(value >> (8 * i));
}

static int
make_statement(struct buf *sql, struct db *db, const char *table, const char *const *columns,
    int column_count, struct err *err)
{
    buf_add_text(sql, "COPY isprofile.");
    if (name_add(sql, db, table, err) != 0)
        return -1;
    for (int i = 0; i < column_count; i++) {
        buf_add_text(sql, i == 0 ? " (" : ", ");
        if (name_add(sql, db, columns[i], err) != 0)
            return -1;
    }
    buf_add_text(sql, ") FROM STDIN (FORMAT binary)");
    return 0;
}

int
copy_begin(struct copy **copy, struct db *db, const char *table, const char *const *columns,
    int column_count, const char *what, struct err *err)
{
    struct buf sql = {0};
    PGresult *result = NULL;
    struct copy *opened;
    int rc;

    *copy = NULL;
    rc = make_statement(&sql, db, table, columns, column_count, err);
    if (rc == 0)
        rc = query_settle(db, err);
    if (rc != 0)
        goto done;
    result = query_start_copy(db, buf_terminate(&sql));
    if (PQresultStatus(result) != PGRES_COPY_IN) {
        rc = query_fail(db, result, what, err);
        goto done;
    }
    opened = memory_new(sizeof *opened);
    opened->db = db;
    opened->what = what;
    opened->column_count = column_count;
    opened->capacity = (size_t)2 * CHUNK_SIZE;
    opened->data = memory_new(opened->capacity);
    memcpy(opened->data, signature, sizeof signature - 1);
    opened->len = sizeof signature - 1;
    *copy = opened;

done:
    PQclear(result);
    buf_free(&sql);
    return rc;
}

/* The outcome of a COPY is known only when every result has been read. */
static int
read_outcome(struct copy *copy, uint64_t *rows, struct err *err)
{
    PGresult *result;
    int rc = 0;

    *rows = 0;
    while ((result = PQgetResult(copy->db->conn)) != NULL) {
        /* It would go on for ever: the server still waits for rows. */
        bool is_open = PQresultStatus(result) == PGRES_COPY_IN;

        if (is_open)
            rc = query_fail(copy->db, NULL, copy->what, err);
        else if (PQresultStatus(result) == PGRES_COMMAND_OK)
            (void)parse_unsigned(text_of(PQcmdTuples(result)), UINT64_MAX, rows);
        else if (rc == 0)
            rc = query_fail(copy->db, result, copy->what, err);
        PQclear(result);
        if (is_open || PQstatus(copy->db->conn) == CONNECTION_BAD)
            break;
    }
    if (rc == 0 && PQstatus(copy->db->conn) == CONNECTION_BAD)
        rc = query_fail(copy->db, NULL, copy->what, err);
    return rc;
}

static void
free_copy(struct copy *copy)
{
    free(copy->data);
    free(copy);
}

/* The server has ended the COPY, or itself: what it said of that has not been read yet. */
static int
fail_to_send(struct copy *copy, struct err *err)
{
    uint64_t rows;

    if (read_outcome(copy, &rows, err) != 0)
        return -1;
    return query_fail(copy->db, NULL, copy->what, err);
}

/* Sends what has been put together, in pieces: a row can be longer than one. */
static int
flush(struct copy *copy, struct err *err)
{
    for (size_t at = 0; at < copy->len; at += CHUNK_SIZE) {
        size_t len = copy->len - at < CHUNK_SIZE ? copy->len - at : CHUNK_SIZE;

        if (PQputCopyData(copy->db->conn, copy->data + at, (int)len) != 1)
            return fail_to_send(copy, err);
        fault_point_pass("piece_sent");
    }
    copy->len = 0;
    return 0;
}

int
copy_row(struct copy *copy, size_t room, struct err *err)
{
    size_t needed = room + (size_t)copy->column_count * FIELD_ROOM + FIELD_ROOM;

    if (copy->len >= CHUNK_SIZE && flush(copy, err) != 0)
        return -1;
    if (copy->capacity - copy->len < needed) {
        copy->capacity = copy->len + needed;
        copy->data = memory_grow(copy->data, copy->capacity, 1);
    }
    put_uint(copy, (uint64_t)copy->column_count, 2);
    copy->rows++;
    return 0;
}

void
copy_put_null(struct copy *copy)
{
    put_uint(copy, UINT32_MAX, 4);
}

void
copy_put_text(struct copy *copy, struct text text)
{
    put_uint(copy, text.len, 4);
    if (text.len > 0)
        memcpy(copy->data + copy->len, text.at, text.len);
    copy->len += text.len;
}

void
copy_put_pieces(struct copy *copy, const struct text *pieces, int count)
{
    size_t len = 0;

    for (int i = 0; i < count; i++)
        len += pieces[i].len;
    put_uint(copy, len, 4);
    for (int i = 0; i < count; i++) {
        if (pieces[i].len > 0)
            memcpy(copy->data + copy->len, pieces[i].at, pieces[i].len);
        copy->len += pieces[i].len;
    }
}

void
copy_put_bool(struct copy *copy, bool value)
{
    put_uint(copy, 1, 4);
    put_uint(copy, value, 1);
}

void
copy_put_int2(struct copy *copy, int16_t value)
{
    put_uint(copy, 2, 4);
    put_uint(copy, (uint16_t)value, 2);
}

void
copy_put_int4(struct copy *copy, int32_t value)
{
    put_uint(copy, 4, 4);
    put_uint(copy, (uint32_t)value, 4);
}

void
copy_put_int8(struct copy *copy, int64_t value)
{
    put_uint(copy, 8, 4);
    put_uint(copy, (uint64_t)value, 8);
}

void
copy_put_date(struct copy *copy, int32_t date)
{
    copy_put_int4(copy, date - POSTGRES_EPOCH);
}

/*
 * A numeric is a count of base-10000 digits, the weight of the first (0: units),
 * a sign, the decimals to show, and the digits, without zeros at either end.
 */
void
copy_put_numeric(struct copy *copy, int64_t value, int scale)
{
    uint16_t digits[6];
    int first = 6, last = 6, weight;
    int64_t fraction = 1, part;

    for (int i = 0; i < scale; i++)
        fraction *= 10;
    part = value % fraction;
    for (int i = scale; i < NUMERIC_BASE_DECIMALS; i++)
        part *= 10;
    digits[--first] = (uint16_t)part;
    for (part = value / fraction; part > 0; part /= NUMERIC_BASE)
        digits[--first] = (uint16_t)(part % NUMERIC_BASE);
    weight = 4 - first;
    while (last > first && digits[last - 1] == 0)
        last--;
    if (last == first)
        weight = 0;
    put_uint(copy, 8 + 2 * (uint64_t)(last - first), 4);
    put_uint(copy, (uint64_t)(last - first), 2);
    put_uint(copy, (uint16_t)(int16_t)weight, 2);
    put_uint(copy, 0, 2);
    put_uint(copy, (uint64_t)scale, 2);
    for (int i = first; i < last; i++)
        put_uint(copy, digits[i], 2);
}

int
copy_end(struct copy *copy, uint64_t *rows, struct err *err)
{
    int rc;

    *rows = 0;
    put_uint(copy, UINT16_MAX, 2);
    rc = flush(copy, err);
    if (rc == 0 && PQputCopyEnd(copy->db->conn, NULL) != 1)
        rc = fail_to_send(copy, err);
    if (rc == 0)
        rc = read_outcome(copy, rows, err);
    if (rc == 0 && *rows != copy->rows)
        rc = err_set(err, ERR_BUG, "could not %s: the database took %llu rows of %llu", copy->what,
            (unsigned long long)*rows, (unsigned long long)copy->rows);
    free_copy(copy);
    return rc;
}

void
copy_abandon(struct copy *copy)
{
    struct err ignored;
    uint64_t rows;

    if (copy == NULL)
        return;
    if (PQputCopyEnd(copy->db->conn, "abandoned") == 1)
        (void)read_outcome(copy, &rows, &ignored);
    free_copy(copy);
}

int
copy_clear(struct db *db, const char *table, const char *lea, const char *school_year,
    const char *what, struct err *err)
{
    const char *params[] = {lea, school_year};
    struct buf sql = {0};
    int rc;

    buf_add_text(&sql, "DELETE FROM isprofile.");
    rc = name_add(&sql, db, table, err);
    if (rc == 0 && lea != NULL)
        buf_add_text(&sql, " WHERE lea_code = $1 AND academic_year = $2");
    if (rc == 0)
        rc = query_later(db, buf_terminate(&sql), lea == NULL ? 0 : 2, params, what, err);
    buf_free(&sql);
    return rc;
}
