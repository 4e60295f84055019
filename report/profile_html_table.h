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
};

struct html_table {
    const char *id;                /* unique on the page; names the scrolling region */
    const char *caption;           /* of our own words and names of places */
    const char *heading;           /* of the first column */
    const struct profile_row *all; /* the line above the others: whose parts they are */
    const char *all_label;
    const struct html_line *lines;
    size_t count;
};

void html_table_write(struct out *out, const struct html_table *table);

/* The pupils of each line as columns; the table with the numbers follows it. */
void html_chart_write(
    struct out *out, const char *description, const struct html_line *lines, size_t count);

#endif
