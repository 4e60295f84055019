#ifndef PROFILE_HTML_PLACES_H
#define PROFILE_HTML_PLACES_H

#include <stddef.h>

#include "base/profile_row.h"

struct html_line;
struct out;
struct place_index;
struct place_rows;
struct profile_page;

/* A chart and a table of the counties. */
void html_counties_write(
    struct out *out, const struct profile_page *page, const struct place_index *index);

/* A part to open for each county, with a table of its districts and one of its categories. */
void html_districts_write(
    struct out *out, const struct profile_page *page, const struct place_index *index);

/* Lines of pages; the caller frees them. */
struct line_list {
    struct html_line *lines;
    size_t count;
};

/* The totals, charter or not, of the places of a level inside a code ("" for the state). */
struct line_list html_list_places(
    const struct place_index *index, enum profile_level level, const char *inside);

/* The categories of a place for all schools, without its total, in the order of the file. */
struct line_list html_list_categories(const struct place_rows *place);

#endif
