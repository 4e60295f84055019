#ifndef STATE_SPANS_H
#define STATE_SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct state_row;

/*
 * The days that the enrollments of one pupil cover in each LEA: which LEAs an enrollment overlaps
 * is found without a look at each of theirs. Zero-initialise it, free it with state_spans_reset().
 */
struct state_span {
    int32_t first;
    int32_t last; /* the latest of this one and of those before it in its LEA */
};

/* The spans of an LEA, by their first days. */
struct state_spans_lea {
    uint32_t lea;
    size_t from, to; /* the second is not of it */
};

struct state_spans {
    struct state_span *at;
    struct state_spans_lea *leas; /* in the order of LEAs */
    size_t lea_count, capacity;
};

/* Replaces what there was by these rows, which come in the order of LEAs. */
void state_spans_fill(struct state_spans *spans, const struct state_row *rows, size_t count);

/*
 * The next LEA but the row's own with an enrollment on one of its days, the last days included.
 * *cursor is 0 before the first. False when there is none left.
 */
bool state_spans_next(
    const struct state_spans *spans, const struct state_row *row, size_t *cursor, uint32_t *lea);

void state_spans_reset(struct state_spans *spans);

#endif
