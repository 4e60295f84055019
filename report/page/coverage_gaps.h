#ifndef COVERAGE_GAPS_H
#define COVERAGE_GAPS_H

#include <stddef.h>

struct coverage;
struct profile_page_gap;

/*
 * The LEAs that lack an extract that the profile needs, by code, as the page
 * lists them. Free it with coverage_gaps_free(); codes and names are borrowed.
 */
struct profile_page_gap *coverage_gaps_list(const struct coverage *coverage, size_t *count);
void coverage_gaps_free(struct profile_page_gap *gaps, size_t count);

#endif
