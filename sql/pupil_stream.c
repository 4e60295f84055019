#include "base/err.h"
#include "base/memory.h"
#include "sql/db_state.h"
#include "sql/query.h"

#include "sql/pupil_stream.h"

enum { FETCH_ROWS = 10000, FETCH_SIZE = 64, POSTGRES_EPOCH = 10957 };

static const char reading[] = "read the parts of segments";

struct pupil_stream {
    struct db *db;
    char fetch[FETCH_SIZE];
    PGresult *rows;
    int row;
    int row_count;
};

static int
fetch_rows(struct pupil_stream *stream, struct err *err)
{
    PQclear(stream->rows);
    stream->row = 0;
    stream->row_count = 0;
    stream->rows = PQexecParams(stream->db->conn, stream->fetch, 0, NULL, NULL, NULL, NULL, 1);
    if (PQresultStatus(stream->rows) != PGRES_TUPLES_OK)
        return query_fail(stream->db, stream->rows, reading, err);
    stream->row_count = PQntuples(stream->rows);
    return 0;
}

int
pupil_stream_open(struct pupil_stream **stream, struct db *db, const char *name,
    const char *declare, const char *school_year, struct err *err)
{
    const char *params[] = {school_year};
    struct pupil_stream *opened;

    *stream = NULL;
    if (query_run(db, declare, 1, params, reading, err) != 0)
        return -1;
    opened = memory_new(sizeof *opened);
    opened->db = db;
    snprintf(opened->fetch, sizeof opened->fetch, "FETCH FORWARD %d FROM %s", FETCH_ROWS, name);
    if (fetch_rows(opened, err) != 0) {
        pupil_stream_close(opened);
        return -1;
    }
    *stream = opened;
    return 0;
}

void
pupil_stream_close(struct pupil_stream *stream)
{
    if (stream == NULL)
        return;
    PQclear(stream->rows);
    free(stream);
}

int
pupil_stream_next(struct pupil_stream *stream, struct err *err)
{
    stream->row++;
    if (stream->row < stream->row_count || stream->row_count < FETCH_ROWS)
        return 0;
    return fetch_rows(stream, err);
}

bool
pupil_stream_has_row(const struct pupil_stream *stream)
{
    return stream->row < stream->row_count;
}

/* An integer in network byte order. */
static uint64_t
read_uint(const struct pupil_stream *stream, int column, int bytes)
{
    const char *at = PQgetvalue(stream->rows, stream->row, column);
    uint64_t value = 0;

    for (int i = 0; i < bytes; i++)
        value = value << 8 | (unsigned char)at[i];
    return value;
}

int64_t
pupil_stream_ssid(const struct pupil_stream *stream)
{
    return (int64_t)read_uint(stream, 0, 8);
}

bool
pupil_stream_is_null(const struct pupil_stream *stream, int column)
{
    return PQgetisnull(stream->rows, stream->row, column);
}

int32_t
pupil_stream_int4(const struct pupil_stream *stream, int column)
{
    return (int32_t)(uint32_t)read_uint(stream, column, 4);
}

int16_t
pupil_stream_int2(const struct pupil_stream *stream, int column)
{
    return (int16_t)(uint16_t)read_uint(stream, column, 2);
}

bool
pupil_stream_bool(const struct pupil_stream *stream, int column)
{
    return *PQgetvalue(stream->rows, stream->row, column) != 0;
}

int32_t
pupil_stream_date(const struct pupil_stream *stream, int column, int32_t if_null)
{
    if (pupil_stream_is_null(stream, column))
        return if_null;
    return pupil_stream_int4(stream, column) + POSTGRES_EPOCH;
}

const char *
pupil_stream_text(const struct pupil_stream *stream, int column)
{
    return PQgetvalue(stream->rows, stream->row, column);
}
