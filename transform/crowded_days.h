#ifndef CROWDED_DAYS_H
#define CROWDED_DAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "transform/enrollment_dates.h"

/*
 * The enrollments of pupils who have very many at one school, in order of their days: one that
 * stands in the way is found without a look at each. Zero-initialise it ({0}), free it with
 * crowded_days_reset().
 */
struct crowded_days {
    void *by_start; /* trees of <search.h>, of the same enrollments */
    void *by_days;  /* those on which the pupil came: no two of a group have a day in common */
};

/*
 * The enrollment of the group that starts on that day, or one that has a day in common with dates;
 * false when there is none. group tells pupil and school; *record is the one that was added.
 */
bool crowded_days_find_start(
    const struct crowded_days *days, uint64_t group, int32_t start, uint32_t *record);
bool crowded_days_find_overlap(const struct crowded_days *days, uint64_t group,
    struct enrollment_dates dates, uint32_t *record);

/* Only what neither search finds may be added. */
void crowded_days_add(
    struct crowded_days *days, uint64_t group, struct enrollment_dates dates, uint32_t record);

void crowded_days_reset(struct crowded_days *days);

#endif
