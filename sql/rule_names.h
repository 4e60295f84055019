#ifndef RULE_NAMES_H
#define RULE_NAMES_H

struct db;
struct err;

/*
 * The names of the rules in the database, which the tables of counts hold, by their numbers in the
 * catalogue. Read once a connection: who counts by them has seen that the rule set is his.
 */

/* Reads them, unless that was done. */
int rule_names_ensure(struct db *db, struct err *err);

/* NULL when the database has no rule of that number; after rule_names_ensure(). */
const char *rule_names_find(const struct db *db, int number);

/* Forgets them: the connection is closed, or a new one. */
void rule_names_forget(struct db *db);

#endif
