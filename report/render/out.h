#ifndef OUT_H
#define OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/text.h"

struct buf;
struct err;
struct outfile;

/*
 * Where the writers of this folder put their bytes: an output file, a buffer or
 * a stream. The first failure sticks: err is filled, and what comes after it is
 * dropped, so a writer checks once, at its end, with out_status().
 */
struct out {
    int (*write)(void *ctx, const void *bytes, size_t len, struct err *err);
    void *ctx;
    struct err *err;
    bool has_failed;
};

/* All borrowed. out_to_buf() cannot fail. */
struct out out_to_file(struct outfile *file, struct err *err);
struct out out_to_stream(FILE *stream, struct err *err); /* for standard output */
struct out out_to_buf(struct buf *buf);

void out_bytes(struct out *out, const void *bytes, size_t len);
void out_text(struct out *out, const char *text);
void out_printf(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Without the detour over printf, for tables of a million numbers. */
void out_unsigned(struct out *out, uint64_t number);

/* For a writer that fails for a reason of its own: from here on everything is dropped. */
void out_fail(struct out *out, const struct err *err);

/* 0, or -1 when something could not be written; err tells what. */
int out_status(const struct out *out);

#endif
