#ifndef RESULT_FILE_H
#define RESULT_FILE_H

#include "base/err.h"
#include "report/render/out.h"

struct outfile;

/*
 * One file of a result folder, mode 0640, written through a struct out and put
 * in place as a whole. Zeroed, it is a file that nobody asked for: every
 * function accepts it and does nothing. A run brings all its files to the disk at
 * its end, with one call.
 */
struct result_file {
    struct outfile *file;
    struct out out;
    struct err err; /* what stopped out */
};

/* The struct must not move from here on: out points into it. */
int result_file_open(
    struct result_file *result, const char *dir, const char *name, struct err *err);

/* Makes sure of room for its first bytes; see outfile_make_room(). */
int result_file_make_room(struct result_file *result, uint64_t bytes, struct err *err);

/* Everything is written, but not yet in place; fails when writing failed before. */
int result_file_finish(struct result_file *result, struct err *err);

/* Puts it in place; result is zeroed either way. */
int result_file_commit(struct result_file *result, struct err *err);
void result_file_discard(struct result_file *result);

#endif
