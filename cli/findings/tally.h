#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/finding.h"

/*
 * What a report lists of the findings of one file: the first of each rule, and
 * wrong values that stand in many rows. Bounded, however many there are.
 */
struct tally;

enum { TALLY_SAMPLES = 50, TALLY_CAUSES = 20 };

struct sample {
    unsigned long line, record;
    int field;
    char *column; /* NULL when none is meant */
    char *value;  /* masked unless values are shown; NULL when there is none */
    char *detail; /* or NULL */
    int64_t ineligible_days, ineligible_ada;
};

/* What all findings of a rule cost, each taken for itself; hundredths, NO_COST when none costs. */
struct tally_cost {
    int64_t days, ada;
};

/* One wrong value of one column, and in how many rows it stands. */
struct cause {
    const struct rule_info *rule;
    const char *column;
    const char *value;  /* as in a sample; NULL when the cell is blank */
    const char *detail; /* of the first: a near code; or NULL */
    unsigned long line; /* the first */
    uint64_t rows;
};

struct tally *tally_new(bool show_values);
void tally_free(struct tally *tally);

void tally_add(struct tally *tally, const struct finding *finding);

/*
 * The same from a result that was kept (cli/run/stored_result.h), before any finding: a
 * sample of a rule, what all its findings cost, a cause, and that more causes were not
 * counted. Copied; values are masked, unless they are already or are to be shown.
 */
void tally_put_sample(struct tally *tally, int rule, const struct sample *sample);
void tally_put_cost(struct tally *tally, int rule, const struct tally_cost *cost);
void tally_put_cause(struct tally *tally, const struct cause *cause);
void tally_put_incomplete(struct tally *tally);

/*
 * Forgets all wrong values but those that tally_causes() gives, as if the result had been kept
 * and put in again: findings may follow.
 */
void tally_keep_listed(struct tally *tally);

/* The first findings of a rule, in the order in which they came. */
const struct sample *tally_samples(const struct tally *tally, int rule, size_t *count);

struct tally_cost tally_cost(const struct tally *tally, int rule);

/*
 * Fills causes with the values above info that stand in most rows, at least two,
 * at most TALLY_CAUSES of them, and returns how many. *is_complete is false when there
 * were more different values than are kept.
 */
size_t tally_causes(
    const struct tally *tally, struct cause causes[TALLY_CAUSES], bool *is_complete);

#endif
