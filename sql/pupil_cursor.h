#ifndef PUPIL_CURSOR_H
#define PUPIL_CURSOR_H

struct db;
struct err;
struct pupil;

/*
 * The pupils with independent study in a school year, one at a time in the
 * order of SSID, each with the parts of all LEAs that speak of it. All of one
 * moment, the open one (sql/moment.h) or its own; memory does not grow with the
 * pupils. One cursor at a time.
 */
struct pupil_cursor;

int pupil_cursor_open(struct pupil_cursor **cursor, struct db *db, int year, struct err *err);

/* Returns 1 with *pupil set (borrowed until the next call), 0 at the end, -1 with err filled. */
int pupil_cursor_next(struct pupil_cursor *cursor, const struct pupil **pupil, struct err *err);
void pupil_cursor_close(struct pupil_cursor *cursor);

#endif
