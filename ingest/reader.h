#ifndef READER_H
#define READER_H

#include <stdbool.h>

#include "base/record.h"

struct err;

/*
 * UTF-8 text to records, push style: feed it pieces of any size, the result does
 * not depend on them. Lines end with LF, CRLF or CR, also mixed; blank lines are
 * skipped and counted; a lone Ctrl-Z as the last line is left out. Records
 * without a quote, and those whose quotes stand around whole values and nowhere else,
 * are split where they lie, the others by libcsv.
 *
 * Memory: about RECORD_MAX_SIZE, whatever comes.
 */
struct reader;

enum {
    RECORD_MAX_SIZE = 1024 * 1024, /* bytes of a record with its line ends */
    QUOTED_MAX_SIZE = 64 * 1024,   /* bytes of a quoted value that is open at the end of a line */
};

#define READER_NEXT_LINE '\n'

/* Each returns 0, or -1 with err filled, which ends the reading. */
struct reader_sink {
    /*
     * With the first line that is not blank: sets how it and all that follow are
     * split. Setting it to 0 ends the reading; the sink has said why. Setting it to
     * READER_NEXT_LINE passes the line over, and asks again with the next.
     */
    int (*first_line)(
        void *ctx, struct text line, unsigned long number, char *delimiter, struct err *err);
    int (*record)(void *ctx, const struct record *record, struct err *err);
    int (*problem)(void *ctx, const struct read_problem *problem, struct err *err);
    void *ctx;
};

/* always_libcsv: no record is split where it lies; the records are the same. */
struct reader *reader_new(const struct reader_sink *sink, bool always_libcsv);
void reader_free(struct reader *reader);

/* Both return -1 with err filled when the sink gave up. After a problem they do nothing. */
int reader_feed(struct reader *reader, struct text utf8, struct err *err);
int reader_finish(struct reader *reader, struct err *err);

/* Where the next byte would stand. */
struct reader_position {
    unsigned long line;
    unsigned long character; /* in the line, from 1 */
    int field;               /* in the record, from 1; 0 when the delimiter is not known yet */
};

void reader_find_position(const struct reader *reader, struct reader_position *position);

#endif
