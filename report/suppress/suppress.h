#ifndef SUPPRESS_H
#define SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/profile_row.h"

struct err;
struct profile_lines;

/*
 * Disclosure avoidance (docs/suppression.md): which cells of a profile may be
 * published, and why the others may not. Pure: no files, no database; the same
 * profile always gets the same mask, unless a signal ends the work (base/interrupt.h).
 */
struct suppression;

/*
 * Hides cells of the profile until an audit of the result finds nothing that can
 * be worked out. earlier, NULL for none, is a release of the same year that is
 * public already: what it shows and still holds counts as known, and what it hides
 * stays hidden. Both are borrowed, and have their rows in the order of the file.
 *
 * Fails with ERR_DATA when the profile cannot be published, with ERR_BUG when
 * its rows contradict each other. Returns NULL then.
 */
struct suppression *suppress_profile(
    const struct profile *profile, const struct profile *earlier, struct err *err);
void suppression_free(struct suppression *suppression);

bool suppression_is_hidden(
    const struct suppression *suppression, size_t row, enum profile_measure measure);

/* Why a cell is hidden: the rule that came first. */
enum suppression_reason {
    REASON_NONE,
    REASON_PRIMARY,           /* a small count, or all but a small count */
    REASON_IN_ROW,            /* what it is counted of is hidden */
    REASON_RACE_NOT_REPORTED, /* another race's cell is hidden */
    REASON_BREAKDOWN,         /* complements a hidden cell of the same place and filter */
    REASON_SAME_FIGURE,       /* stands hidden elsewhere in the same place and filter */
    REASON_PLACES,            /* complements a hidden cell one level up or down */
    REASON_CHARTER,           /* complements a hidden cell of another charter filter */
    REASON_AUDIT,             /* without it the audit could narrow down a hidden cell */
    REASON_EARLIER_RELEASE,   /* an earlier release hid it */
    REASON_COUNT,
};

struct suppression_cause {
    enum suppression_reason reason;
    unsigned step; /* audits made before it was hidden */
};

struct suppression_cause suppression_cause_of(
    const struct suppression *suppression, size_t row, enum profile_measure measure);

/* As the suppression log spells it. */
const char *suppression_reason_name(enum suppression_reason reason);

/* What the mask costs at a level: rows for all schools of places with more than 10 pupils. */
struct suppression_share {
    size_t rows;
    size_t primary; /* rows with 10 pupils or fewer */
    size_t hidden;  /* rows that hide pupils */
};

struct suppression_share suppression_share_of(
    const struct suppression *suppression, enum profile_level level);

unsigned suppression_audit_count(const struct suppression *suppression);

/* The rows and lines that it has worked on; its marks are the mask. Borrowed. */
const struct profile_lines *suppression_lines(const struct suppression *suppression);

#endif
