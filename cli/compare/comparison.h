#ifndef COMPARISON_H
#define COMPARISON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct file_pairs;

/*
 * What became of the findings of an earlier result in a later one. A mended file
 * has other lines, so findings are the same when rule, column and masked value
 * are, in files that belong together: of 12 before and 5 now, 5 persist and 7
 * are fixed. Lines only tell which of those now are the new ones, where the others
 * stand where they stood.
 *
 * Memory: about 64 MiB at most, however many findings there are. Counts are exact
 * up to COMPARISON_CAUSES different values; later ones are taken together by rule
 * and column.
 */
struct comparison;

enum { COMPARISON_CAUSES = 128 * 1024, COMPARISON_SAMPLES = 50 };

struct comparison_counts {
    uint64_t before, now;
    uint64_t fixed, added, persisting; /* before = fixed + persisting; now = added + persisting */
};

/* A rule by its id: it may be one that this program does not know. */
struct comparison_rule {
    const char *id;
    const char *severity;
    struct comparison_counts counts;
    size_t sample_count; /* new findings that are listed */
};

/* The same value of a column, or the same words about a file. */
struct comparison_cause {
    size_t file;        /* place of its pair */
    size_t rule;        /* for comparison_cause_rule() */
    const char *column; /* "" for none, and then value is the message of the first */
    const char *value;  /* "" for none */
    struct comparison_counts counts;
    unsigned long line; /* the first now, or before when there is none now; 0 for none */
    bool is_placed;     /* the lines of the new ones are known */
};

/* A finding that is new, with its line. */
struct comparison_sample {
    size_t cause;
    unsigned long line;
};

/* old and new: findings.csv, or folders that hold one. What was begun is freed after a failure,
 * too. */
int comparison_read(
    struct comparison **comparison, const char *old, const char *new, struct err *err);
void comparison_free(struct comparison *comparison);

const struct file_pairs *comparison_files(const struct comparison *comparison);
struct comparison_counts comparison_total(const struct comparison *comparison);

/* Rules in the order of the catalogue, those that it does not have after them by name. */
size_t comparison_rule_count(const struct comparison *comparison);
const struct comparison_rule *comparison_rule(const struct comparison *comparison, size_t place);

/* Causes in the order in which they came. */
size_t comparison_cause_count(const struct comparison *comparison);
const struct comparison_cause *comparison_cause(const struct comparison *comparison, size_t place);
const struct comparison_rule *comparison_cause_rule(
    const struct comparison *comparison, const struct comparison_cause *cause);

/* New findings whose lines are known, the first COMPARISON_SAMPLES of each rule, as they came. */
size_t comparison_sample_count(const struct comparison *comparison);
const struct comparison_sample *comparison_sample(
    const struct comparison *comparison, size_t place);

#endif
