#ifndef STORED_KEYS_H
#define STORED_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/layout.h"

struct db;
struct err;

/*
 * The keys of the rows of a school year (base/state_key.h), and whose they are. To be read of one
 * moment (sql/moment.h).
 */

/* An LEA that has rows of SENR, STAS or SINF, and the rows of the one of them that has most. */
struct stored_lea {
    char code[8];
    uint64_t rows;
};

/* In the order of their codes; the caller frees *leas. */
int stored_keys_read_leas(
    struct db *db, int year, struct stored_lea **leas, size_t *count, struct err *err);

/* The keys of some rows of one LEA and extract. Borrowed. */
struct stored_keys {
    enum extract extract;
    const char *lea;
    int32_t first_record; /* with LEA, extract and year it tells them from others */
    uint32_t row_count;
    const unsigned char *bytes; /* state_key_size() a row */
};

struct stored_keys_sink {
    int (*accept)(void *ctx, const struct stored_keys *keys, struct err *err);
    void *ctx;
};

struct stored_scope {
    int year;
    bool is_of_days;         /* keys of STAS, else of SENR and SINF */
    const char *const *leas; /* only of these; NULL for all */
    size_t lea_count;
    bool is_of_others; /* only of LEAs that are not among these */
};

/* In no order. Memory does not grow with the keys. */
int stored_keys_pass(struct db *db, const struct stored_scope *scope,
    const struct stored_keys_sink *sink, struct err *err);

#endif
