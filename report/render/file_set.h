#ifndef FILE_SET_H
#define FILE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/submission.h"
#include "report/render/out.h"

struct err;

/*
 * Files that belong together: written one after the other, each with its size
 * and SHA-256, and put in place all at the end, so that a full disk, or a signal that
 * ends the writing (base/interrupt.h), leaves the old set whole.
 */
struct file_set;

struct file_digest {
    char *name;
    uint64_t bytes;
    char sha256[SHA256_TEXT_SIZE];
};

/* Makes the folder. Without one (NULL) nothing is written, the bytes are only counted. */
int file_set_open(struct file_set **set, const char *folder, struct err *err);

/*
 * Makes a folder in the set's for files of which there are many; once a set. The
 * commit removes from it what is_ours() knows by its name and the set has not: what
 * an earlier run has left. Its files reach the disk together, at the commit.
 */
int file_set_make_folder(
    struct file_set *set, const char *name, bool (*is_ours)(const char *name), struct err *err);

/*
 * Begins a file; its bytes go to *out, which stays the set's. mode as in outfile_open().
 * name may be "folder/name" in the folder that file_set_make_folder() has made.
 */
int file_set_begin(
    struct file_set *set, const char *name, mode_t mode, struct out **out, struct err *err);

/* Ends it. Fails when something could not be written. */
int file_set_end(struct file_set *set, struct err *err);

/* The files that have ended, in the order in which they began. Good until the next begins. */
const struct file_digest *file_set_files(const struct file_set *set, size_t *count);

/* Puts all of them in place. */
int file_set_commit(struct file_set *set, struct err *err);

/* Takes back what is not in place. NULL does nothing. */
void file_set_close(struct file_set *set);

#endif
