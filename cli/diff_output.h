#ifndef DIFF_OUTPUT_H
#define DIFF_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct err;

/*
 * Writes what differs between two snapshots to standard output, as CSV or JSON
 * (docs/snapshots.md). Every count is shown.
 */
int diff_output_write(struct db *db, int64_t old_id, int64_t new_id, bool as_json, struct err *err);

#endif
