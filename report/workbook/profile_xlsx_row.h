#ifndef PROFILE_XLSX_ROW_H
#define PROFILE_XLSX_ROW_H

#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/profile_row.h"
#include "base/text.h"

/*
 * The rows of a sheet as the library writes them, byte by byte, but straight into its
 * temporary file: a whole state has a million cells, and by its functions each of them
 * costs as much as a row does here.
 */
struct xlsx_rows {
    const char *year;
    lxw_format *count, *percent, *mark; /* numbered by the library as they are first used */
    struct buf buf;                     /* what is to come into the file */
    char number[12];                    /* of the row in hand, from 1 */
    size_t number_length;
};

/* Adds row number (from 1) to rows->buf. */
void xlsx_rows_add(struct xlsx_rows *rows, const struct profile_row *row, lxw_row_t number);

/* Numbers the formats of a row that is written elsewhere. */
void xlsx_rows_pass(struct xlsx_rows *rows, const struct profile_row *row);

/*
 * Makes text fit for XML in buf, with its NUL: bytes and characters that it cannot hold
 * become U+FFFD. Returns buf->data.
 */
const char *xlsx_text_clean(struct buf *buf, struct text text);

#endif
