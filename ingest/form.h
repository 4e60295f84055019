#ifndef FORM_H
#define FORM_H

#include <stdbool.h>

#include "base/record.h"

/*
 * Tells by the first line how a file is read: in the CALPADS form, where it
 * begins with a record type, or with a header row, and by which delimiter.
 */
struct form_guess {
    bool is_known; /* false: problem and detail say why not */
    bool has_header;
    char delimiter;
    enum extract extract; /* CALPADS form only */
    bool is_ods;          /* likewise */
    enum read_problem_kind problem;
    bool may_be_title; /* nothing is known of the line: what is meant may stand below it */
    char detail[200];
};

/* line is without its line end. */
void form_recognise(struct text line, struct form_guess *guess);

/*
 * Which extract has the most of the column names. EXTRACT_NONE when two have as
 * many, or when fewer than half the required columns are there. *known is the
 * number of names that some extract has.
 */
enum extract form_match_header(const struct text *names, int count, int *known);

/* True for the two columns that the state's ODS extracts add. */
bool form_is_ods_column(struct text name);

#endif
