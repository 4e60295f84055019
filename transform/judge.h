#ifndef JUDGE_H
#define JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/finding.h"
#include "base/record.h"
#include "base/row.h"
#include "base/submission.h"

struct directory;
struct reference;

/*
 * Judges one file: records in, accepted rows, findings and refused records
 * out, and at the end the verdict. Push style: judge_record_sink() takes what
 * ingest gives, judge_finish() closes. Pure: no files, no database, no clock, no
 * locale; the same calls give the same results.
 *
 * Memory: 16 bytes a row with an SSID for keys and 5 MiB for an index to them (of more
 * than 900,000 keys 7 bytes each), the text itself for keys without one, and a fixed part; after
 * judge_finish() the fixed part alone.
 *
 * Findings of a row come in this order: its form, its cells in the order of the layout,
 * whose file it is of, grade, placement and school, the rules on rows in the order of
 * the catalogue, its key. An accepted row holds school_of_attendance as it was given
 * (trimmed, lost zeros restored) whether a school is known by it or not; a grade or
 * placement only if it was identified.
 */
struct judge;

struct judge_options {
    const struct reference *reference; /* required */
    const struct directory *directory; /* NULL: rules that need one are not judged */
    const char *expected_lea;          /* the inbox's 7 digits; NULL when any LEA may come */
    int32_t as_of;                     /* today, days since 1970-01-01 */
    unsigned max_rejected;             /* hundredths of a percent of the rows read: 500 is 5 % */
};

/*
 * A refused record: its bytes, and each rule that refused it has gone to the finding
 * sink before. file_mixes_leas, file_mixes_years and file_mixes_extracts are said once
 * there, at the first record that they refuse, and to mixed at each.
 */
struct reject_sink {
    int (*begin)(void *ctx, const struct file_form *form, struct err *err); /* once, if it comes */
    int (*mixed)(
        void *ctx, const struct record *record, const struct rule_info *rule, struct err *err);
    int (*record)(void *ctx, const struct record *record, struct err *err);
    void *ctx;
};

struct judge_sinks {
    struct row_sink rows;
    struct finding_sink findings;
    struct reject_sink rejects;
};

struct judge *judge_new(const struct judge_options *options, const struct judge_sinks *sinks);
void judge_free(struct judge *judge);

/* The sink to hand to ingest_file(). Valid as long as the judge. */
const struct record_sink *judge_record_sink(struct judge *judge);

/* Whose submission it is, as far as the records so far tell; borrowed. */
const struct submission_key *judge_key(const struct judge *judge);

/*
 * A rule whose answer another stage knows: file_shrinks, file_already_loaded,
 * file_same_submission_twice. detail may be NULL. ERR_BUG when there is no such rule.
 */
int judge_add_file_finding(
    struct judge *judge, const char *rule_id, const char *detail, struct err *err);

/* A rule that could not be judged, or not on every row, and why: "no directory". */
struct not_judged {
    const struct rule_info *rule;
    const char *reason;
};

/* The result; everything in it belongs to the judge. */
struct judgement {
    struct submission_key key;
    enum verdict verdict; /* accepted or refused */
    struct row_counts rows;
    const struct rule_count *counts; /* one a rule of the catalogue, in its order */
    size_t count_count;
    const struct normalization *normalizations; /* ordered by column, spelling, code */
    size_t normalization_count;
    const struct not_judged *not_judged; /* in the order of the catalogue */
    size_t not_judged_count;
};

/*
 * Judges what needs the whole file, then the verdict. A fatal finding added
 * after it (judge_add_file_finding) turns the verdict and withholds the rows:
 * call it again for the new judgement.
 */
int judge_finish(struct judge *judge, struct judgement *judgement, struct err *err);

#endif
