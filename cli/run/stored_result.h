#ifndef STORED_RESULT_H
#define STORED_RESULT_H

#include "base/submission.h"

#include "cli/pipeline/pipeline.h"

struct findings_csv;
struct json_in;
struct tally;

/*
 * The result that a folder holds of one submission, read back from what the program
 * itself wrote there, as far as the file was judged by itself: what the law found on
 * its rows is left out, because it changes with the other files.
 */
struct stored_result {
    struct outcome outcome; /* without header and field_of_column */
    struct tally *tally;
    struct basis basis;
    char set[SHA256_TEXT_SIZE]; /* what the law was asked about; "" when it was not */
    unsigned max_rejected;      /* hundredths of a percent */

    /* Owned by the above. */
    struct json_in *json;
    int16_t *columns;
    struct rule_count *counts;
    struct not_judged *not_judged;
    struct normalization *normalizations;
};

/*
 * Reads dir/summary.json. NULL when there is none, or none of one file that can be
 * read. Values are masked unless they were and shall be shown.
 */
struct stored_result *stored_result_read(const char *dir, bool show_values);
void stored_result_free(struct stored_result *stored); /* NULL does nothing */

/*
 * Adds the lines of dir/findings.csv, as they are but for the law's. Values are masked
 * unless they were and shall be shown. A file that is not there has no lines.
 */
int stored_result_copy_findings(const char *dir, struct findings_csv *findings, struct err *err);

#endif
