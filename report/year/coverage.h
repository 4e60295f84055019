#ifndef COVERAGE_H
#define COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/layout.h"

struct school;
struct submission;

/*
 * Which LEAs have submitted which extracts for a school year, beside the year
 * before. Pure: no files, no database.
 */
struct coverage;

/* How an LEA stands, by its submissions of this year and the last. */
enum coverage_standing {
    COVERAGE_COMPLETE, /* every extract stands */
    COVERAGE_PARTIAL,  /* some do */
    COVERAGE_STOPPED,  /* none does, but some did last year */
    COVERAGE_SILENT,   /* none of either year; only LEAs of the directory */
    COVERAGE_STANDING_COUNT,
};

enum { COVERAGE_ABSENT = -1 }; /* no submission stands */

struct coverage_lea {
    char code[8];
    const char *name; /* by the directory; "" when it does not tell */
    bool is_listed;   /* a district or county office of the directory, open in the year */
    bool is_county_office;
    enum coverage_standing standing;
    int64_t rows[EXTRACT_COUNT]; /* loaded; COVERAGE_ABSENT */
    int64_t rows_last_year[EXTRACT_COUNT];
};

struct coverage *coverage_new(int year);
void coverage_free(struct coverage *coverage); /* NULL does nothing */

/* Any order. Submissions of other years than the year and the one before are let pass. */
void coverage_add_school(struct coverage *coverage, const struct school *school);
void coverage_add_submission(struct coverage *coverage, const struct submission *submission);

/* Works out names and standings; nothing is added afterwards. Every LEA, by its code. */
const struct coverage_lea *coverage_finish(struct coverage *coverage, size_t *count);

/* What coverage_finish() gave. */
const struct coverage_lea *coverage_leas(const struct coverage *coverage, size_t *count);

/* The LEA of a code; NULL when there is none. Once finished. */
const struct coverage_lea *coverage_find(const struct coverage *coverage, const char *code);

size_t coverage_count(const struct coverage *coverage, enum coverage_standing standing);

/* "complete", "partial", "stopped", "silent" */
const char *coverage_standing_name(enum coverage_standing standing);

#endif
