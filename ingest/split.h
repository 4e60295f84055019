#ifndef SPLIT_H
#define SPLIT_H

#include "base/record.h"
#include "base/text.h"

/*
 * Splits a record where it lies. There is a splitter for each kind of vector code;
 * all give the same, and the processor at hand tells which of them can run.
 */
struct splitter {
    const char *name;

    /*
     * Splits a record without quotes. Sets at most RECORD_MAX_FIELDS fields and what
     * is known of all bytes; returns how many fields there are.
     */
    int (*split)(struct text record, char delimiter, struct text *fields, enum record_bytes *bytes);

    /*
     * The same for a record whose quotes stand around whole values and nowhere else.
     * Returns -1 for any other, which is libcsv's; fields and bytes are then spoilt.
     */
    int (*split_quoted)(
        struct text record, char delimiter, struct text *fields, enum record_bytes *bytes);
};

/* The fastest that this processor runs. */
const struct splitter *splitter_best(void);

/* The splitters that this processor runs, the fastest first; NULL behind the last. */
const struct splitter *splitter_at(size_t place);

#endif
