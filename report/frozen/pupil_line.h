#ifndef PUPIL_LINE_H
#define PUPIL_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pupil.h"
#include "report/frozen/tab_line.h"

struct buf;
struct school;

/* Pupils and schools as lines (report/frozen/tab_line.h); docs/snapshots.md lists their fields. */

/* A line for the pupil and one for each of its rows. */
void pupil_line_write(struct buf *buf, const struct pupil *pupil);

/* Pupils read back. Zero it, set lines; pupil_reader_reset() frees its memory. */
struct pupil_reader {
    struct tab_reader lines;
    bool has_line; /* the current line is the next pupil's first */
    struct pupil pupil;
    struct pupil_attendance *attendance;
    struct pupil_agreement *agreements;
    struct pupil_enrollment *enrollments;
    size_t attendance_room, agreement_room, enrollment_room;
};

/*
 * The next pupil, until the next call; its texts lie in the bytes that are read.
 * NULL at the end, and when the lines are no pupil: then lines.is_broken.
 */
const struct pupil *pupil_reader_next(struct pupil_reader *reader);

/* Begins anew with other bytes. */
void pupil_reader_feed(struct pupil_reader *reader, char *bytes, size_t len);
void pupil_reader_reset(struct pupil_reader *reader);

void school_line_write(struct buf *buf, const struct school *school);

/* Reads the current line; names lie in its bytes. */
void school_line_read(struct tab_reader *lines, struct school *school);

#endif
