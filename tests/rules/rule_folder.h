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
    char (*files)[RULE_FOLDER_NAME_SIZE]; /* names that begin with passes or fails, in order */
    size_t file_count;
    struct rule_expectation *expectations;
    size_t expectation_count;
};

/* False if there is no such folder. Fails the test when its expected.csv is not as it must be. */
bool rule_folder_read(const char *rules, const char *rule, struct rule_folder *folder);
void rule_folder_reset(struct rule_folder *folder);

/* Names of the folders below path, sorted; the caller frees the array. */
size_t rule_folder_list(const char *path, char (**names)[RULE_FOLDER_NAME_SIZE]);

/* The options of one file: the defaults, then "options", or FILE.options in its place. */
void rule_folder_options(
    const struct rule_folder *folder, const char *file, struct judging_options *options);

#endif
