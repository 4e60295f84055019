#ifndef PACK_H
#define PACK_H

#include <stddef.h>

#include "base/submission.h"

struct err;
struct ingest_options;

/* Where the bytes of a gzip file go. */
struct pack_sink {
    int (*write)(void *ctx, const void *bytes, size_t len, struct err *err);
    void *ctx;
};

/*
 * Reads a file, expanded, and passes it on as gzip of one member, the same bytes for
 * the same content. sha256 is of the expanded bytes. Fails with ERR_IO when the file
 * cannot be read to its end.
 */
int pack_file(const char *path, const struct ingest_options *options, const struct pack_sink *sink,
    char sha256[SHA256_TEXT_SIZE], struct err *err);

#endif
