#ifndef SNAPSHOT_LIST_H
#define SNAPSHOT_LIST_H

#include <stdbool.h>

struct db;
struct err;

/* Writes the snapshots of a year (0: of all) to standard output, as a table or as JSON. */
int snapshot_list_write(struct db *db, int year, bool as_json, struct err *err);

#endif
