#ifndef KEEP_H
#define KEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/submission.h"

struct buf;
struct err;
struct ingest_options;

/*
 * A folder of accepted submissions, from which the database can be made again:
 * objects/<first two digits>/<SHA-256>.gz is a file as it was sent, expanded and
 * packed anew, under the SHA-256 of its expanded bytes; beside it, .how says what
 * it was judged with. Files are of mode 0600 and appear whole, on the disk, or not at
 * all; the same bytes are kept once. docs/backup.md.
 */

/* What a judgement depends on beside the bytes and what the database holds. */
struct keep_how {
    int32_t as_of;
    bool is_windows_1252;
};

/* The path of an object. */
void keep_add_path(struct buf *path, const char *folder, const char *sha256);

bool keep_has(const char *folder, const char *sha256);

/*
 * Keeps the file at path, whose expanded bytes have this digest. how may be NULL: nothing
 * is written of it. Fails with ERR_TRY_AGAIN when the file is another by now.
 */
int keep_add(const char *folder, const char *path, const struct ingest_options *options,
    const char *sha256, const struct keep_how *how, struct err *err);

/* What an object was judged with; ERR_NO_INPUT or ERR_CONFIG when that cannot be read. */
int keep_read_how(const char *folder, const char *sha256, struct keep_how *how, struct err *err);

#endif
