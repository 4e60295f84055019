#ifndef QUOTED_H
#define QUOTED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/*
 * Splits records with quoted values (RFC 4180), one physical line at a time, by
 * libcsv. Blanks stay; a quote within an unquoted value is a plain character.
 */
struct quoted;

enum quoted_state {
    QUOTED_WHOLE,     /* the record ended with this line */
    QUOTED_OPEN,      /* a quoted value goes on with the next line */
    QUOTED_MALFORMED, /* text after a closing quote; the record is given up with this line */
};

struct quoted *quoted_new(char delimiter);
void quoted_free(struct quoted *quoted);

/*
 * Adds a line with its line end; the last line of a file may lack it. After
 * QUOTED_WHOLE and QUOTED_MALFORMED the next line begins a record.
 */
enum quoted_state quoted_add_line(struct quoted *quoted, struct text line);

/* How many values of the record have ended. */
int quoted_count(const struct quoted *quoted);

/* Bytes of the value that is open. */
size_t quoted_open_len(const struct quoted *quoted);

/*
 * Sets the values of the record, at most RECORD_MAX_FIELDS of them; they live
 * until the next quoted_add_line(). Returns quoted_count().
 */
int quoted_fields(const struct quoted *quoted, struct text *fields);

#endif
