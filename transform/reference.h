#ifndef REFERENCE_H
#define REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/submission.h"
#include "base/text.h"

/*
 * The code sets, aliases, valid combinations and county adjacency of
 * transform/reference/, embedded in the program and read once into tables that
 * are looked up without allocation. Immutable after reference_new(), so one
 * serves many judges.
 */
struct err;
struct reference;

struct reference *reference_new(void);
void reference_free(struct reference *reference);

/* SHA-256 over the names and bytes of all embedded files, in the order of their names. */
const char *reference_version(const struct reference *reference);

/* A code as its set spells it. since and until are first calendar years; 0 is open. */
struct code {
    struct text code;
    struct text name;
    int since, until;
};

/* A code set by its name as in layouts.csv ("exit_reason"); NULL if there is none. */
struct code_set;
const struct code_set *reference_code_set(const struct reference *reference, const char *name);

/* Looks up with ASCII case folded. NULL if the set has no such code in any year. */
const struct code *code_set_find(const struct code_set *set, struct text code);
bool code_in_force(const struct code *code, int first_year);

/* Walks every embedded table row by row, header first: for `init`, which stores them. */
int reference_walk(const struct reference *reference,
    int (*row)(void *ctx, const char *table, const struct text *fields, int count, bool is_header,
        struct err *err),
    void *ctx, struct err *err);

#endif
