#ifndef CHECK_STEPS_H
#define CHECK_STEPS_H

#include <stdbool.h>

struct summary;

/* "What to do next": a few steps, those first that clear most rows. */

/* Where the complete lists of findings and refused rows are. */
enum check_lists {
    CHECK_LISTS_NONE,
    CHECK_LISTS_FOLDER, /* in a folder that is named */
    CHECK_LISTS_BESIDE, /* beside the page that is read */
};

struct check_steps {
    const struct summary *summary;
    enum check_lists lists;
    const char *folder;                        /* of CHECK_LISTS_FOLDER */
    void (*step)(void *ctx, const char *text); /* in order */
    void *ctx;
};

void check_steps_list(const struct check_steps *steps);

#endif
