#ifndef OUTFILE_H
#define OUTFILE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct err;

/*
 * An output file that appears whole or not at all: written beside its name,
 * then fsynced and renamed. Left-over beginnings of a killed run are replaced.
 */
struct outfile;

/* Creates missing folders of dir (mode 0750). Fails with ERR_CANNOT_CREATE or ERR_PERMISSION. */
int outfile_make_folder(const char *dir, struct err *err);

/* The same; *made is how many folders were missing. */
int outfile_make_folder_counted(const char *dir, int *made, struct err *err);

/*
 * The same for a folder of the program's own making: the last own names of dir are. A link in the
 * place of one of them would lead what is written elsewhere: ERR_CANNOT_CREATE.
 */
int outfile_make_folder_inside(const char *dir, int own, struct err *err);

/* Takes the last count folders of dir back, as far as nothing is in them. */
void outfile_remove_empty(const char *dir, int count);

/*
 * mode is set exactly, whatever the umask. The file is always a new one, whatever stood at its
 * temporary name.
 */
int outfile_open(
    struct outfile **file, const char *dir, const char *name, mode_t mode, struct err *err);
int outfile_write(struct outfile *file, const void *bytes, size_t len, struct err *err);

/*
 * Leaves the fsyncs of this file out, for files of which there are thousands and
 * which can be made again: one outfile_sync() at the end serves them all.
 */
void outfile_defer_sync(struct outfile *file);

/* Takes that back. */
void outfile_demand_sync(struct outfile *file);

/*
 * Makes sure of room for the first bytes of the file before they are there; what is not needed is
 * given back by outfile_finish(). Where the file system cannot do that, nothing is sure.
 */
int outfile_make_room(struct outfile *file, uint64_t bytes, struct err *err);

/* Removes the beginning of such a file that a killed run has left, if there is one. */
void outfile_sweep(const char *dir, const char *name);

/* Brings everything on the file system of dir to the disk. */
int outfile_sync(const char *dir, struct err *err);

/*
 * Flushes, fsyncs and closes: nothing is written and nothing but the rename can fail
 * after it, and no descriptor is held, so thousands can wait for their commit. May be
 * left out.
 */
int outfile_finish(struct outfile *file, struct err *err);

/*
 * Flushes, fsyncs, renames over an earlier file, fsyncs the folder; frees the file either way. When
 * another process has begun a file of the same name in between, that one is left alone:
 * ERR_TRY_AGAIN.
 */
int outfile_commit(struct outfile *file, struct err *err);

/* Removes what was written. NULL does nothing. */
void outfile_discard(struct outfile *file);

#endif
