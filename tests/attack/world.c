#include "base/memory.h"

#include "attack/world.h"

enum { CHARTER_AT = PLACE_KEY_SIZE - 2, CODE_AT = 1 };

static const uint32_t no_block = UINT32_MAX;

static int
compare_blocks(const void *a, const void *b)
{
    return strcmp(((const struct block *)a)->place, ((const struct block *)b)->place);
}

static void
collect_blocks(struct world *world, const struct release *const *releases, size_t count)
{
    size_t capacity = 0, kept = 0, all = 0;

    for (size_t r = 0; r < count; r++) {
        const struct release_row *rows = releases[r]->rows;

        for (size_t i = 0; i < releases[r]->count; i++) {
            if (i > 0 && strcmp(rows[i].place, rows[i - 1].place) == 0)
                continue;
            if (all == capacity) {
                capacity = capacity * 2 + 1024;
                world->blocks = memory_grow(world->blocks, capacity, sizeof *world->blocks);
            }
            world->blocks[all] = (struct block){.family_count = 0};
            memcpy(world->blocks[all++].place, rows[i].place, PLACE_KEY_SIZE);
        }
    }
    qsort(world->blocks, all, sizeof *world->blocks, compare_blocks);
    for (size_t i = 0; i < all; i++) {
        if (kept == 0 || compare_blocks(&world->blocks[kept - 1], &world->blocks[i]) != 0)
            world->blocks[kept++] = world->blocks[i];
    }
    world->block_count = (uint32_t)kept;
}

static uint32_t
find_block(const struct world *world, const char place[PLACE_KEY_SIZE])
{
    struct block wanted;
    const struct block *found;

    memcpy(wanted.place, place, PLACE_KEY_SIZE);
    found =
        bsearch(&wanted, world->blocks, world->block_count, sizeof *world->blocks, compare_blocks);
    return found == NULL ? no_block : (uint32_t)(found - world->blocks);
}

/* The place around it, under the same filter; the place for all schools. */
static uint32_t
find_whole(const struct world *world, uint32_t block, bool is_of_places)
{
    static const size_t code_len[] = {0, 2, 7, 14};
    char place[PLACE_KEY_SIZE];
    int level = block_level(&world->blocks[block]);

    memcpy(place, world->blocks[block].place, PLACE_KEY_SIZE);
    if (!is_of_places) {
        if (place[CHARTER_AT] == '0')
            return no_block;
        place[CHARTER_AT] = '0';
    } else {
        if (level == 0)
            return no_block;
        place[0]--;
        for (size_t i = code_len[level - 1]; i < code_len[3]; i++)
            place[CODE_AT + i] = ' ';
    }
    return find_block(world, place);
}

static void
join(struct world *world, uint32_t block, uint32_t family)
{
    struct block *member = &world->blocks[block];

    member->families[member->family_count++] = family;
}

/* Every block that is the whole of others becomes the head of a family. */
static void
build_families(struct world *world, bool is_of_places)
{
    uint32_t *wholes = memory_new_array(world->block_count, sizeof *wholes);
    uint32_t *family_of = memory_new_array(world->block_count, sizeof *family_of);

    for (uint32_t b = 0; b < world->block_count; b++) {
        wholes[b] = find_whole(world, b, is_of_places);
        if (wholes[b] != no_block && family_of[wholes[b]]++ == 0)
            world->families[world->family_count++] =
                (struct family){.whole = wholes[b], .is_of_places = is_of_places};
    }
    for (uint32_t f = 0; f < world->family_count; f++) {
        struct family *family = &world->families[f];

        if (f > 0)
            family->first_part = family[-1].first_part + family[-1].part_count;
        if (family->is_of_places != is_of_places)
            continue;
        family->part_count = family_of[family->whole];
        family_of[family->whole] = f;
        join(world, family->whole, f);
    }
    uint32_t *filled = memory_new_array(world->family_count, sizeof *filled);
    for (uint32_t b = 0; b < world->block_count; b++) {
        uint32_t f = wholes[b] == no_block ? no_block : family_of[wholes[b]];

        if (f == no_block)
            continue;
        world->parts[world->families[f].first_part + filled[f]++] = b;
        join(world, b, f);
    }
    free(filled);
    free(wholes);
    free(family_of);
}

void
world_build(struct world *world, const struct release *const *releases, size_t count)
{
    collect_blocks(world, releases, count);
    world->families = memory_new_array((size_t)world->block_count * 2, sizeof *world->families);
    world->parts = memory_new_array((size_t)world->block_count * 2, sizeof *world->parts);
    build_families(world, true);
    build_families(world, false);
}

void
world_free(struct world *world)
{
    free(world->blocks);
    free(world->families);
    free(world->parts);
}

void
sheet_fill(struct sheet *sheet, const struct world *world, const struct release *release)
{
    size_t rows = world_row(world, world->block_count, 0);
    uint32_t block = 0;

    sheet->figures = memory_new_array(rows * FIGURE_COUNT, sizeof *sheet->figures);
    sheet->is_there = memory_new_array(rows, sizeof *sheet->is_there);
    sheet->percent = memory_new_array(rows, sizeof *sheet->percent);
    for (size_t i = 0; i < release->count; i++) {
        const struct release_row *row = &release->rows[i];
        size_t at;

        if (i == 0 || strcmp(row->place, row[-1].place) != 0)
            block = find_block(world, row->place);
        at = world_row(world, block, row->category);
        memcpy(&sheet->figures[at * FIGURE_COUNT], row->figures, sizeof row->figures);
        sheet->is_there[at] = true;
        sheet->percent[at] = row->percent;
    }
}

void
sheet_free(struct sheet *sheet)
{
    free(sheet->figures);
    free(sheet->is_there);
    free(sheet->percent);
}
