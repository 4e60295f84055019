#ifndef CHECK_SET_H
#define CHECK_SET_H

#include <stdbool.h>

struct err;
struct pipeline_options;
struct summary;

/*
 * The files of one check: one LEA's set of one school year, judged one after the
 * other and then together. All result files appear at check_set_commit(), or
 * none of them.
 */
struct check_set;

/* lea: whose files they must be, NULL for any. capacity: how many files may be added. */
struct check_set *check_set_new(
    const struct pipeline_options *options, const char *lea, bool show_values, int capacity);
void check_set_free(struct check_set *set); /* NULL does nothing */

/*
 * Findings and refused records go to the folder dir, or findings alone to
 * standard output with NULL. Before the first file.
 */
int check_set_open_findings(struct check_set *set, const char *dir, struct err *err);

/*
 * Reads and judges a file. A file that does not exist is told on standard error
 * and left out of the set, and the call succeeds; see check_set_failure().
 */
int check_set_add(struct check_set *set, const char *path, struct err *err);

/*
 * Judges the set: the same submission twice is found in both files; files of two
 * LEAs or years are ERR_USAGE. Then the law judges the accepted files together, and what
 * it finds joins the results of the file whose row it stands on.
 */
int check_set_judge(struct check_set *set, struct err *err);

/* All result files are on the disk; nothing but putting them in place is left. */
int check_set_finish(struct check_set *set, struct err *err);

/* Puts the result files in place. */
int check_set_commit(struct check_set *set, struct err *err);

/* Says what an earlier check has left in dir beside these results, bits of result_folder.h. */
void check_set_warn(const struct check_set *set, const char *dir, unsigned results);

/* -1 with the class of the first failure that was told, 0 when there was none. */
int check_set_failure(const struct check_set *set, struct err *err);

/* The result, borrowed: what it points to changes with check_set_judge() and dies with the set. */
void check_set_fill_summary(const struct check_set *set, struct summary *summary);

#endif
