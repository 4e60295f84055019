#ifndef DB_STATE_H
#define DB_STATE_H

#include <libpq-fe.h>
#include <stdbool.h>

struct copy;
struct err;
struct pending;
struct prepared;

/* What is behind a struct db, for the files of this folder alone. */
struct db {
    PGconn *conn;
    char *conninfo;            /* NULL: libpq's own means */
    bool is_superuser;         /* as connected */
    int ready_year;            /* the last school year whose partitions were seen; 0 for none */
    PGresult *rules;           /* NULL until they are asked for (sql/rule_names.h) */
    struct prepared *prepared; /* NULL: statements are run as they come */
    struct pending *pending;   /* statements that were sent and not answered; NULL: none ever */
    struct copy *copy;         /* reference data on their way; NULL when none are */
    int position;              /* of the last row in it */
};

/* Connects anew after the connection was lost, as db_open() did. */
int db_reopen(struct db *db, struct err *err);

#endif
