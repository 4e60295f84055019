#ifndef INBOX_H
#define INBOX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

/*
 * The files below the paths of a run. A folder named by 7 digits is the inbox of
 * that LEA; files elsewhere may be of any. Links are not followed. Names that
 * begin with a dot or end in .part, still on their way, are left alone.
 */

struct inbox_file {
    char *path;
    char *name;           /* its last part, safe to show and to store */
    char expected_lea[8]; /* "" for any */
    uint64_t size;
    dev_t device; /* with node: which file it is, whatever its path */
    ino_t node;
};

/* Something that is there and was not taken, and why. */
struct inbox_note {
    char *path;
    const char *reason;
};

struct inbox {
    struct inbox_file *files; /* in the order of their paths, as bytes, below each path given */
    size_t file_count;
    struct inbox_note *notes;
    size_t note_count;
    enum err_code failure; /* the first path or folder that could not be read */
};

/*
 * Reads the folders. What cannot be read is told on standard error and noted in
 * failure; the rest goes on. Zeroed before; free with inbox_reset().
 */
void inbox_read(struct inbox *inbox, char *const *paths, int path_count);
void inbox_reset(struct inbox *inbox);

#endif
