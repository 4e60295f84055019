#ifndef SEGMENT_H
#define SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/intern.h"
#include "report/count/place_table.h"

struct pupil;
struct pupil_agreement;
struct pupil_enrollment;
struct pupil_place;

enum { MODALITY_TRADITIONAL = 1, MODALITY_COURSE_BASED = 2 };

/* The categories that a pupil takes from the main segment. */
enum segment_category {
    SEGMENT_GRADE,
    SEGMENT_GRADE_SPAN,
    SEGMENT_PLACEMENT,
    SEGMENT_SCHOOL_TYPE,
    SEGMENT_CATEGORY_COUNT,
};

/* One pupil at one school with independent study. */
struct segment {
    struct location location;
    const struct pupil_place *place; /* of one of its rows */
    bool is_measured_by_stas;
    bool has_enrollment;
    int64_t is_days;       /* hundredths of a day */
    int64_t expected_days; /* hundredths; 0 unless measured by STAS */
    int32_t is_percent;    /* hundredths of a percent; 0 without ISAG */
    unsigned modalities;   /* bits */
    const char *grade;     /* "" when not identified */
    const char *placement; /* "" without ISAG or not identified there */

    int16_t categories[SEGMENT_CATEGORY_COUNT]; /* of pupil_categories.h; CATEGORY_NONE for none */

    /* What the attributes are drawn from while rows are added. */
    int64_t stas_days;
    int64_t stas_expected;
    int64_t isag_days;
    const struct pupil_enrollment *last_enrollment; /* that counts */
    const struct pupil_agreement *latest_agreement;
    const struct pupil_agreement *largest_agreement;
};

/* Zero it before the first pupil; segment_list_free() in the end. */
struct segment_list {
    struct segment *at;
    size_t count;
    size_t capacity;

    /* While it is filled. */
    struct intern schools; /* the segments' numbers, once there are many */
    struct buf spelling;   /* of the school in hand */
};

/* Replaces the list by the pupil's segments of the school year. */
void segment_list_fill(
    struct segment_list *list, const struct pupil *pupil, int year, struct place_table *places);
void segment_list_free(struct segment_list *list);

/* Negative when a is the main segment rather than b. */
int segment_compare_main(const struct segment *a, const struct segment *b);

#endif
