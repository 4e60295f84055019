#ifndef HELD_FILES_H
#define HELD_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/layout.h"

#include "cli/run/run_result.h"

struct file_result;

/*
 * Files of an LEA and year that were taken, and whose folders wait for what the law says of
 * them: they are written once, with that, and put in place after the commit that brings the
 * files themselves to the disk. Zeroed, there are none.
 */
struct held_file {
    struct run_result result;
    struct file_result *own; /* NULL: no folder is to be made of it any more */
    bool is_settled;         /* the file is on the disk, and its folder in place */
};

struct held_files {
    struct held_file files[EXTRACT_COUNT];
    size_t count;
};

/* True when a file of the extract is among them, whatever became of its folder. */
bool held_files_has(const struct held_files *held, enum extract extract);

/* Takes own over; there is no other of the extract. */
void held_files_add(
    struct held_files *held, const struct run_result *result, struct file_result *own);

/* The file of an extract whose folder waits; NULL for none, and when held is NULL. */
struct held_file *held_files_find(struct held_files *held, enum extract extract);

bool held_files_wait(const struct held_files *held); /* a folder does */

/* Gives up the folders that still wait. */
void held_files_drop(struct held_files *held);

/* Takes one out that was dropped and is not settled; false when there is none, and none is left. */
bool held_files_take_unsettled(struct held_files *held, struct run_result *result);

#endif
