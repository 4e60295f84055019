#ifndef PROFILE_HTML_H
#define PROFILE_HTML_H

#include <stdbool.h>
#include <stddef.h>

struct coverage;
struct lea_trend;
struct out;
struct profile;
struct profile_row;
struct trend;

/* An LEA that has not submitted all that the profile needs. */
struct profile_page_gap {
    const char *lea; /* its code */
    const char *name;
    const char *extracts; /* which it lacks, with commas between */
};

/* The profile as one page, and what a caller may know beside it. */
struct profile_page {
    const struct profile *profile;
    const struct profile_row *last_year; /* all pupils of the state a year before; NULL */
    const struct trend *trend;           /* years before, as they were published; NULL */
    bool has_coverage;
    const struct profile_page_gap *gaps;
    size_t gap_count;
    const struct coverage *coverage;   /* finished; NULL when it is not known who reports */
    const struct lea_trend *lea_trend; /* years before of each LEA, as published; NULL */
    bool has_lea_pages;                /* report/page/lea_pages.h writes them beside this one */
};

/*
 * Writes a self-contained page for people: the headline, the state by every
 * breakdown, completion by group, counties and districts, notes. Hidden figures
 * are "*", and the page tells why; one that shows every count is marked.
 */
void profile_page_write(struct out *out, const struct profile_page *page);

/* The same of a profile alone. */
void profile_html_write(struct out *out, const struct profile *profile);

#endif
