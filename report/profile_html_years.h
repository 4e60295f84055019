#ifndef PROFILE_HTML_YEARS_H
#define PROFILE_HTML_YEARS_H

#include <stdbool.h>

struct out;
struct profile_page;

/* True when there is a year before to show. */
bool html_years_are_there(const struct profile_page *page);

/* The section of the page that sets the years beside each other, parted where they cannot be. */
void html_years_write(struct out *out, const struct profile_page *page);

#endif
