#ifndef PUPIL_STREAM_H
#define PUPIL_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct err;

/*
 * The rows of one binary cursor of sql/report/, in its order, fetched ten
 * thousand at a time. The first column is the SSID.
 */
struct pupil_stream;

/* declare is the statement that makes the cursor called name, both constants; $1 is the year. */
int pupil_stream_open(struct pupil_stream **stream, struct db *db, const char *name,
    const char *declare, const char *school_year, struct err *err);
void pupil_stream_close(struct pupil_stream *stream); /* NULL does nothing */

/* Makes the next row the current one. At the end there is none. */
int pupil_stream_next(struct pupil_stream *stream, struct err *err);

/* False at the end. */
bool pupil_stream_has_row(const struct pupil_stream *stream);

/* Columns of the current row. */
int64_t pupil_stream_ssid(const struct pupil_stream *stream);
bool pupil_stream_is_null(const struct pupil_stream *stream, int column);
int32_t pupil_stream_int4(const struct pupil_stream *stream, int column);
int16_t pupil_stream_int2(const struct pupil_stream *stream, int column);
bool pupil_stream_bool(const struct pupil_stream *stream, int column);

/* Days since 1970-01-01; if_null for NULL. */
int32_t pupil_stream_date(const struct pupil_stream *stream, int column, int32_t if_null);

/* "" for NULL. Borrowed until the next row. */
const char *pupil_stream_text(const struct pupil_stream *stream, int column);

#endif
