#ifndef SNAPSHOT_H
#define SNAPSHOT_H

#include <stdint.h>

struct basis;
struct db;
struct err;
struct report_reference;
struct snapshot_info;

/* Snapshots: what a profile was made of, frozen for good (docs/snapshots.md). */

struct snapshot_request {
    int year;            /* first calendar year */
    const char *note;    /* "" for none; shorter than SNAPSHOT_NOTE_SIZE */
    const char *earlier; /* a public profile.csv of the same year; NULL for none */
    const struct report_reference *reference;
    const struct basis *versions; /* of rules and reference data, as the program has them */
};

/* Freezes the current data of a year, and the digests of the files that report makes of them. */
int snapshot_create(struct db *db, const struct snapshot_request *request,
    struct snapshot_info *info, struct err *err);

/* What became of a file when it was made again. */
enum snapshot_file {
    SNAPSHOT_FILE_SAME,
    SNAPSHOT_FILE_DIFFERENT,
    SNAPSHOT_FILE_MISSING, /* this program makes no such file */
};

struct snapshot_verdict {
    void (*file)(void *ctx, const char *name, enum snapshot_file outcome);
    void *ctx;
};

/*
 * Reads all of a snapshot, makes its files again and compares them with those of
 * its creation, one by one. Fails with ERR_CONFIG when the snapshot was changed,
 * and at the end when a file is not the same.
 */
int snapshot_verify(
    struct db *db, int64_t id, const struct snapshot_verdict *verdict, struct err *err);

#endif
