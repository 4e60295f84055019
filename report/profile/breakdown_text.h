#ifndef BREAKDOWN_TEXT_H
#define BREAKDOWN_TEXT_H

#include <stddef.h>

/* What people read about a breakdown, the same in the page and the data dictionary. */
struct breakdown_text {
    const char *breakdown; /* as in the table */
    const char *title;
    const char *about;
};

/* In the order of the page. */
enum { BREAKDOWN_TEXT_COUNT = 11 };
extern const struct breakdown_text breakdown_texts[BREAKDOWN_TEXT_COUNT];

/* NULL for one that is not known. */
const struct breakdown_text *breakdown_text_find(const char *breakdown);

#endif
