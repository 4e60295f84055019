#ifndef ENROLLMENT_KEYS_H
#define ENROLLMENT_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "transform/crowded_days.h"
#include "transform/key_table.h"

/*
 * The enrollments of one file, 16 bytes each and an index to them: which keys are taken, which
 * enrollments of a pupil at a school overlap, and which go on after the pupil
 * graduated. Exact. Zero-initialise it with enrollment_keys_init().
 */
struct enrollment {
    int64_t ssid;
    uint32_t school; /* below 2^27: a number that stands for the school code */
    int32_t start;
    int32_t exit;       /* INT32_MAX while open; before start: the pupil never came */
    bool is_primary;    /* enrolled_is_primary() */
    bool is_graduation; /* leaves with a diploma on the exit date */
    uint64_t record;
};

struct enrollment_keys {
    int32_t base; /* the day that 16-bit dates count from */
    struct key_table enrollments;
    struct crowded_days crowded;        /* of a pupil with very many at a school */
    struct key_table graduations;       /* by SSID; of several the earliest day */
    struct enrollment_dates *odd_dates; /* those that do not fit 16 bits: rare */
    size_t odd_count, odd_capacity;
};

enum enrollment_answer {
    ENROLLMENT_ADDED,
    ENROLLMENT_AFTER_DIPLOMA, /* added; it ends after a graduation that came before it */
    ENROLLMENT_DUPLICATE,     /* not added: the key is taken */
    ENROLLMENT_OVERLAPS,      /* not added */
};

/* Dates within 89 years of the year's start take no room of their own. */
void enrollment_keys_init(struct enrollment_keys *keys, int first_year);
void enrollment_keys_reset(struct enrollment_keys *keys);

/* Begins to fetch what enrollment_keys_add() will look at. */
void enrollment_keys_prefetch(const struct enrollment_keys *keys, int64_t ssid, uint32_t school);

/* *other is the record that stands in the way; 0 when it is not known. */
enum enrollment_answer enrollment_keys_add(
    struct enrollment_keys *keys, const struct enrollment *enrollment, uint64_t *other);

/*
 * The records, in the order in which they were added, of primary enrollments that end after a
 * graduation and were not answered with ENROLLMENT_AFTER_DIPLOMA. Each is told once. The array is
 * the caller's to free.
 */
size_t enrollment_keys_after_diploma(struct enrollment_keys *keys, uint32_t **records);

#endif
