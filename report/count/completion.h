#ifndef COMPLETION_H
#define COMPLETION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/profile_row.h"

struct location;
struct place;
struct pupil;

/* The completion window of a school year: 16 August of the first year to 15 August of the second.
 */
struct completion_window {
    int32_t first, last;
};

struct completion_window completion_window_of(int year);

/* How one pupil takes part in diploma completion at one place and filter. */
struct completion_case {
    const struct pupil *pupil;
    const struct location *locations; /* of its enrollments, in their order */
    struct completion_window window;
    const struct place *place;
    enum profile_filter filter;
    const char *grade; /* of the main segment there; "" when not identified */
};

struct completion_result {
    bool is_in_cohort; /* candidate and not removed: the denominator */
    bool is_graduate;  /* candidate too */
    bool is_other_completer;
};

/* Whether, and how, a pupil who could complete high school has done so in the year. */
struct completion_result completion_judge(const struct completion_case *asked);

#endif
