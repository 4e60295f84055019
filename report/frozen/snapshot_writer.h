#ifndef SNAPSHOT_WRITER_H
#define SNAPSHOT_WRITER_H

#include "report/frozen/snapshot_sum.h"

struct buf;
struct db;
struct err;
struct snapshot_info;

/*
 * Writes the sections of a snapshot, in any order and side by side, as chunks
 * into the database. Inside the caller's transaction.
 */
struct snapshot_writer;

int snapshot_writer_open(struct snapshot_writer **writer, struct db *db, struct err *err);
void snapshot_writer_close(struct snapshot_writer *writer); /* NULL does nothing */

/* Where the next lines of a section go (report/frozen/tab_line.h). */
struct buf *snapshot_writer_lines(struct snapshot_writer *writer, enum snapshot_section section);

/* To be called where a chunk may end: what was added last is whole. */
int snapshot_writer_settle(
    struct snapshot_writer *writer, enum snapshot_section section, struct err *err);

/*
 * Writes what is left, and fills the number, checksum, chunks and bytes of info.
 * The row of the list is the caller's to add.
 */
int snapshot_writer_finish(
    struct snapshot_writer *writer, struct snapshot_info *info, struct err *err);

#endif
