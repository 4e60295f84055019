#ifndef PROFILE_BUILDER_H
#define PROFILE_BUILDER_H

#include <stddef.h>

#include "base/profile_row.h"

struct pupil;
struct school;

/*
 * Counts pupils into the rows of the profile, one pupil at a time. Pure: no files,
 * no database. Memory grows with the rows of the profile, not with the pupils.
 */
struct profile_builder;

/* categories in file order (reporting_category.csv), borrowed. */
struct profile_builder *profile_builder_new(
    int year, const struct profile_category *categories, size_t category_count);

/*
 * Names, charter flags and EdOps codes of places. All schools, placements and
 * special schools before the first pupil, in any order.
 */
void profile_builder_add_school(struct profile_builder *builder, const struct school *school);

/* Which program placement an EdOps code stands for (program_placement.csv). */
void profile_builder_add_placement(
    struct profile_builder *builder, const char *edops, const char *placement);

/* What a school part that is no school is called: 0000000, 0000001, 0000002 (special_school.csv).
 */
void profile_builder_add_special_school(
    struct profile_builder *builder, const char *code, const char *name);

/* In any order, each pupil once with all its rows. */
void profile_builder_add_pupil(struct profile_builder *builder, const struct pupil *pupil);

/* Sorts the rows. The profile belongs to the builder. */
const struct profile *profile_builder_finish(struct profile_builder *builder);
void profile_builder_free(struct profile_builder *builder);

#endif
