#ifndef ADA_H
#define ADA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/*
 * Average daily attendance (ADA) and teachers of one LEA and school year, as the
 * ISAD extract reports them, and what the law makes of them. ADA, teachers and
 * printed ratios are hundredths; ADA_NONE stands for no value.
 */

enum { ADA_NONE = -1 };

/* The codes of program_line.csv, in its order. */
enum ada_program {
    ADA_REG, /* everything but independent study, special day classes and necessary small schools */
    ADA_IS_TRAD,
    ADA_IS_CBIS,
    ADA_CONT_TOTAL,
    ADA_CONT_IS,
    ADA_OPP_TOTAL,
    ADA_OPP_IS,
    ADA_SDC,
    ADA_NSS,
    ADA_PROGRAM_COUNT,
};

/* The codes of ada_grade_span.csv, in its order. */
enum ada_span { ADA_SPAN_ALL, ADA_SPAN_K6, ADA_SPAN_712, ADA_SPAN_COUNT };

/* The codes of charter_ratio_election.csv; blank is FIX25. */
enum ada_election { ADA_ELECTION_FIX25, ADA_ELECTION_UNIFIED, ADA_ELECTION_NEG };

/* A row of ISAD. */
struct ada_row {
    unsigned long record, line;
    char school[8]; /* "" on a line of the LEA as a whole */
    enum ada_program program;
    enum ada_span span;
    int64_t p2_ada;
    int64_t age_18_or_less;     /* ADA_NONE when blank, as the next three */
    int64_t pregnant_parenting; /* hundredths */
    int64_t emergency;
    int64_t negotiated_ratio; /* ten-thousandths */
    int64_t teacher_fte;
    bool elects_split;   /* grade_span_split_elected is Y */
    bool declines_split; /* it is N */
    bool has_election;
    enum ada_election election;
};

/*
 * What the law makes of a line: a row of apportionment.csv. claimed = eligible +
 * excess, or the last two are ADA_NONE: not judged, for want of another LEA's figures.
 */
struct ada_line {
    const char *rule; /* by which it is judged: an id of the catalogue */
    char school[8];   /* "" for the LEA as a whole */
    enum ada_program program;
    enum ada_span span;
    int64_t claimed;
    int64_t comparison_ratio; /* rounded; ADA_NONE when there is none, as the next */
    int64_t is_ratio;
    int64_t eligible;
    int64_t excess;
};

const char *ada_program_code(enum ada_program program); /* "IS_TRAD" */
const char *ada_span_code(enum ada_span span);          /* "712" */

/* False, and nothing set, for a text that is no code. */
bool ada_program_find(struct text code, enum ada_program *program);
bool ada_span_find(struct text code, enum ada_span *span);
bool ada_election_find(struct text code, enum ada_election *election);

#endif
