#ifndef ROW_H
#define ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/layout.h"

struct err;

/* A judged cell: blank, or text in its normal form with a number where the type has one. */
struct value {
    struct text text; /* trimmed, codes in their own spelling, padded, in UTF-8 */
    int64_t number;   /* DATE: days since 1970-01-01. YEAR: first calendar year. SSID, INT: the
                         number. DAYS, PERCENT, DECIMAL: units of 10^-scale of the column */
    bool is_present;  /* false: blank, not identified, or a column not in force */
};

/* An accepted record: one value a column of the layout, in its order. Borrowed. */
struct row {
    enum extract extract;
    unsigned long line;
    unsigned long number; /* record number, from 1 */
    const struct value *values;
};

/* Where accepted rows go. Returns 0, or -1 with err filled, which ends the work. */
struct row_sink {
    int (*accept)(void *ctx, const struct row *row, struct err *err);
    void *ctx;
};

#endif
