#ifndef LINE_MAP_H
#define LINE_MAP_H

#include <stddef.h>

/*
 * The line on which each record starts. Runs of records whose lines lie equally far
 * apart take one entry. Zero-initialise it ({0}), free it with line_map_reset().
 */
struct line_run {
    unsigned long record, line; /* of the first record */
    unsigned long stride;       /* from one record to the next */
};

struct line_map {
    struct line_run *runs;
    size_t count;
    size_t capacity;
    unsigned long last_record, last_line;
};

/* Records come in their order, each once. */
void line_map_add(struct line_map *map, unsigned long record, unsigned long line);

/* 0 for a record that was never added. */
unsigned long line_map_find(const struct line_map *map, unsigned long record);

void line_map_reset(struct line_map *map);

#endif
