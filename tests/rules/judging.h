#ifndef JUDGING_H
#define JUDGING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/finding.h"
#include "base/submission.h"

/*
 * For tests: files through ingest and transform, judged one by one and together, with
 * all that came out of each kept.
 */

/* The reference data and the invented directory, read once. */
struct judging_world;

struct judging_world *judging_world_new(const char *directory_path);
void judging_world_free(struct judging_world *world);

struct judging_options {
    bool without_directory;
    bool is_windows_1252;
    bool always_libcsv;
    char lea[8]; /* the inbox; "" when any LEA may come */
    int32_t as_of;
    unsigned max_rejected; /* hundredths of a percent */
    uint64_t max_expanded;
};

struct judged_finding {
    const struct rule_info *rule;
    unsigned long line;
    char column[64]; /* "" for none */
    int64_t ineligible_days, ineligible_ada;
    bool is_seen; /* for the caller */
};

struct judged {
    struct judged_finding *findings;
    size_t finding_count;
    struct buf told;    /* all that the findings tell, a line each */
    struct buf rows;    /* the accepted rows, a value of each column a line, in their order */
    struct buf csv;     /* the same as a CSV file with a header: normal forms to be read again */
    struct buf rejects; /* the original bytes of the refused records, without the header */
    struct row_counts counts;
    uint64_t rows_given; /* to the row sink */
    uint64_t rejects_given;
    struct submission_key key;
    enum verdict verdict;
    struct buf normalizations; /* column, spelling, code, rows, a line each */
    uint64_t *found, *applied; /* by place in the catalogue */
};

/*
 * Judges files as one LEA's set of one year; judged has room for each, which
 * judged_reset() frees. Fails the test when a file cannot be judged.
 */
void judging_files(const struct judging_world *world, const struct judging_options *options,
    const char *const *paths, size_t count, struct judged *judged);
void judging_file(const struct judging_world *world, const struct judging_options *options,
    const char *path, struct judged *judged);
void judged_reset(struct judged *judged);

#endif
