#ifndef COMPARE_PAGE_H
#define COMPARE_PAGE_H

#include <stdbool.h>

struct comparison;
struct out;

/* What compare says to people: what became of the findings, what is new, what is still there. */
struct compare_page {
    struct out *out;
    const struct comparison *comparison;
    bool in_colour;
};

void compare_page_write(const struct compare_page *page);

/* The same for programs: docs/compare-json.md. */
void compare_json_write(
    struct out *out, const struct comparison *comparison, const char *old, const char *new);

#endif
