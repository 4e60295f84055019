#include "base/memory.h"
#include "base/pupil.h"

#include "report/count/pupil_order.h"

#include "report/count/segment.h"

/* Before it STAS tells no completed independent study days. */
enum { FIRST_YEAR_OF_STAS_DAYS = 2021 };

/* Of so many each is looked at. A pupil has one or two; a broken file may have any number. */
enum { FEW_SEGMENTS = 32 };

static bool
is_same_school(const struct pupil_place *a, const struct pupil_place *b)
{
    if (a->is_identified != b->is_identified)
        return false;
    if (a->is_identified)
        return strcmp(a->cds_code, b->cds_code) == 0;
    return strcmp(a->lea, b->lea) == 0 && strcmp(a->raw_code, b->raw_code) == 0;
}

/* One school, one spelling: a CDS code has no space. */
static struct text
spell_school(struct buf *spelling, const struct pupil_place *place)
{
    buf_reset(spelling);
    if (place->is_identified)
        buf_add_text(spelling, place->cds_code);
    else
        buf_printf(spelling, "%s %s", place->lea, place->raw_code);
    return (struct text){spelling->data, spelling->len};
}

static struct segment *
find_among_many(struct segment_list *list, const struct pupil_place *place)
{
    int64_t number;

    for (size_t i = list->schools.count; i < list->count; i++)
        intern_add(&list->schools, spell_school(&list->spelling, list->at[i].place), 0);
    number = intern_find(&list->schools, spell_school(&list->spelling, place));
    return number == INTERN_NONE ? NULL : &list->at[number];
}

static struct segment *
find_segment(struct segment_list *list, const struct pupil_place *place)
{
    if (list->count > FEW_SEGMENTS)
        return find_among_many(list, place);
    for (size_t i = 0; i < list->count; i++) {
        if (is_same_school(list->at[i].place, place))
            return &list->at[i];
    }
    return NULL;
}

static struct segment *
get_segment(struct segment_list *list, const struct pupil_place *place)
{
    struct segment *segment = find_segment(list, place);

    if (segment != NULL)
        return segment;
    if (list->count == list->capacity) {
        list->capacity = list->capacity * 2 + 4;
        list->at = memory_grow(list->at, list->capacity, sizeof *list->at);
    }
    segment = &list->at[list->count++];
    *segment = (struct segment){.place = place, .grade = "", .placement = ""};
    return segment;
}

static void
add_agreement(struct segment *segment, const struct pupil_agreement *agreement)
{
    segment->isag_days += agreement->is_schooldays;
    if (agreement->is_percent > segment->is_percent)
        segment->is_percent = agreement->is_percent;
    segment->modalities |=
        agreement->is_course_based ? MODALITY_COURSE_BASED : MODALITY_TRADITIONAL;
    if (segment->latest_agreement == NULL ||
        agreement_compare_dates(agreement, segment->latest_agreement) > 0)
        segment->latest_agreement = agreement;
    if (segment->largest_agreement == NULL ||
        agreement_compare_days(agreement, segment->largest_agreement) > 0)
        segment->largest_agreement = agreement;
}

static void
add_enrollment(struct segment *segment, const struct pupil_enrollment *enrollment)
{
    segment->has_enrollment = true;
    if (enrollment_counts(enrollment) &&
        (segment->last_enrollment == NULL ||
            enrollment_compare(enrollment, segment->last_enrollment) > 0))
        segment->last_enrollment = enrollment;
}

/* False when the rows make no segment, or when no enrollment there counts. */
static bool
finish(struct segment *segment)
{
    if (segment->has_enrollment && segment->last_enrollment == NULL)
        return false;
    segment->is_measured_by_stas = segment->stas_days > 0;
    segment->is_days = segment->is_measured_by_stas ? segment->stas_days : segment->isag_days;
    segment->expected_days = segment->is_measured_by_stas ? segment->stas_expected : 0;
    if (segment->last_enrollment != NULL)
        segment->grade = segment->last_enrollment->grade;
    else if (segment->latest_agreement != NULL)
        segment->grade = segment->latest_agreement->grade;
    if (segment->largest_agreement != NULL)
        segment->placement = segment->largest_agreement->placement;
    return segment->is_days > 0;
}

void
segment_list_fill(
    struct segment_list *list, const struct pupil *pupil, int year, struct place_table *places)
{
    size_t kept = 0;

    list->count = 0;
    intern_reset(&list->schools);
    for (size_t i = 0; year >= FIRST_YEAR_OF_STAS_DAYS && i < pupil->attendance_count; i++) {
        struct segment *segment = get_segment(list, &pupil->attendance[i].place);

        segment->stas_days += pupil->attendance[i].is_days;
        segment->stas_expected += pupil->attendance[i].expected_days;
    }
    for (size_t i = 0; i < pupil->agreement_count; i++)
        add_agreement(get_segment(list, &pupil->agreements[i].place), &pupil->agreements[i]);
    for (size_t i = 0; i < pupil->enrollment_count; i++) {
        struct segment *segment = find_segment(list, &pupil->enrollments[i].place);

        if (segment != NULL)
            add_enrollment(segment, &pupil->enrollments[i]);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (!finish(&list->at[i]))
            continue;
        list->at[kept] = list->at[i];
        list->at[kept].location = place_table_locate(places, list->at[i].place);
        kept++;
    }
    list->count = kept;
}

void
segment_list_free(struct segment_list *list)
{
    free(list->at);
    intern_reset(&list->schools);
    buf_free(&list->spelling);
    *list = (struct segment_list){0};
}

int
segment_compare_main(const struct segment *a, const struct segment *b)
{
    int order;

    if (a->is_days != b->is_days)
        return a->is_days > b->is_days ? -1 : 1;
    if (a->place->is_identified != b->place->is_identified)
        return a->place->is_identified ? -1 : 1;
    if (a->place->is_identified)
        return strcmp(a->place->cds_code, b->place->cds_code);
    order = strcmp(a->place->lea, b->place->lea);
    return order != 0 ? order : strcmp(a->place->raw_code, b->place->raw_code);
}
