#ifndef RUN_FILE_H
#define RUN_FILE_H

#include <stdbool.h>

#include "cli/pipeline/pipeline.h"

struct db;
struct planned_file;
struct run_known;
struct run_law;
struct run_result;

/* How a run treats each file. */
struct run_rules {
    struct pipeline_options pipeline;
    const char *output; /* NULL: no result files */
    const char *keep;   /* folder for what is accepted; NULL: none */
    bool show_values;
    bool allow_shrink;
    bool force;
    bool dry_run;
    int wait_seconds;
    const struct run_known *known; /* what stood when the run began; NULL to look at all anew */
};

/*
 * True when the file is known to stand as it is, without reading it or asking the database; then
 * result is filled.
 */
bool run_file_is_known(
    const struct run_rules *rules, const struct planned_file *file, struct run_result *result);

/*
 * Takes one file into the database: its transaction, its ledger row, its result
 * folder; that of an accepted file may wait for the law's (run_law_may_hold()). The law hears of
 * its rows and of what became of them. Fills result. Returns -1 with err filled when something
 * broke; then what stood before stands, and the connection may be of no more use.
 */
int run_file_take(const struct run_rules *rules, struct db *db, const struct planned_file *file,
    struct run_law *law, struct run_result *result, struct err *err);

#endif
