#ifndef SUPPORT_H
#define SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/school.h"
#include "base/submission.h"
#include "sql/db.h"
#include "sql/load/load.h"

/*
 * What the database tests have in common: a fresh schema on the server that
 * PGHOST names, a small invented directory, and submissions written as text.
 * Every failure here fails the test.
 */

/* Fails the test with the text of err unless rc is 0. */
void must(int rc, const struct err *err);

/* A connection; as another role than PGUSER unless role is NULL. */
struct db *support_open(const char *role);

/* The first value of a query as text, "" for NULL or no row. Good until the next call but three. */
const char *support_value(struct db *db, const char *sql);
void support_run(struct db *db, const char *sql);

/* The SQLSTATE that a statement ends with, "00000" for success. Nothing of it stays. */
const char *support_sqlstate(struct db *db, const char *sql);

/* Drops the schema, makes it anew, and stores reference data, three rules and the directory. */
struct db *support_fresh(void);

/* The names of what the fresh schema rests on. */
extern const struct basis support_basis;

/* Stores the reference data of support_fresh(). */
void support_store_reference(struct db *db);

/* Stores this directory instead. */
void support_store_directory(
    struct db *db, const struct school *schools, size_t count, const char *version);

/* The directory of support_fresh(). */
extern const struct school support_schools[];
extern const size_t support_school_count;

/*
 * Adds a row of cells "column=value" with blanks between columns; values are in
 * the spelling of the extracts, "_" for a blank inside a value. A value that
 * begins with ? is one that was not identified.
 */
int support_add_row(struct load *load, enum extract extract, unsigned long number,
    const char *cells, struct err *err);

struct submission_key support_key(const char *lea, enum extract extract, int year);

/* An accepted submission of so many rows. */
struct submission support_submission(const struct submission_key *key, uint64_t rows);

/* Loads rows, ended by NULL, as the current submission of key. */
void support_load(struct db *db, struct submission_key key, const char *const *rows);

/* Three rows of SENR for support_load(). */
extern const char *const support_rows[];

/* What stands: how many SENR rows, parts of them and current submissions; the verdicts so far. */
const char *support_standing(struct db *db);

#endif
