#ifndef PROFILE_TEXT_H
#define PROFILE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/profile_row.h"
#include "base/text.h"

/* How the values of a profile's row are written, the same in every format. */

/* The columns of the table, in order. */
enum { PROFILE_COLUMN_COUNT = 18 };
extern const char *const profile_columns[PROFILE_COLUMN_COUNT];

/* A column of figures, and what it counts in one sentence. */
struct profile_figure {
    const char *column;
    const char *title; /* as people read it */
    const char *definition;
};

/* In the order of the columns, diploma_percent among them. */
enum { PROFILE_FIGURE_COUNT = MEASURE_COUNT + 1 };
extern const struct profile_figure profile_figures[PROFILE_FIGURE_COUNT];

/* Stands at the head of every file with small counts in it. */
extern const char profile_unsuppressed_notice[];

/* Stands in every file that may be published: what its "*" means. */
extern const char profile_suppressed_notice[];

/* Which rows are not there, in a sentence. */
const char *profile_left_out(bool is_suppressed);

const char *profile_level_code(enum profile_level level);    /* "T", "C", "D", "S" */
const char *profile_filter_code(enum profile_filter filter); /* "All", "N", "Y" */

/* The parts of a place's CDS code: county, district, school; empty below its level. */
struct cds_parts {
    struct text county, district, school;
};

struct cds_parts profile_cds_parts(const struct profile_place *place);

/* What people call a place: its name by the directory, its code where that has none. */
const char *profile_place_name(const struct profile_place *place);

/* Stands for a figure that a published profile hides. */
#define PROFILE_HIDDEN_MARK "*"

bool profile_hides(const struct profile_row *row, enum profile_measure measure);

/* The percentage is hidden where either of its two counts is. */
bool profile_hides_percent(const struct profile_row *row);

/*
 * 100 x diplomas / grade 12 pupils in tenths, half up. False when there is no
 * denominator. Not to be asked where profile_hides_percent().
 */
bool profile_diploma_tenths(const struct profile_row *row, int64_t *tenths);

#endif
