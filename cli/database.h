#ifndef DATABASE_H
#define DATABASE_H

struct db;
struct err;
struct settings;

/* Connects as --db and libpq's own means say, and warns of more rights than are needed. */
int database_open(const struct settings *settings, struct db **db, struct err *err);

/* The same for commands that need the schema: fails with ERR_CONFIG when init has to run first. */
int database_open_ready(const struct settings *settings, struct db **db, struct err *err);

#endif
