#ifndef PUPIL_CATEGORIES_H
#define PUPIL_CATEGORIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/profile_row.h"

struct pupil;
struct segment;

/* Which categories a pupil and its segments belong to, as indexes into the list of categories. */
struct pupil_categories;

enum { PUPIL_MAX_CATEGORIES = 24 };

/* A pupil's categories in no particular order, none twice. */
struct category_set {
    int16_t at[PUPIL_MAX_CATEGORIES];
    size_t count;
};

struct pupil_categories *pupil_categories_new(
    const struct profile_category *categories, size_t count);
void pupil_categories_free(struct pupil_categories *labels);
void pupil_categories_add_placement(
    struct pupil_categories *labels, const char *edops, const char *placement);

/* Total, race, gender and pupil groups: the same at every place. */
void pupil_categories_of_pupil(
    const struct pupil_categories *labels, const struct pupil *pupil, struct category_set *set);

/* Fills segment->categories. */
void pupil_categories_of_segment(const struct pupil_categories *labels, struct segment *segment);

/* What depends on all segments at a place: modality (bits), duration, extent. */
void pupil_categories_of_extent(const struct pupil_categories *labels, unsigned modalities,
    bool is_long_term, bool is_full_time, struct category_set *set);

/* CATEGORY_NONE is let pass. */
void category_set_add(struct category_set *set, int16_t category);

#endif
