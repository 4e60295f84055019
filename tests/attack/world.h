#ifndef WORLD_H
#define WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "attack/release.h"

/*
 * All places and charter filters of some releases (blocks), and what of them lies
 * in what (families): a place and the places in it under one filter, or a place
 * for all schools and for either kind.
 */
struct block {
    char place[PLACE_KEY_SIZE];
    uint32_t families[4]; /* that it has a part in, the whole of them or one in it */
    int family_count;
};

struct family {
    uint32_t whole;
    uint32_t first_part, part_count; /* in world.parts */
    bool is_of_places;
};

struct world {
    struct category_list categories;
    struct block *blocks; /* sorted by place */
    uint32_t block_count;
    struct family *families;
    uint32_t family_count;
    uint32_t *parts;
};

static inline int
block_level(const struct block *block)
{
    return block->place[0] - '0';
}

/* world->categories is filled already. */
void world_build(struct world *world, const struct release *const *releases, size_t count);
void world_free(struct world *world);

/* A release laid out by block, category and figure; a row that is not there counts nobody. */
struct sheet {
    int32_t *figures;
    bool *is_there;   /* by block and category */
    uint8_t *percent; /* by block and category */
};

void sheet_fill(struct sheet *sheet, const struct world *world, const struct release *release);
void sheet_free(struct sheet *sheet);

static inline size_t
world_row(const struct world *world, uint32_t block, int category)
{
    return (size_t)block * (size_t)world->categories.count + (size_t)category;
}

#endif
