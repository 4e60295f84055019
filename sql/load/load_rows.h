#ifndef LOAD_ROWS_H
#define LOAD_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/layout.h"

struct db;
struct err;
struct row;
struct submission_key;

/*
 * The rows of one submission on their way into the packs of its extract
 * (migration 0017), inside the caller's transaction.
 */
struct load_rows;

enum { TABLE_NAME_SIZE = 8, PACK_NAME_SIZE = TABLE_NAME_SIZE + 5 };

/* The view of an extract's rows: its name in lower case. */
void load_rows_table(enum extract extract, char name[TABLE_NAME_SIZE]);

/* True when the view has the column: not the fillers, not what the key or the program tells. */
bool load_rows_has_column(const struct column *column);

/* Starts the COPY. id is the submission's. */
int load_rows_begin(struct load_rows **rows, struct db *db, const struct submission_key *key,
    int64_t id, struct err *err);
int load_rows_add(struct load_rows *rows, const struct row *row, struct err *err);

/*
 * Ends the COPY and frees rows; *count is how many the packs have that the table
 * took, which checks of each that it has them.
 */
int load_rows_end(struct load_rows *rows, uint64_t *count, struct err *err);

/* NULL does nothing. */
void load_rows_abandon(struct load_rows *rows);

/* Deletes the rows that stand under the key. */
int load_rows_clear(struct db *db, const struct submission_key *key, struct err *err);

#endif
