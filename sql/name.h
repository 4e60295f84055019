#ifndef NAME_H
#define NAME_H

struct buf;
struct db;
struct err;

/*
 * Adds the name of a table or column, quoted, to a statement: the one place where
 * a text becomes part of one. Names come from the program and from embedded files;
 * quoting keeps a bad one harmless.
 */
int name_add(struct buf *sql, struct db *db, const char *name, struct err *err);

#endif
