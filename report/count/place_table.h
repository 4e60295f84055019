#ifndef PLACE_TABLE_H
#define PLACE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/profile_row.h"

struct pupil_place;
struct school;

/* The places of the profile: the state, and what the directory and the rows speak of. */
struct place_table;

struct place {
    struct profile_place shown; /* names once sorted */
    struct place *parent;       /* one level up; NULL for the state */
    char *name;                 /* NULL as long as the directory does not tell */
    char named_by[15];          /* the lowest CDS code that told the name */
    bool is_charter;
    char edops[9];                    /* of a school; "" for none */
    uint32_t *counters[FILTER_COUNT]; /* of whoever counts; NULL at first, freed with the table */
};

/* A row's place at each level; at[LEVEL_SCHOOL] is NULL without a school. */
struct location {
    struct place *at[LEVEL_COUNT];
    bool is_charter;
};

struct place_table *place_table_new(void);
void place_table_free(struct place_table *table);

/* Adds the school with its district and county, or fills in what rows have already added. */
void place_table_add_school(struct place_table *table, const struct school *school);
void place_table_add_special_school(struct place_table *table, const char *code, const char *name);

/* Where a row counts. Places that are new are added, without names. */
struct location place_table_locate(struct place_table *table, const struct pupil_place *place);

/* True when a row that lies there counts in a row of the profile. */
bool location_is_inside(
    const struct location *location, const struct place *place, enum profile_filter filter);

/*
 * Gives all places their names and lists them in the order of the profile. The
 * list is the caller's to free; the places stay the table's.
 */
struct place **place_table_sort(struct place_table *table, size_t *count);

#endif
