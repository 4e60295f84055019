#ifndef PUPIL_MEASURE_H
#define PUPIL_MEASURE_H

#include <stdbool.h>

#include "base/profile_row.h"

#include "report/count/completion.h"
#include "report/count/pupil_categories.h"
#include "report/count/segment.h"

/* What is known of one pupil, whatever the place. */
struct pupil_facts {
    const struct pupil *pupil;
    const struct segment_list *segments;
    const struct location *enrollment_locations;
    struct category_set categories; /* of the pupil: total, race, gender, groups */
    struct completion_window window;
};

/* How the pupil counts in one place and filter. */
struct pupil_count {
    bool measures[MEASURE_COUNT];
    struct category_set categories;
};

/*
 * Measures the pupil over its segments inside the place and filter: a pupil at a
 * level. False when it has none there; count is then not set.
 */
bool pupil_measure(const struct pupil_facts *facts, const struct pupil_categories *labels,
    const struct place *place, enum profile_filter filter, struct pupil_count *count);

#endif
