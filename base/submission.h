#ifndef SUBMISSION_H
#define SUBMISSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/layout.h"

/* What one submission is: one extract of one LEA and one school year. */
struct submission_key {
    char lea[8];          /* 7 digits; "" when the file does not tell */
    enum extract extract; /* EXTRACT_NONE when the file does not tell */
    int year;             /* first calendar year of the school year; 0 when not told */
};

enum verdict { VERDICT_ACCEPTED, VERDICT_REFUSED, VERDICT_WITHDRAWN };

/* The law of the ledger: read = loaded + rejected + withheld. */
struct row_counts {
    uint64_t read;
    uint64_t loaded;
    uint64_t rejected; /* rows refused by an error */
    uint64_t withheld; /* the good rows of a refused file */
};

enum { SHA256_TEXT_SIZE = 65 }; /* 64 hexadecimal digits and the NUL */

/* What a verdict rests on besides the bytes: when one changes, a file is judged anew. */
struct basis {
    char rule_set[SHA256_TEXT_SIZE];
    char reference[SHA256_TEXT_SIZE];
    char directory[SHA256_TEXT_SIZE]; /* "" without a directory */
};

bool basis_is_same(const struct basis *a, const struct basis *b);

/* A row of the ledger. */
struct submission {
    struct submission_key key;
    const char *file_name;         /* without its folder */
    char sha256[SHA256_TEXT_SIZE]; /* of the expanded bytes */
    uint64_t bytes;                /* expanded */
    struct row_counts rows;
    enum verdict verdict;
    struct basis basis;
    const char *stamp; /* as which file it was seen; NULL or "" when that is not told */
};

/* How often a rule was found, and in how many rows it was looked for. */
struct rule_count {
    int rule; /* place in the catalogue */
    uint64_t found;
    uint64_t applied;
    int64_t ineligible_days; /* what the findings cost, one by one; hundredths of a day */
};

/* A spelling that normalisation changed, and what it became. */
struct normalization {
    const char *column;
    const char *spelling; /* trimmed, as submitted */
    const char *code;
    uint64_t rows;
};

/* "2023-2024" for 2023. */
void school_year_format(int first_year, char text[10]);

/* True when every row that was read is accounted for. */
bool row_counts_hold(const struct row_counts *rows);

/* The share of rows that were refused, in hundredths of a percent, rounded up; 0 of none. */
unsigned row_counts_rejected_share(const struct row_counts *rows);

const char *verdict_name(enum verdict verdict); /* "accepted", "refused", "withdrawn" */

#endif
