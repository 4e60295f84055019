#ifndef PACK_LIST_H
#define PACK_LIST_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct err;

/*
 * One column of a pack (sql/load/row_pack.h), as the server sends it in binary form, read from
 * its first row to its last. A row is looked at without those before it, but none
 * twice unless it is the same again. Bytes are borrowed.
 */
struct pack_list {
    const char *at; /* the item of row */
    const char *end;
    int row;
    int item_size; /* of an array in which no item is NULL: with its length; else 0 */
    bool is_same;  /* one item for all rows */
    bool is_null;  /* none at all */
};

/* bytes is NULL for a column that is. */
struct pack_list pack_list_of_text(const char *bytes, size_t len);

/* False when the bytes are not an array of rows items or of one. */
bool pack_list_of_array(struct pack_list *list, const char *bytes, size_t len, int rows);

/* "" for NULL. */
struct text pack_list_text(struct pack_list *list, int row);

/* Of an array of numbers, or 0 and 1 for flags. */
int64_t pack_list_number(struct pack_list *list, int row, int64_t if_null);

/* Of an array of dates: days since 1970-01-01. */
int32_t pack_list_date(struct pack_list *list, int row, int32_t if_null);

/* A pack: the columns lea_code and rows, and its lists. */
enum { PACK_MAX_LISTS = 16 };

struct pack_row {
    struct text lea;
    int rows;
    struct pack_list lists[PACK_MAX_LISTS]; /* from the third column on */
};

/* From a result of one row in binary form. ERR_BUG when it is none. */
int pack_row_read(struct pack_row *pack, const PGresult *row, struct err *err);

#endif
