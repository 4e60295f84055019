#ifndef RUN_KNOWN_H
#define RUN_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/submission.h"

struct basis;
struct db;
struct err;

/*
 * What stood when a run began, read at once: most of an inbox is, on most nights,
 * what was loaded long ago. Immutable once made, so that one serves many workers
 * after fork().
 */
struct run_known;

/* A file that stands, judged on the same basis, and of which nobody has written since. */
struct known_file {
    struct submission_key key;
    struct row_counts rows;
    char sha256[SHA256_TEXT_SIZE];
};

/* Free with run_known_free(). */
int run_known_read(
    struct run_known **known, struct db *db, const struct basis *basis, struct err *err);
void run_known_free(struct run_known *known); /* NULL does nothing */

/* The file of a stamp (cli/run/inbox.h); NULL when it has to be read. "" is no stamp. */
const struct known_file *run_known_find(const struct run_known *known, const char *stamp);

/* An LEA's year of which the law was asked about exactly what stands. */
struct known_year {
    char lea[8];
    int year;
    bool stands[EXTRACT_COUNT];
    char set[SHA256_TEXT_SIZE]; /* the digest of what stands (cli/pipeline/set_digest.h) */
};

/* How many years stand that were changed and not judged together since; known may be NULL. */
size_t run_known_count_due(const struct run_known *known);

/* One of them, by LEA and year. */
const struct known_year *run_known_get_due(const struct run_known *known, size_t index);

/* NULL when the law has to be asked. */
const struct known_year *run_known_find_year(
    const struct run_known *known, const char *lea, int year);

#endif
