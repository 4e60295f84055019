#ifndef SNAPSHOT_READER_H
#define SNAPSHOT_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "report/frozen/snapshot_sum.h"

struct buf;
struct db;
struct err;
struct snapshot_info;

/*
 * Reads a snapshot, and nothing else of the database. Each chunk is held against
 * the list of chunks, the list against the checksum: what was changed is noticed
 * before it is used, and fails with ERR_CONFIG.
 */
struct snapshot_reader;

/* Fails with ERR_NO_INPUT when there is none of that number. */
int snapshot_reader_open(
    struct snapshot_reader **reader, struct db *db, int64_t id, struct err *err);
void snapshot_reader_close(struct snapshot_reader *reader); /* NULL does nothing */

const struct snapshot_info *snapshot_reader_info(const struct snapshot_reader *reader);

/*
 * Fills bytes with the next chunk of a section, from its beginning on. Returns 1,
 * 0 at the end, or -1. Sections can be read side by side.
 */
int snapshot_reader_next(struct snapshot_reader *reader, enum snapshot_section section,
    struct buf *bytes, struct err *err);

/* Begins a section anew. */
void snapshot_reader_rewind(struct snapshot_reader *reader, enum snapshot_section section);

/* The failure of lines that make no sense although their checksum holds. Returns -1. */
int snapshot_reader_fail(
    const struct snapshot_reader *reader, enum snapshot_section section, struct err *err);

#endif
