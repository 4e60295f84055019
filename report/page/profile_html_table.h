#ifndef PROFILE_HTML_TABLE_H
#define PROFILE_HTML_TABLE_H

#include <stddef.h>

#include "base/profile_row.h"

struct out;

/* Tables of the profile's page: one line a row, all with the same columns. */

/* A line: a row of the profile and what it is called on the page. */
struct html_line {
    const struct profile_row *row;
    const char *label;
    const char *page; /* 7 digits that name a page of its own; NULL for none */
    const char *note; /* a word behind the label; NULL */
};

struct html_table {
    const char *id;                /* unique on the page; names the scrolling region */
    const char *caption;           /* of our own words and names of places */
    const char *heading;           /* of the first column */
    const struct profile_row *all; /* the line above the others: whose parts they are */
    const char *all_label;
    const struct html_line *lines;
    size_t count;
    const char *pages; /* what stands before the name of a line's page, and what behind */
    const char *pages_end;
    bool is_parted;  /* a rule stands below the first line, too */
    bool has_groups; /* each breakdown under its title, in one line where all of it is hidden */
    bool has_chart;  /* above it: then its lines need no bars */
};

void html_table_write(struct out *out, const struct html_table *table);

/* With fewer columns and no bars, for what the page has many of; a rule parts breakdowns without
 * titles. */
void html_short_table_write(struct out *out, const struct html_table *table);

/* A count as people read it, "*" where it is hidden. */
void html_figure_write(
    struct out *out, const struct profile_row *row, enum profile_measure measure);

/* What percentage a count is of another, "*" where one of the two is hidden. */
void html_share_write(struct out *out, const struct profile_row *row, enum profile_measure measure,
    const struct profile_row *whole, enum profile_measure whole_measure);

/* The most pupils that a line shows. */
uint32_t html_most_pupils(const struct html_line *lines, size_t count);

#endif
