#ifndef ROW_PACK_H
#define ROW_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct copy;

/*
 * Rows gathered column by column, to be sent as lists of one row of the database
 * (migration 0017): the values of a column that are all the same as one item, a
 * column without any as NULL, each other as an item a row. Texts are one text with
 * ROW_PACK_SEPARATOR between the items; all else is an array.
 */
struct row_pack;

/* Up to so many rows a pack: lists of some kilobytes. */
enum { ROW_PACK_ROWS = 1000 };

/* The unit separator. The judge lets no value with a control character through. */
enum { ROW_PACK_SEPARATOR = 31 };

enum row_pack_type {
    ROW_PACK_BOOL,
    ROW_PACK_INT2,
    ROW_PACK_INT4,
    ROW_PACK_INT8,
    ROW_PACK_DATE,
    ROW_PACK_TEXT
};

/* types has a type for each column; it is copied. */
struct row_pack *row_pack_new(const enum row_pack_type *types, int column_count);
void row_pack_free(struct row_pack *pack); /* NULL does nothing */

/* Begins a row; as many puts as columns follow. */
void row_pack_begin_row(struct row_pack *pack);

/* The next value of the row. */
void row_pack_put_null(struct row_pack *pack);

/* A text is not empty and has no ROW_PACK_SEPARATOR. */
void row_pack_put_text(struct row_pack *pack, struct text text);

/* Of any other type: 0 or 1, the number, or days since 1970-01-01. */
void row_pack_put_number(struct row_pack *pack, int64_t number);

/* How many rows it has. */
int row_pack_rows(const struct row_pack *pack);

/* How many bytes its lists have, at most. */
size_t row_pack_size(const struct row_pack *pack);

/* Puts the lists into a row of copy, column by column, and empties the pack. */
void row_pack_send(struct row_pack *pack, struct copy *copy);

#endif
