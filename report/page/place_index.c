#include <string.h>

#include "base/memory.h"

#include "report/page/place_index.h"

static size_t
count_places(const struct profile *profile)
{
    size_t count = 0;

    for (size_t i = 0; i < profile->row_count; i++)
        count += i == 0 || profile->rows[i].place != profile->rows[i - 1].place;
    return count;
}

struct place_index
place_index_make(const struct profile *profile)
{
    struct place_index index = {
        .places = memory_new_array(count_places(profile) + 1, sizeof *index.places)};
    size_t count = 0;

    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        if (i == 0 || row->place != row[-1].place)
            index.places[count++] = (struct place_rows){.rows = row};
        index.places[count - 1].count++;
    }
    for (size_t i = 0; i < count; i++)
        index.starts[index.places[i].rows->place->level + 1] = i + 1;
    /* A level without a place begins and ends where the one before it does. */
    for (int level = 1; level <= LEVEL_COUNT; level++) {
        if (index.starts[level] == 0)
            index.starts[level] = index.starts[level - 1];
    }
    return index;
}

void
place_index_reset(struct place_index *index)
{
    free(index->places);
    *index = (struct place_index){0};
}

/* The first place of [from, to) whose code does not come before code, or behind all that begin
 * with it. */
static size_t
find_bound(const struct place_index *index, size_t from, size_t to, const char *code, int behind)
{
    size_t len = strlen(code);

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (strncmp(index->places[middle].rows->place->cds_code, code, len) < behind)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

const struct place_rows *
place_index_inside(
    const struct place_index *index, enum profile_level level, const char *code, size_t *count)
{
    size_t from = index->starts[level], to = index->starts[level + 1];

    from = find_bound(index, from, to, code, 0);
    *count = find_bound(index, from, to, code, 1) - from;
    return index->places + from;
}

const struct profile_row *
place_rows_total(const struct place_rows *place)
{
    const struct profile_row *first = place->rows;

    if (first->filter != FILTER_ALL || strcmp(first->category->breakdown, "total") != 0)
        return NULL;
    return first;
}
