#ifndef ENROLLMENT_H
#define ENROLLMENT_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct err;

/* Pupils enrolled on one day: of the state, and of the schools of a district by charter flag. */
struct enrollment_count {
    char district[8]; /* county and district code; "" for the state */
    bool is_charter;
    uint64_t pupils;
};

/* Passes them by district; the state comes first. Inside the open moment, if there is one. */
int enrollment_walk(struct db *db, int year, int32_t day,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err);

#endif
