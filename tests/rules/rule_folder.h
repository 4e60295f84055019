#ifndef RULE_FOLDER_H
#define RULE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/judging.h"

/* A folder of fixtures/rules: its files, options and expected findings. */

enum { RULE_FOLDER_NAME_SIZE = 256 };

/* A line of expected.csv. line and column are -1 and "*" where the file says "*". */
struct rule_expectation {
    char file[RULE_FOLDER_NAME_SIZE];
    long line;
    char column[64];
    char rule[64];
    bool has_costs;                          /* the file has the columns of costs */
    int64_t ineligible_days, ineligible_ada; /* hundredths; NO_COST for none */
};

struct rule_folder {
    char path[RULE_FOLDER_NAME_SIZE];
    /* Names that begin with passes or fails, in order: of files, and of folders, whose files
     * are judged together. */
    char (*inputs)[RULE_FOLDER_NAME_SIZE];
    size_t input_count;
    struct rule_expectation *expectations;
    size_t expectation_count;
};

/* False if there is no such folder. Fails the test when its expected.csv is not as it must be. */
bool rule_folder_read(const char *rules, const char *rule, struct rule_folder *folder);
void rule_folder_reset(struct rule_folder *folder);

/* Names of the folders below path, sorted; the caller frees the array. */
size_t rule_folder_list(const char *path, char (**names)[RULE_FOLDER_NAME_SIZE]);

/* The files of an input as expected.csv names them: "fails.csv", or "fails/ISAG.csv" and others;
 * the caller frees the array. */
size_t rule_folder_files(
    const struct rule_folder *folder, const char *input, char (**names)[RULE_FOLDER_NAME_SIZE]);

/* The options of one input: the defaults, then "options", or INPUT.options in its place. */
void rule_folder_options(
    const struct rule_folder *folder, const char *input, struct judging_options *options);

#endif
