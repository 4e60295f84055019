#ifndef MATERIALS_H
#define MATERIALS_H

#include "base/submission.h"

struct db;
struct directory;
struct err;
struct reference;

/*
 * What every judgement rests on: reference data, the school directory, and the
 * digests that name them and the rules. Immutable once made, so that one serves
 * many files and, after fork(), many processes.
 */
struct materials {
    struct reference *reference;
    struct directory *directory; /* NULL without one */
    struct basis basis;
};

/* The directory from a file; NULL for none. Free with materials_free() either way. */
int materials_from_file(struct materials *materials, const char *directory, struct err *err);

/* The directory that the database holds, if any. */
int materials_from_database(struct materials *materials, struct db *db, struct err *err);

/*
 * The same in two steps: the first tells all versions, and whether there is a
 * directory; its schools come with the second. ERR_TRY_AGAIN when it was replaced
 * in between.
 */
int materials_begin_from_database(struct materials *materials, struct db *db, struct err *err);
int materials_complete(struct materials *materials, struct db *db, struct err *err);

void materials_free(struct materials *materials);

#endif
