#ifndef CSV_OUT_H
#define CSV_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct out;

/*
 * Writes CSV (RFC 4180): commas, LF, a value in quotes where it holds a comma, a
 * quote or a line break. Set out and zero the rest. Values come in the order of
 * the columns, and csv_out_end_row() after the last one of a row.
 */
struct csv_out {
    struct out *out;
    bool is_inside_row;
};

/* Codes, names of rules, values that are written for programs: as they are. */
void csv_out_text(struct csv_out *csv, struct text text);
void csv_out_string(struct csv_out *csv, const char *text); /* NULL is blank */

/*
 * Free text: what somebody else has written and a spreadsheet might take for a
 * formula. That gets an apostrophe in front.
 */
void csv_out_free_text(struct csv_out *csv, struct text text);
void csv_out_free_string(struct csv_out *csv, const char *text); /* NULL is blank */

/* True for what begins, after blanks, with = + - @ or their wide forms, tab or CR. */
bool csv_out_is_formula(struct text text);

/* Free text as it was before an apostrophe was put in front. */
struct text csv_out_without_apostrophe(struct text text);

void csv_out_blank(struct csv_out *csv);
void csv_out_unsigned(struct csv_out *csv, uint64_t number);

/* number in units of 10^-scale. */
void csv_out_decimal(struct csv_out *csv, int64_t number, int scale);
void csv_out_end_row(struct csv_out *csv);

/* A whole row of names. */
void csv_out_header(struct csv_out *csv, const char *const *names, int count);

#endif
