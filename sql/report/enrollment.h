#ifndef ENROLLMENT_H
#define ENROLLMENT_H

#include <stdbool.h>
#include <stdint.h>

struct census;
struct err;
struct place_book;

/* Pupils enrolled on one day: of the state, and of the schools of a district by charter flag. */
struct enrollment_count {
    char district[8]; /* county and district code; "" for the state */
    bool is_charter;
    uint64_t pupils;
};

/* Passes what a census counted, by district; the state comes first. */
int enrollment_walk(const struct census *census, const struct place_book *places,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err);

#endif
