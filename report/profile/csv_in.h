#ifndef CSV_IN_H
#define CSV_IN_H

#include <stdio.h>

#include "base/buf.h"
#include "base/text.h"

/*
 * Reads back the CSV that csv_out writes (RFC 4180, commas), record by record.
 * Set file and zero the rest; csv_in_reset() in the end.
 */
enum { CSV_IN_MAX_FIELDS = 32 };

struct csv_in {
    FILE *file;
    unsigned long line; /* that the record ends on, from 1 */
    struct buf bytes;   /* of the record */
    size_t ends[CSV_IN_MAX_FIELDS];
    int count;
};

/* 1: a record is there. 0: the file ends. -1: too many fields, or a quote is never closed. */
int csv_in_next(struct csv_in *csv);

/* Field i of the record, until the next one; i < count. */
struct text csv_in_field(const struct csv_in *csv, int i);
void csv_in_reset(struct csv_in *csv);

#endif
