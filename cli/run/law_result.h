#ifndef LAW_RESULT_H
#define LAW_RESULT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/finding.h"
#include "sql/load/law_year.h"

#include "cli/pipeline/law_outcome.h"
#include "cli/pipeline/listener.h"
#include "cli/pipeline/pipeline.h"
#include "cli/run/result_set.h"

struct file_result;
struct law_feed;
struct materials;
struct stored_result;

/*
 * The folder of one submission, written with what the law found on its rows. The file's
 * own part is what this run has just found, if it has read the file, else what the folder
 * holds of it, or else what the database knows.
 * Zeroed, it is none, which every function accepts.
 */
struct law_result {
    struct buf folder;
    struct file_result *own;      /* of this run; NULL: none */
    struct stored_result *stored; /* NULL: the folder holds nothing of the submission */
    struct outcome outcome;
    struct tally *tally;
    struct law_outcome law;
    struct listener listener;
    struct result_set again;    /* written anew */
    struct result_set *results; /* that, or own's; NULL: none is open */

    /* What outcome is made of, when nothing is stored. */
    struct rule_count *counts;
    struct normalization *normalizations;
};

/* What a summary says beside the file. */
struct law_result_frame {
    const struct materials *materials;
    unsigned max_rejected; /* of a submission whose own is not known */
    const char *set;
    bool is_taken;
    bool shows_values;
};

/*
 * Reads what is there of the submission with these bytes, and copies its findings. A
 * folder that holds the result of other bytes, such as a refused file's, is left
 * alone: then the result stays closed. The struct must not move from here on.
 */
int law_result_open(struct law_result *result, const char *folder, const struct law_year *year,
    const struct submission *submission, bool show_values, struct err *err);

/* The same for a file of this run: own, borrowed, has been held (cli/run/file_result.h). */
void law_result_open_own(struct law_result *result, struct file_result *own);

/* Lets it hear of the findings on its rows. */
void law_result_listen(struct law_result *result, struct law_feed *feed);

/* Writes everything, but does not put it in place yet. */
int law_result_finish(struct law_result *result, const struct law_judgement *judgement,
    const struct law_result_frame *frame, struct err *err);
int law_result_commit(struct law_result *result, struct err *err);

/* Harmless after law_result_commit(). */
void law_result_reset(struct law_result *result);

/* True when the folder holds a result of other bytes, or one with this set. */
bool law_result_is_of(const char *folder, const struct submission *submission, const char *set);

#endif
