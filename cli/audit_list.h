#ifndef AUDIT_LIST_H
#define AUDIT_LIST_H

#include <stdbool.h>

struct db;
struct err;

/* Writes the entries of the audit to standard output, as a table for people or as JSON. */
int audit_list_write(struct db *db, bool as_json, struct err *err);

#endif
