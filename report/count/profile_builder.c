#include <assert.h>

#include "base/memory.h"
#include "base/pupil.h"
#include "base/school.h"

#include "report/count/place_table.h"
#include "report/count/pupil_measure.h"

#include "report/count/profile_builder.h"

struct profile_builder {
    struct profile profile;
    struct place_table *places;
    struct pupil_categories *labels;
    struct completion_window window;

    /* Of the pupil in hand; kept for their memory. */
    struct segment_list segments;
    struct location *locations;
    size_t location_capacity;
};

struct profile_builder *
profile_builder_new(int year, const struct profile_category *categories, size_t category_count)
{
    struct profile_builder *builder = memory_new(sizeof *builder);

    assert(category_count > 0 && category_count <= INT16_MAX);
    builder->profile.year = year;
    builder->profile.categories = categories;
    builder->profile.category_count = category_count;
    builder->places = place_table_new();
    builder->labels = pupil_categories_new(categories, category_count);
    builder->window = completion_window_of(year);
    return builder;
}

void
profile_builder_free(struct profile_builder *builder)
{
    if (builder == NULL)
        return;
    free((struct profile_row *)builder->profile.rows);
    place_table_free(builder->places);
    pupil_categories_free(builder->labels);
    segment_list_free(&builder->segments);
    free(builder->locations);
    free(builder);
}

void
profile_builder_add_school(struct profile_builder *builder, const struct school *school)
{
    place_table_add_school(builder->places, school);
}

void
profile_builder_add_placement(
    struct profile_builder *builder, const char *edops, const char *placement)
{
    pupil_categories_add_placement(builder->labels, edops, placement);
}

void
profile_builder_add_special_school(
    struct profile_builder *builder, const char *code, const char *name)
{
    place_table_add_special_school(builder->places, code, name);
}

static void
locate_enrollments(struct profile_builder *builder, const struct pupil *pupil)
{
    if (pupil->enrollment_count > builder->location_capacity) {
        builder->location_capacity = pupil->enrollment_count * 2;
        builder->locations =
            memory_grow(builder->locations, builder->location_capacity, sizeof *builder->locations);
    }
    for (size_t i = 0; i < pupil->enrollment_count; i++)
        builder->locations[i] = place_table_locate(builder->places, &pupil->enrollments[i].place);
}

static void
add_count(struct profile_builder *builder, struct place *place, enum profile_filter filter,
    const struct pupil_count *count)
{
    if (place->counters[filter] == NULL)
        place->counters[filter] = memory_new_array(
            builder->profile.category_count * MEASURE_COUNT, sizeof *place->counters[filter]);
    for (size_t i = 0; i < count->categories.count; i++) {
        uint32_t *counters =
            place->counters[filter] + (size_t)count->categories.at[i] * MEASURE_COUNT;

        for (int measure = 0; measure < MEASURE_COUNT; measure++)
            counters[measure] += count->measures[measure];
    }
}

/* True when an earlier segment has already taken the pupil to this place. */
static bool
was_visited(const struct segment_list *segments, size_t index, enum profile_level level)
{
    for (size_t i = 0; i < index; i++) {
        if (segments->at[i].location.at[level] == segments->at[index].location.at[level])
            return true;
    }
    return false;
}

static void
count_at_places(
    struct profile_builder *builder, const struct pupil_facts *facts, enum profile_level level)
{
    const struct segment_list *segments = facts->segments;
    struct pupil_count count;

    for (size_t i = 0; i < segments->count; i++) {
        struct place *place = segments->at[i].location.at[level];

        if (place == NULL || was_visited(segments, i, level))
            continue;
        for (enum profile_filter filter = FILTER_ALL; filter < FILTER_COUNT; filter++) {
            if (pupil_measure(facts, builder->labels, place, filter, &count))
                add_count(builder, place, filter, &count);
        }
    }
}

void
profile_builder_add_pupil(struct profile_builder *builder, const struct pupil *pupil)
{
    struct pupil_facts facts = {
        .pupil = pupil, .segments = &builder->segments, .window = builder->window};

    segment_list_fill(&builder->segments, pupil, builder->profile.year, builder->places);
    if (builder->segments.count == 0)
        return;
    for (size_t i = 0; i < builder->segments.count; i++)
        pupil_categories_of_segment(builder->labels, &builder->segments.at[i]);
    locate_enrollments(builder, pupil);
    facts.enrollment_locations = builder->locations;
    pupil_categories_of_pupil(builder->labels, pupil, &facts.categories);
    for (enum profile_level level = LEVEL_STATE; level < LEVEL_COUNT; level++)
        count_at_places(builder, &facts, level);
}

/* The state's total is there even when nobody counts. */
static bool
is_always_shown(const struct profile_row *row)
{
    return row->place->level == LEVEL_STATE && row->filter == FILTER_ALL &&
           strcmp(row->category->breakdown, "total") == 0;
}

/* Writes the rows of one place and filter to rows (NULL: only counts them). */
static size_t
list_rows(const struct profile_builder *builder, const struct place *place,
    enum profile_filter filter, struct profile_row *rows)
{
    const uint32_t *counters = place->counters[filter];
    size_t count = 0;

    for (size_t i = 0; i < builder->profile.category_count; i++) {
        struct profile_row row = {
            .place = &place->shown,
            .filter = filter,
            .category = &builder->profile.categories[i],
        };

        if (counters != NULL)
            memcpy(row.measures, counters + i * MEASURE_COUNT, sizeof row.measures);
        if (row.measures[MEASURE_PUPILS] == 0 && !is_always_shown(&row))
            continue;
        if (rows != NULL)
            rows[count] = row;
        count++;
    }
    return count;
}

static size_t
list_all_rows(const struct profile_builder *builder, struct place *const *places,
    size_t place_count, struct profile_row *rows)
{
    size_t count = 0;

    for (size_t i = 0; i < place_count; i++) {
        for (enum profile_filter filter = FILTER_ALL; filter < FILTER_COUNT; filter++)
            count += list_rows(builder, places[i], filter, rows != NULL ? rows + count : NULL);
    }
    return count;
}

const struct profile *
profile_builder_finish(struct profile_builder *builder)
{
    size_t place_count;
    struct place **places = place_table_sort(builder->places, &place_count);
    struct profile_row *rows;

    free((struct profile_row *)builder->profile.rows);
    builder->profile.row_count = list_all_rows(builder, places, place_count, NULL);
    rows = memory_new_array(builder->profile.row_count, sizeof *rows);
    list_all_rows(builder, places, place_count, rows);
    builder->profile.rows = rows;
    free(places);
    return &builder->profile;
}
