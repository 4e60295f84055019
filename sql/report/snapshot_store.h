#ifndef SNAPSHOT_STORE_H
#define SNAPSHOT_STORE_H

#include <stdint.h>

#include "base/submission.h"
#include "base/text.h"

struct buf;
struct db;
struct err;

/* Snapshots as rows: their list, and their chunks of bytes. What the bytes mean is not known here.
 */

enum { SNAPSHOT_NOTE_SIZE = 256, SNAPSHOT_TIME_SIZE = 20, SNAPSHOT_VERSION_SIZE = 32 };

/* A row of the list. */
struct snapshot_info {
    int64_t id;
    int year; /* first calendar year */
    char note[SNAPSHOT_NOTE_SIZE];
    char checksum[SHA256_TEXT_SIZE];
    uint64_t chunks;
    uint64_t bytes; /* of all chunks */
    uint64_t pupils;
    uint64_t submissions;
    char program_version[SNAPSHOT_VERSION_SIZE];
    char created[SNAPSHOT_TIME_SIZE]; /* CCYY-MM-DD HH:MM:SS, UTC; set by the server */
};

/* A chunk without its bytes. */
struct snapshot_chunk {
    const char *section;
    uint32_t position; /* in its section, from 0 */
    uint64_t len;
    char sha256[SHA256_TEXT_SIZE];
};

int snapshot_store_next_id(struct db *db, int64_t *id, struct err *err);
int snapshot_store_add_chunk(struct db *db, int64_t id, const struct snapshot_chunk *chunk,
    const void *bytes, struct err *err);

/* After its chunks, in the same transaction. */
int snapshot_store_add(struct db *db, const struct snapshot_info *info, struct err *err);

/* Fails with ERR_NO_INPUT when there is none of that number. */
int snapshot_store_find(struct db *db, int64_t id, struct snapshot_info *info, struct err *err);

/* Passes the snapshots of a year, or of all years (0), in the order of their numbers. */
int snapshot_store_list(struct db *db, int year,
    int (*snapshot)(void *ctx, const struct snapshot_info *info, struct err *err), void *ctx,
    struct err *err);

/* Passes the chunks in the order of section and position. */
int snapshot_store_list_chunks(struct db *db, int64_t id,
    int (*chunk)(void *ctx, const struct snapshot_chunk *chunk, struct err *err), void *ctx,
    struct err *err);

/* Fills bytes with those of a chunk; none when the chunk is not there. */
int snapshot_store_read_chunk(struct db *db, int64_t id, const char *section, uint32_t position,
    struct buf *bytes, struct err *err);

#endif
