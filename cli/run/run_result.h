#ifndef RUN_RESULT_H
#define RUN_RESULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/submission.h"

/* What became of one file of a run. Plain data: it travels from worker to parent as it is. */

enum run_outcome {
    RUN_ACCEPTED,
    RUN_UNCHANGED,
    RUN_REFUSED,
    RUN_REFUSED_BEFORE, /* the same bytes were refused before: old news */
    RUN_FAILED,         /* no verdict: something broke */
    RUN_OUTCOME_COUNT,
};

struct run_result {
    uint32_t file; /* in the plan */
    enum run_outcome outcome;
    enum err_code failure; /* of RUN_FAILED */
    bool is_waiting;       /* not to be told yet: the file, or its folder, may be lost yet */
    int64_t id;            /* of a submission that is waiting; 0 for one that stood before */
    bool has_results;      /* the folder holds the result of these bytes */
    struct submission_key key;
    struct row_counts rows;
    char sha256[SHA256_TEXT_SIZE]; /* "" when it was not read to its end */
    char reason[1024];             /* of a refusal or failure, in our words */
};

/* "accepted", "unchanged", "refused", "refused before", "failed". */
const char *run_outcome_name(enum run_outcome outcome);

#endif
