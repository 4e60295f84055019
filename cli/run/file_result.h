#ifndef FILE_RESULT_H
#define FILE_RESULT_H

#include "base/buf.h"

#include "cli/pipeline/listener.h"
#include "cli/pipeline/pipeline.h"
#include "cli/run/result_set.h"

struct run_rules;
struct tally;

/*
 * One file on its way from its bytes to its result folder: who reads it, who hears of what
 * is found, and the folder, of which everything is written but nothing in place.
 */
struct file_result {
    struct buf folder; /* "" when no results are asked for */
    struct result_set results;
    struct tally *tally;
    struct listener listener;
    struct pipeline *pipeline; /* NULL until it is read */
};

/* folder is the file's, below that of all results. */
struct file_result *file_result_new(const struct run_rules *rules, const char *folder);

/* Discards what is not in place. NULL does nothing. */
void file_result_free(struct file_result *result);

/* Opens the folder's files, if any are asked for, and gets ready to hear of the file called name.
 */
int file_result_open(
    struct file_result *result, const struct run_rules *rules, const char *name, struct err *err);

/* Writes the rest, for a file that is judged by itself. */
int file_result_finish(struct file_result *result, const struct run_rules *rules, struct err *err);

/*
 * What comes to file_result_finish() comes later, with what the law says: makes sure of the room
 * for it, and gives up what is no longer needed.
 */
int file_result_hold(struct file_result *result, struct err *err);

#endif
