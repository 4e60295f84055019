#ifndef COPY_H
#define COPY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct db;
struct err;

/*
 * Rows into a table of the schema isprofile by binary COPY, sent in pieces of
 * 64 KiB. Encoding cannot fail; whether the server took the rows is known only
 * from copy_end().
 */
struct copy;

/* Starts a COPY. what says in errors what could not be done; borrowed. */
int copy_begin(struct copy **copy, struct db *db, const char *table, const char *const *columns,
    int column_count, const char *what, struct err *err);

/* Begins a row; room is at least the bytes of its texts. As many puts as columns follow. */
int copy_row(struct copy *copy, size_t room, struct err *err);

void copy_put_null(struct copy *copy);
void copy_put_text(struct copy *copy, struct text text);
void copy_put_bool(struct copy *copy, bool value);
void copy_put_int2(struct copy *copy, int16_t value);
void copy_put_int4(struct copy *copy, int32_t value);
void copy_put_int8(struct copy *copy, int64_t value);
void copy_put_date(struct copy *copy, int32_t date); /* days since 1970-01-01 */

/* One value of the bytes of all pieces, one after the other. */
void copy_put_pieces(struct copy *copy, const struct text *pieces, int count);

/* value is 0 or more, in units of 10^-scale; scale is 0 to 4. */
void copy_put_numeric(struct copy *copy, int64_t value, int scale);

/* Ends the COPY and frees it; *rows is what the server took, which is checked. */
int copy_end(struct copy *copy, uint64_t *rows, struct err *err);

/* Ends it so that the server takes nothing, and frees it. NULL does nothing. */
void copy_abandon(struct copy *copy);

/* Deletes all rows of a table; or those of an LEA and year, if lea is not NULL. */
int copy_clear(struct db *db, const char *table, const char *lea, const char *school_year,
    const char *what, struct err *err);

#endif
