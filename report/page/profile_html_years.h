#ifndef PROFILE_HTML_YEARS_H
#define PROFILE_HTML_YEARS_H

#include <stdbool.h>
#include <stddef.h>

struct out;
struct profile_page;
struct profile_row;
struct trend_year;

/* True when there is a year before to show. */
bool html_years_are_there(const struct profile_page *page);

/* Years before of any place, at most TREND_YEARS - 1 of them, oldest first. */
struct html_years {
    const struct profile_row *all; /* all pupils of the place in the page's own year */
    int year;                      /* of that */
    const struct trend_year *before;
    size_t count;
    const char *caption; /* of the table */
};

void html_place_years_write(struct out *out, const struct html_years *years);

/* The section of the page that sets the years beside each other, parted where they cannot be. */
void html_years_write(struct out *out, const struct profile_page *page);

#endif
