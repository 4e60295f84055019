#ifndef AUDIT_CHAIN_H
#define AUDIT_CHAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/submission.h"

struct db;
struct err;

/*
 * The audit: who did what, entry after entry, each with the SHA-256 of the one
 * before it and of the ledger rows that are new since. Entries are added, never
 * changed.
 */

/*
 * Adds an entry, in a transaction of its own: never call it within another, which
 * would keep everybody else waiting. No text may hold a pupil's value.
 */
int audit_chain_add(
    struct db *db, const char *action, const char *subject, const char *details, struct err *err);

/* An entry as it is listed; texts are borrowed. */
struct audit_listed {
    uint64_t id;
    const char *time; /* in UTC, CCYY-MM-DD HH:MM:SS */
    const char *login, *role, *address;
    const char *action, *subject, *details;
    uint64_t submissions; /* how many it speaks of */
    const char *program_version;
    const char *sha256;
};

/* Passes every entry, in order. */
int audit_chain_list(struct db *db,
    int (*entry)(void *ctx, const struct audit_listed *entry, struct err *err), void *ctx,
    struct err *err);

struct audit_head {
    uint64_t entries;
    char sha256[SHA256_TEXT_SIZE]; /* of the last entry; "" without one */
    uint64_t spoken_of;            /* submissions */
    uint64_t in_ledger;
    bool has_known; /* the digest that was asked for is one of an entry */
};

/* known is a digest to look for; "" for none. */
int audit_chain_head(struct db *db, const char *known, struct audit_head *head, struct err *err);

/*
 * Makes every digest again and passes what does not hold, in order: id of the
 * entry, and missing, moved, changed or ledger.
 */
int audit_chain_verify(struct db *db,
    int (*problem)(void *ctx, const char *id, const char *what, struct err *err), void *ctx,
    struct err *err);

#endif
