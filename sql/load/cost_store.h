#ifndef COST_STORE_H
#define COST_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/layout.h"
#include "base/submission.h"

struct ada_line;
struct db;
struct err;

/*
 * What the law makes of an LEA's year (migrations 0008 and 0019): the costs of its agreements,
 * what was found when its files were judged together, and its ADA by line. The rows
 * of an LEA and year are replaced together, inside the caller's transaction. The year
 * has its partitions: a submission of it was loaded before.
 */
struct cost_store;

/* What an agreement claims and loses; hundredths of a day. */
struct agreement_cost {
    uint64_t record; /* of the ISAG row */
    int64_t claimed_days;
    int64_t ineligible_days;
};

/* A rule, by the extract whose rows it was found on. */
struct law_count {
    enum extract extract;
    struct rule_count count;
};

/* Deletes what stood. Agreements are kept in memory, about 20 bytes each, until their end. */
int cost_store_begin(
    struct cost_store **store, struct db *db, const char *lea, int year, struct err *err);
int cost_store_add_agreement(
    struct cost_store *store, const struct agreement_cost *cost, struct err *err);
int cost_store_end_agreements(struct cost_store *store, struct err *err);

/* Afterwards, each at most once. Counts in which nothing applied are left out. */
int cost_store_add_counts(
    struct cost_store *store, const struct law_count *counts, size_t count, struct err *err);
int cost_store_add_lines(
    struct cost_store *store, const struct ada_line *lines, size_t count, struct err *err);

/* Ends it, whether all of it was done or not. NULL does nothing. */
void cost_store_free(struct cost_store *store);

/* Deletes what stands of an LEA and year: it no longer holds. */
int cost_store_clear(struct db *db, const char *lea, int year, struct err *err);

#endif
