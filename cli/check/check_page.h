#ifndef CHECK_PAGE_H
#define CHECK_PAGE_H

#include <stdbool.h>

struct out;
struct summary;

/* What check says to people: the verdict first, then what to do next, then the rules. */
struct check_page {
    struct out *out;
    const struct summary *summary;
    const char *output; /* the folder with the complete lists; NULL for none */
    bool in_colour;
};

void check_page_write(const struct check_page *page);

#endif
