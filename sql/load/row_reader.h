#ifndef ROW_READER_H
#define ROW_READER_H

#include "base/row.h"
#include "base/submission.h"

struct db;
struct err;

/*
 * Passes the rows that stand under a key, in the order of their records, as the
 * judge of their file gave them: the same values, codes and numbers in the normal
 * form. What the tables do not keep is blank: transaction type and fillers. Memory
 * does not grow with the rows. Inside the caller's transaction, on whose connection
 * the sink can do nothing else.
 */
int row_reader_pass(
    struct db *db, const struct submission_key *key, const struct row_sink *sink, struct err *err);

#endif
