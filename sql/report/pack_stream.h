#ifndef PACK_STREAM_H
#define PACK_STREAM_H

#include <libpq-fe.h>

struct db;
struct err;

/* Statements about packs: several run at once, each on a connection of its own, and their rows are
 * taken as they come. */
struct pack_query {
    const char *sql; /* $1 is the school year; a constant */

    /* A result of one row, in binary form. */
    int (*take)(void *ctx, const PGresult *row, struct err *err);
    void *ctx;
};

/*
 * Runs the queries of connection i, queries[i], one after the other; a list ends with
 * one without sql. Returns when all of them have. After a failure each connection is
 * as it was before, or lost.
 */
int pack_stream_run(struct db *const *dbs, const struct pack_query *const *queries, int count,
    const char *school_year, struct err *err);

#endif
