#ifndef INBOX_H
#define INBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

struct ingest_options;
struct keep_how;

/*
 * The files below the paths of a run. A folder named by 7 digits is the inbox of
 * that LEA, for a file in it that is itself a path of the run too; files elsewhere may be of
 * any. Links are not followed. Files and folders whose names begin with a dot or end in
 * .part, still on their way, are left alone.
 */

enum { INBOX_STAMP_SIZE = 128, INBOX_SETTLED_SECONDS = 10 };

struct inbox_file {
    char *path;
    size_t given_len;     /* how much of the path the run was given; 0 for all of it */
    char *name;           /* its last part, safe to show and to store */
    char expected_lea[8]; /* "" for any */
    uint64_t size;
    dev_t device; /* with node: which file it is, whatever its path */
    ino_t node;
    /*
     * Which file it is, as it is: whose inbox, device, number, size, and the times of its last
     * change to the nanosecond. ctime is the file system's own and cannot be set, so whoever
     * writes the file, or moves it, changes the stamp. "" when the last change is less than
     * INBOX_SETTLED_SECONDS ago: another one could then bear the same time.
     */
    char stamp[INBOX_STAMP_SIZE];
    const struct keep_how *how; /* what a kept file was judged with; NULL for any other */
};

/* Something that is there and was not taken, and why. */
struct inbox_note {
    char *path;
    const char *reason;
    dev_t device; /* with node: as of a file */
    ino_t node;
};

/* A folder of the program's own below a path given. */
struct inbox_own_folder {
    dev_t device;
    ino_t node;
};

enum { INBOX_OWN_FOLDERS = 2 };

struct inbox {
    struct inbox_own_folder own[INBOX_OWN_FOLDERS];
    int own_count;
    struct inbox_file *files; /* in the order of their paths, as bytes, below each path given */
    size_t file_count;
    struct inbox_note *notes;
    size_t note_count;
    size_t earlier_notes;  /* those from below the paths before the one being read */
    enum err_code failure; /* the first path or folder that could not be read */
};

/*
 * Has nothing taken from a folder that the program itself fills, such as that of the results:
 * rejected.csv there is an extract, too. It may be missing; NULL is none. Before inbox_read().
 */
void inbox_leave_out(struct inbox *inbox, const char *folder);

/*
 * Reads the folders. What cannot be read is told on standard error and noted in
 * failure; the rest goes on. Zeroed before; free with inbox_reset().
 */
void inbox_read(struct inbox *inbox, char *const *paths, int path_count);
void inbox_reset(struct inbox *inbox);

/*
 * How to read this file: as options say, and not through a link that somebody has put into the
 * inbox since it was read.
 */
struct ingest_options inbox_file_reading(
    const struct inbox_file *file, const struct ingest_options *options);

/* True when the file has a stamp and is still what it was when the inbox was read. */
bool inbox_file_is_as_seen(const struct inbox_file *file);

#endif
