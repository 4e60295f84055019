#include "base/memory.h"
#include "base/pupil.h"

#include "report/count/category_table.h"
#include "report/count/pupil_order.h"
#include "report/count/segment.h"

#include "report/count/pupil_categories.h"

enum { SCHOOL_CODE_AT = 7, GROUP_COUNT = 6 };

struct placement {
    char *edops;
    char *code;
};

struct pupil_categories {
    struct category_table *table;
    struct placement *placements;
    size_t placement_count;
    int16_t total;
    int16_t groups[GROUP_COUNT]; /* by bit */
    int16_t modalities[4];       /* by bits */
    int16_t duration[2];         /* [is long-term] */
    int16_t extent[2];           /* [is full-time] */
};

struct pupil_categories *
pupil_categories_new(const struct profile_category *categories, size_t count)
{
    static const char *const groups[GROUP_COUNT] = {"SE", "SD", "SS", "SM", "SF", "SH"};
    static const char *const modalities[4] = {"MUN", "MTRAD", "MCBIS", "MBOTH"};
    struct pupil_categories *labels = memory_new(sizeof *labels);
    struct category_table *table = category_table_new(categories, count);

    labels->table = table;
    labels->total = category_table_find(table, BREAKDOWN_TOTAL, "TA");
    for (int i = 0; i < GROUP_COUNT; i++)
        labels->groups[i] = category_table_find(table, BREAKDOWN_PUPIL_GROUP, groups[i]);
    for (int i = 0; i < 4; i++)
        labels->modalities[i] = category_table_find(table, BREAKDOWN_MODALITY, modalities[i]);
    labels->duration[false] = category_table_find(table, BREAKDOWN_DURATION, "DSHORT");
    labels->duration[true] = category_table_find(table, BREAKDOWN_DURATION, "DLONG");
    labels->extent[false] = category_table_find(table, BREAKDOWN_EXTENT, "XPART");
    labels->extent[true] = category_table_find(table, BREAKDOWN_EXTENT, "XFULL");
    return labels;
}

void
pupil_categories_free(struct pupil_categories *labels)
{
    if (labels == NULL)
        return;
    for (size_t i = 0; i < labels->placement_count; i++) {
        free(labels->placements[i].edops);
        free(labels->placements[i].code);
    }
    free(labels->placements);
    category_table_free(labels->table);
    free(labels);
}

void
pupil_categories_add_placement(
    struct pupil_categories *labels, const char *edops, const char *placement)
{
    labels->placements =
        memory_grow(labels->placements, labels->placement_count + 1, sizeof *labels->placements);
    labels->placements[labels->placement_count++] = (struct placement){
        memory_copy_text(edops, strlen(edops)), memory_copy_text(placement, strlen(placement))};
}

void
category_set_add(struct category_set *set, int16_t category)
{
    if (category != CATEGORY_NONE)
        set->at[set->count++] = category;
}

/* Of the latest SINF row; a pupil without one is asked for in the last enrollment of any status. */
static const char *
gender_of(const struct pupil *pupil)
{
    const struct pupil_enrollment *last = NULL;

    if (pupil->has_sinf)
        return pupil->gender;
    for (size_t i = 0; i < pupil->enrollment_count; i++) {
        if (last == NULL || enrollment_compare(&pupil->enrollments[i], last) > 0)
            last = &pupil->enrollments[i];
    }
    return last != NULL ? last->gender : "";
}

void
pupil_categories_of_pupil(
    const struct pupil_categories *labels, const struct pupil *pupil, struct category_set *set)
{
    const struct category_table *table = labels->table;
    int16_t race = category_table_find(table, BREAKDOWN_RACE, pupil->has_sinf ? pupil->race : "");

    if (race == CATEGORY_NONE)
        race = category_table_find(table, BREAKDOWN_RACE, "RD");
    set->count = 0;
    category_set_add(set, labels->total);
    category_set_add(set, race);
    category_set_add(
        set, category_table_find_or(table, BREAKDOWN_GENDER, 'G', gender_of(pupil), "GZ"));
    for (int i = 0; i < GROUP_COUNT; i++) {
        if ((pupil->groups & (1U << i)) != 0)
            category_set_add(set, labels->groups[i]);
    }
}

static const char *
grade_span_of(const char *grade)
{
    static const struct {
        const char *grades;
        const char *span;
    } spans[] = {
        {"TK KN", "GRTKKN"},
        {"01 02 03", "GR13"},
        {"04 05 06", "GR46"},
        {"07 08", "GR78"},
        {"09 10 11 12", "GR912"},
    };

    for (size_t i = 0; grade[0] != '\0' && i < sizeof spans / sizeof *spans; i++) {
        if (strstr(spans[i].grades, grade) != NULL)
            return spans[i].span;
    }
    return "";
}

/* What the school itself stands for, where no agreement tells the placement. */
static const char *
placement_of_school(const struct pupil_categories *labels, const struct place *school)
{
    const char *code = school->shown.cds_code + SCHOOL_CODE_AT;

    for (size_t i = 0; i < labels->placement_count; i++) {
        if (strcmp(labels->placements[i].edops, school->edops) == 0)
            return labels->placements[i].code;
    }
    if (strcmp(code, "0000000") == 0)
        return "DISTIS";
    return strcmp(code, "0000001") == 0 ? "NPS" : "";
}

void
pupil_categories_of_segment(const struct pupil_categories *labels, struct segment *segment)
{
    const struct category_table *table = labels->table;
    const struct place *school = segment->location.at[LEVEL_SCHOOL];
    const char *placement = segment->placement;

    if (placement[0] == '\0' && school != NULL)
        placement = placement_of_school(labels, school);
    segment->categories[SEGMENT_GRADE] =
        category_table_find_or(table, BREAKDOWN_GRADE, 'G', segment->grade, "GUN");
    segment->categories[SEGMENT_GRADE_SPAN] =
        category_table_find(table, BREAKDOWN_GRADE_SPAN, grade_span_of(segment->grade));
    segment->categories[SEGMENT_PLACEMENT] =
        category_table_find_or(table, BREAKDOWN_PLACEMENT, 'P', placement, "PUN");
    segment->categories[SEGMENT_SCHOOL_TYPE] = category_table_find_or(
        table, BREAKDOWN_SCHOOL_TYPE, 'T', school != NULL ? school->edops : "", "TOTHER");
}

void
pupil_categories_of_extent(const struct pupil_categories *labels, unsigned modalities,
    bool is_long_term, bool is_full_time, struct category_set *set)
{
    category_set_add(set, labels->modalities[modalities]);
    category_set_add(set, labels->duration[is_long_term]);
    category_set_add(set, labels->extent[is_full_time]);
}
