#ifndef ENROLLMENT_DATES_H
#define ENROLLMENT_DATES_H

#include <stdbool.h>
#include <stdint.h>

/* Days since 1970-01-01; exit is INT32_MAX while open, before start when the pupil never came. */
struct enrollment_dates {
    int32_t start, exit;
};

static inline bool
enrollment_dates_came(struct enrollment_dates dates)
{
    return dates.exit >= dates.start;
}

/* Days on which both stand, the last days included. A pupil who never came is nowhere. */
static inline bool
enrollment_dates_overlap(struct enrollment_dates a, struct enrollment_dates b)
{
    return enrollment_dates_came(a) && enrollment_dates_came(b) && a.start <= b.exit &&
           b.start <= a.exit;
}

#endif
