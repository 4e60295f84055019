#ifndef CHECK_SET_STATE_H
#define CHECK_SET_STATE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/submission.h"
#include "report/render/out.h"

#include "cli/check/result_folder.h"
#include "cli/findings/findings_csv.h"
#include "cli/findings/rejects.h"
#include "cli/pipeline/listener.h"
#include "cli/pipeline/pipeline.h"

/* What check_set.c fills and check_set_judge.c judges. */

/* Of one file of the set. */
struct checked_file {
    const char *path; /* as it was given */
    char *name;       /* its last part, safe to show */
    struct tally *tally;
    struct rejects rejects;
    struct buf folder; /* of the refused records; empty for none */
    int folders_made;  /* the last ones of it, for these */
    struct listener listener;
    struct pipeline *pipeline;
    struct law_feed *feed;
    bool has_rows; /* the law has heard of some */
};

struct check_set {
    struct pipeline_options options;
    struct law_feed *feed;
    const char *lea;
    bool show_values;
    const char *dir; /* for results; NULL for none */
    bool has_findings;
    int capacity;
    struct result_file findings_file;
    struct out findings_out; /* standard output, when there is no folder */
    struct err findings_err;
    struct findings_csv findings;
    struct checked_file *files;   /* never moved: listeners point into them */
    struct summary_file *summary; /* beside the files */
    size_t count;
    char digest[SHA256_TEXT_SIZE]; /* of what the law was asked about */
    enum err_code failure;
};

#endif
