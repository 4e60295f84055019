#ifndef DB_H
#define DB_H

#include <stdbool.h>

struct err;

/*
 * A connection to PostgreSQL. How to connect is libpq's business: conninfo may
 * be NULL, and PGSERVICE, PGHOST ... then say. Messages of the server can quote
 * cell values, so err holds SQLSTATE and our words, never theirs.
 */
struct db;

/* Connects, and sets what the program relies on: search_path, UTC, DateStyle, encoding, terse
 * errors. */
int db_open(struct db **db, const char *conninfo, struct err *err);

/* The same for a session that runs a few statements over and over, each for one LEA. */
int db_open_for_leas(struct db **db, const char *conninfo, struct err *err);

void db_close(struct db *db); /* NULL does nothing */

/* True when the connected role is a superuser: worth a warning. */
bool db_is_superuser(const struct db *db);

#endif
