#ifndef PUPIL_CURSOR_H
#define PUPIL_CURSOR_H

#include <stdint.h>

struct db;
struct enrollment_count;
struct err;
struct pupil;

/*
 * The pupils with independent study in a school year, one at a time in the
 * order of SSID, each with the rows of all LEAs that speak of it; and how many
 * pupils were enrolled on a day. All of one moment, the open one (sql/moment.h) or
 * its own. The rows are read when it is opened, over a second connection too if
 * there is one to be had: 128 bytes a pupil with independent study stay, and
 * 16 an enrolled pupil for as long as that takes.
 */
struct pupil_cursor;

int pupil_cursor_open(
    struct pupil_cursor **cursor, struct db *db, int year, int32_t census_day, struct err *err);

/* Returns 1 with *pupil set (borrowed until the next call), 0 at the end, -1 with err filled. */
int pupil_cursor_next(struct pupil_cursor *cursor, const struct pupil **pupil, struct err *err);
void pupil_cursor_close(struct pupil_cursor *cursor); /* NULL does nothing */

/* Passes how many pupils were enrolled on census day, as enrollment_walk(). */
int pupil_cursor_enrollment(const struct pupil_cursor *cursor,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err);

#endif
