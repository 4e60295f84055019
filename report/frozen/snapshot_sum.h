#ifndef SNAPSHOT_SUM_H
#define SNAPSHOT_SUM_H

#include <stddef.h>
#include <stdint.h>

#include "base/submission.h"

struct snapshot_chunk;

/* The sections of a snapshot (docs/snapshots.md), in the order of their names. */
enum snapshot_section {
    SECTION_BASIS,
    SECTION_EARLIER,
    SECTION_ENROLLMENT,
    SECTION_FIGURES,
    SECTION_FILES,
    SECTION_LEA_FIGURES,
    SECTION_LEA_TREND,
    SECTION_PRIOR,
    SECTION_PUPILS,
    SECTION_REFERENCE,
    SECTION_SCHOOLS,
    SECTION_SUBMISSIONS,
    SECTION_TREND,
    SECTION_COUNT,
};

const char *snapshot_section_name(enum snapshot_section section);

/* The list of a snapshot's chunks, of which the checksum is made. Zero it. */
struct snapshot_sum {
    struct snapshot_chunk *chunks; /* section is not borrowed from whoever added it */
    size_t count, room;
    size_t starts[SECTION_COUNT + 1]; /* once finished: where each section begins */
    uint64_t bytes;
};

/* Adds a chunk; -1 when it is of no known section. */
int snapshot_sum_add(struct snapshot_sum *sum, const struct snapshot_chunk *chunk);

/*
 * Puts the chunks into order and makes the checksum. Returns -1 when the places
 * of a section are not 0, 1, 2 ...
 */
int snapshot_sum_finish(struct snapshot_sum *sum, char checksum[SHA256_TEXT_SIZE]);
void snapshot_sum_reset(struct snapshot_sum *sum);

#endif
