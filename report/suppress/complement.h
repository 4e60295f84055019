#ifndef COMPLEMENT_H
#define COMPLEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "report/suppress/line_set.h"

/*
 * Complementary suppression: where a line's shown total gives away its hidden
 * parts, or its shown parts a hidden total, one more cell of the line is hidden,
 * line after line until all are in order.
 */
struct complement;

/* Hides a cell: marks it, whatever follows from it in its row, and calls complement_touch(). */
struct cell_hider {
    void (*hide)(void *ctx, uint32_t cell, uint8_t mark);
    void *ctx;
};

struct complement_request {
    const struct cell_grid *grid;
    const struct line_set *sets; /* in the order in which they are gone through */
    size_t set_count;
    unsigned strict; /* a bit a column: hidden parts that are all 0 do not protect themselves */
    struct cell_hider hider;
};

/* Everything in the request is borrowed. */
struct complement *complement_new(const struct complement_request *request);
void complement_free(struct complement *complement);

/* A cell was hidden: the lines through it are to be looked at. */
void complement_touch(struct complement *complement, uint32_t cell);

/* Hides cells until every line is in order. */
void complement_settle(struct complement *complement);

#endif
