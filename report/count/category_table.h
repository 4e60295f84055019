#ifndef CATEGORY_TABLE_H
#define CATEGORY_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/profile_row.h"

/*
 * Where each category stands in reporting_category.csv, so that a pupil's code
 * becomes an index without a search through the list.
 */
enum breakdown {
    BREAKDOWN_TOTAL,
    BREAKDOWN_RACE,
    BREAKDOWN_GENDER,
    BREAKDOWN_PUPIL_GROUP,
    BREAKDOWN_GRADE,
    BREAKDOWN_GRADE_SPAN,
    BREAKDOWN_PLACEMENT,
    BREAKDOWN_MODALITY,
    BREAKDOWN_DURATION,
    BREAKDOWN_EXTENT,
    BREAKDOWN_SCHOOL_TYPE,
    BREAKDOWN_COUNT,
};

enum { CATEGORY_NONE = -1 };

struct category_table;

/* categories is borrowed. Those of an unknown breakdown are never found. */
struct category_table *category_table_new(const struct profile_category *categories, size_t count);
void category_table_free(struct category_table *table);

/* The index of the category with exactly this code; CATEGORY_NONE if there is none. */
int16_t category_table_find(
    const struct category_table *table, enum breakdown breakdown, const char *code);

/*
 * The index of the category prefix + code; of fallback when there is none or
 * code is "": grade "09" is G09, grade "AD" is GUN.
 */
int16_t category_table_find_or(const struct category_table *table, enum breakdown breakdown,
    char prefix, const char *code, const char *fallback);

/* The name of a breakdown as reporting_category.csv spells it. */
const char *breakdown_name(enum breakdown breakdown);

#endif
