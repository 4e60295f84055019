#include "base/memory.h"

#include "transform/line_map.h"

static void
add_run(struct line_map *map, unsigned long record, unsigned long line)
{
    if (map->count == map->capacity) {
        map->capacity = map->capacity == 0 ? 16 : map->capacity * 2;
        map->runs = memory_grow(map->runs, map->capacity, sizeof *map->runs);
    }
    map->runs[map->count++] = (struct line_run){record, line, 0};
}

void
line_map_add(struct line_map *map, unsigned long record, unsigned long line)
{
    struct line_run *run = map->count > 0 ? &map->runs[map->count - 1] : NULL;
    unsigned long step = line - map->last_line;

    if (run != NULL && record == map->last_record + 1 && run->stride == 0)
        run->stride = step;
    else if (run == NULL || record != map->last_record + 1 || step != run->stride)
        add_run(map, record, line);
    map->last_record = record;
    map->last_line = line;
}

unsigned long
line_map_find(const struct line_map *map, unsigned long record)
{
    size_t low = 0, high = map->count;

    if (record > map->last_record)
        return 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (map->runs[middle].record <= record)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return 0;
    return map->runs[low - 1].line +
           (record - map->runs[low - 1].record) * map->runs[low - 1].stride;
}

void
line_map_reset(struct line_map *map)
{
    free(map->runs);
    *map = (struct line_map){0};
}
