#ifndef REFERENCE_H
#define REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
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

/* SHA-256 over the names and bytes of all embedded tables, in the order of their names. */
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

/* The codes of a set in the order of its file. */
size_t code_set_size(const struct code_set *set);
const struct code *code_set_at(const struct code_set *set, size_t place);

/*
 * Other spellings of grade levels and program placements (grade_alias,
 * program_placement_alias). A spelling is found in the form of spelling_fold().
 */
struct alias_set;

enum alias_kind { ALIAS_GRADE, ALIAS_PLACEMENT, ALIAS_KIND_COUNT };

const struct alias_set *reference_aliases(const struct reference *reference, enum alias_kind kind);
const struct code *alias_set_find(const struct alias_set *aliases, struct text folded);
size_t alias_set_size(const struct alias_set *aliases);
struct text alias_set_spelling(const struct alias_set *aliases, size_t place);
const struct code *alias_set_code(const struct alias_set *aliases, size_t place);

/* Which codes of two sets go together, by school year (the valid_* tables). */
enum pair_kind { PAIR_EXIT_GRADE, PAIR_COMPLETION_GRADE, PAIR_EXIT_COMPLETION, PAIR_KIND_COUNT };

/* left and right are codes of the two sets that the table names, in its order. */
bool reference_pair_is_valid(const struct reference *reference, enum pair_kind kind,
    const struct code *left, const struct code *right, int first_year);

/* The grade level that combinations are looked up with: KN for TK, else the same. */
const struct code *reference_grade_of_pairs(
    const struct reference *reference, const struct code *grade);

/* True for a completion status whose outcome is "graduate". */
bool reference_is_graduate(const struct reference *reference, const struct code *completion);

/* Walks every embedded table row by row, header first: for `init`, which stores them. */
int reference_walk(const struct reference *reference,
    int (*row)(void *ctx, const char *table, const struct text *fields, int count, bool is_header,
        struct err *err),
    void *ctx, struct err *err);

#endif
