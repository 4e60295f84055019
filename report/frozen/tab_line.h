#ifndef TAB_LINE_H
#define TAB_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct buf;

/*
 * Lines of fields with tabs between, as snapshots keep them (docs/snapshots.md):
 * LF ends a line; backslash, tab, LF and CR inside a field are written \\, \t, \n
 * and \r; a field that is not there is \N. One value has one spelling.
 */

/* Fields in their order, then tab_line_end(). A NULL string is a field that is not there. */
void tab_line_text(struct buf *buf, struct text text);
void tab_line_string(struct buf *buf, const char *text);
void tab_line_number(struct buf *buf, int64_t number);
void tab_line_date(struct buf *buf, int32_t date); /* CCYY-MM-DD */
void tab_line_end(struct buf *buf);

enum { TAB_LINE_MAX_FIELDS = 24 };

/* Set at and end to the first byte and behind the last, which are changed by reading. */
struct tab_reader {
    char *at, *end;
    const char *fields[TAB_LINE_MAX_FIELDS]; /* of the current line; NULL where not there */
    int count;
    bool is_broken; /* what was asked for is not there; stays so */
};

/* Makes the next line the current one. False at the end, and when the line is none. */
bool tab_reader_next(struct tab_reader *reader);

/* Fields of the current line; one that is not of its kind breaks the reader. */
const char *tab_reader_string(struct tab_reader *reader, int field);
int64_t tab_reader_number(struct tab_reader *reader, int field, int64_t low, int64_t high);
int32_t tab_reader_date(struct tab_reader *reader, int field);

/* Copies it into size bytes with its NUL. */
void tab_reader_copy(struct tab_reader *reader, int field, char *text, size_t size);

#endif
