#ifndef LAW_H
#define LAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/finding.h"
#include "base/row.h"
#include "base/submission.h"

struct ada_line;
struct directory;

/*
 * Judges one LEA and school year as a whole: the clauses of Education Code
 * 51744-51749.6 on agreements, pupils and policies, over the accepted rows of
 * all its extracts. `check` feeds it the files of one command line, `run` the
 * rows of the files that it loads and, for the others, the current rows of the
 * database: the same rows give the same findings, whatever their origin.
 *
 * Pure, as the judge of a file is. Memory: 16 bytes a row with an SSID, 128 a
 * pupil with independent study, a hundred a row of ISAD, and a fixed part.
 */
struct law;

struct law_options {
    const struct directory *directory; /* NULL: what needs one is not judged */
    struct submission_key key;         /* its extract does not matter */
};

struct law *law_new(const struct law_options *options);
void law_free(struct law *law);

/*
 * Says that the rows of an extract come now, in the order of their record
 * numbers; earlier ones of that extract are forgotten. An extract that was never
 * begun is missing: rules that need it are not judged, and say so.
 */
void law_begin_extract(struct law *law, enum extract extract);
void law_add_row(struct law *law, const struct row *row);

/* Forgets an extract whose file was refused after all. */
void law_drop_extract(struct law *law, enum extract extract);

/* What one agreement claims and loses; hundredths of a day. claimed = ineligible + eligible. */
struct law_agreement {
    unsigned long record; /* of the ISAG row */
    int64_t claimed_days;
    int64_t ineligible_days;
};

/* Where the result goes. Findings name the extract whose row they stand on. */
struct law_sinks {
    int (*finding)(void *ctx, enum extract extract, const struct finding *finding, struct err *err);
    int (*agreement)(void *ctx, const struct law_agreement *agreement, struct err *err);
    /* By school, then the lines of the LEA; NULL for who does not want them. */
    int (*ada_line)(void *ctx, const struct ada_line *line, struct err *err);
    void *ctx;
};

/*
 * A rule that could not be judged on the rows of an extract, and why: "no ISPU file".
 * Where rows that it would be found on are not there, it is said of an extract at hand
 * that it looks at.
 */
struct law_not_judged {
    enum extract extract;
    const struct rule_info *rule;
    const char *reason;
};

/* The result; everything in it belongs to the law. */
struct law_judgement {
    /* Of each extract one a rule of the catalogue, in its order; of other rules than the
     * law's, all 0. */
    const struct rule_count *counts[EXTRACT_COUNT];
    size_t count_count;
    const struct law_not_judged *not_judged; /* by extract, in the order of the catalogue */
    size_t not_judged_count;
    int64_t claimed_days;    /* of all agreements; hundredths */
    int64_t ineligible_days; /* likewise */
};

/*
 * Judges what was fed: findings by extract, record and place in the catalogue,
 * agreements in the order of their records. Of a finding, column is set where one
 * column of the row is to be mended; field is 0 and the value empty, because the law
 * does not know the file. May be called again after more rows.
 */
int law_finish(struct law *law, const struct law_sinks *sinks, struct law_judgement *judgement,
    struct err *err);

#endif
