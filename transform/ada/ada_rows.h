#ifndef ADA_ROWS_H
#define ADA_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ada.h"

struct row;

/*
 * The ISAD rows of one LEA and school year, added up line by line as the law takes
 * them. About a hundred bytes a row.
 */
struct ada_rows;

struct ada_rows *ada_rows_new(void);
void ada_rows_free(struct ada_rows *rows);

/* Forgets all rows. */
void ada_rows_clear(struct ada_rows *rows);
void ada_rows_add(struct ada_rows *rows, const struct ada_row *row);

/* An accepted row of the extract as a row of ADA. */
void ada_rows_read(const struct row *row, struct ada_row *ada);

/* Rows added up. */
struct ada_sum {
    bool is_there;              /* at least one row */
    unsigned long record, line; /* of the first of them */
    int64_t p2_ada;
    int64_t age_18_or_less; /* p2_ada of a row where it is blank */
    int64_t pregnant_parenting;
    int64_t emergency;
    int64_t teacher_fte;
    int64_t negotiated_ratio; /* of the first row with one; ADA_NONE for none */
    bool elects_split, declines_split;
    bool has_election;
    enum ada_election election; /* of the first row with one */
};

void ada_sum_add(struct ada_sum *sum, const struct ada_sum *other);

/* A program line: what stands for each grade span. */
struct ada_spans {
    struct ada_sum of[ADA_SPAN_COUNT];
};

/* True when K6 and 712 both stand. */
bool ada_spans_are_apart(const struct ada_spans *spans);

/*
 * The line as one: K6 and 712 together when both stand, else ALL, else the one that
 * stands; *span is what it is to be called.
 */
struct ada_sum ada_spans_whole(const struct ada_spans *spans, enum ada_span *span);

/*
 * The line of the LEA as a whole: its rows without a school. An LEA that has none of
 * a line, and rows of it by school, means the sum of those.
 */
void ada_rows_of_lea(struct ada_rows *rows, enum ada_program program, struct ada_spans *spans);

/* The continuation and opportunity lines of one school. */
struct ada_school {
    char school[8];
    struct ada_spans cont_total, cont_is, opp_total, opp_is;
};

/* Fills the school after *place, which begins as 0, in the order of codes; false at the end. */
bool ada_rows_next_school(struct ada_rows *rows, size_t *place, struct ada_school *school);

#endif
