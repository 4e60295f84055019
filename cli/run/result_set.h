#ifndef RESULT_SET_H
#define RESULT_SET_H

#include "cli/findings/findings_csv.h"
#include "cli/findings/rejects.h"
#include "cli/findings/result_file.h"

struct basis;
struct summary;

/*
 * The folder that a run leaves for one submission: findings.csv, rejected.csv,
 * rejected_rules.csv, report.html and summary.json. They are written, or there is room
 * for them, before the database commits, and only put in place after it.
 */
struct result_set {
    struct result_file findings_file;
    struct findings_csv findings;
    struct rejects rejects;
    struct result_file report_file;
    struct result_file summary_file;
    bool is_open;
};

/* Makes the folder. Zeroed before; the struct must not move from here on. */
int result_set_open(struct result_set *set, const char *dir, bool show_values, struct err *err);

/* The same without rejected.csv and rejected_rules.csv, which stay as they are. */
int result_set_open_again(
    struct result_set *set, const char *dir, bool show_values, struct err *err);

/* What is still to come, report and summary, comes later: makes sure of room for a common one. */
int result_set_make_room(struct result_set *set, const char *dir, struct err *err);

/* Writes report and summary and flushes everything. */
int result_set_finish(
    struct result_set *set, const char *dir, const struct summary *summary, struct err *err);

/* Puts the files in place, the summary last. */
int result_set_commit(struct result_set *set, struct err *err);

/* Harmless after result_set_commit(), and on a zeroed set. */
void result_set_discard(struct result_set *set);

/*
 * True when the folder holds the result of these very bytes, accepted on the same
 * grounds: what an earlier run was killed before writing, or left to one with a
 * folder, is then not missing.
 */
bool result_set_is_of(const char *dir, const char *sha256, const struct basis *basis);

/* Removes what a killed run has left beside a result that stands. */
void result_set_sweep(const char *dir);

/* True when the result in the folder was judged with this set (cli/pipeline/set_digest.h). */
bool result_set_is_in(const char *dir, const char *set);

#endif
