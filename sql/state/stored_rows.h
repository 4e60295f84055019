#ifndef STORED_ROWS_H
#define STORED_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/layout.h"

struct db;
struct err;

/* Single rows of SENR, SINF and STAS, by where their keys stand (sql/state/stored_keys.h). */

struct stored_place {
    const char *lea;
    int32_t first_record;
    uint32_t item; /* of the keys with these, from 0 */
};

struct stored_row {
    size_t place; /* that it stands at: its position in places */
    uint32_t record, line;
    const char *file_name;
    int32_t first, last; /* SENR: days of the enrollment, since 1970-01-01; INT32_MAX while open */
    const char *last_name, *first_name, *middle_name; /* SENR, SINF, if wished; "" for none */
};

struct stored_wish {
    int year;
    enum extract extract;
    bool with_names;
    const struct stored_place *places;
    size_t count;
};

struct stored_rows;

/* Reads a row for each place. */
int stored_rows_read(
    struct stored_rows **rows, struct db *db, const struct stored_wish *wish, struct err *err);
void stored_rows_free(struct stored_rows *rows); /* NULL does nothing */

/* The i-th of as many as were asked for, in no order. The texts stay until stored_rows_free(). */
struct stored_row stored_rows_get(const struct stored_rows *rows, size_t i);

#endif
