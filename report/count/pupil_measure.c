#include "report/count/pupil_measure.h"

enum {
    LONG_TERM_DAYS = 1600, /* 16.00 days */
    HALF_PERCENT = 5000,   /* 50.00 % */
    FULL_PERCENT = 10000,
};

/* Sums over a pupil's segments inside a place and filter. Hundredths. */
struct sums {
    const struct segment *main_segment;
    int64_t is_days;
    int64_t measured_days;     /* of those measured by STAS with expected days */
    int64_t measured_expected; /* likewise */
    int32_t highest_percent;
    unsigned modalities;
};

static struct sums
sum_segments(
    const struct segment_list *segments, const struct place *place, enum profile_filter filter)
{
    struct sums sums = {0};

    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *segment = &segments->at[i];

        if (!location_is_inside(&segment->location, place, filter))
            continue;
        if (sums.main_segment == NULL || segment_compare_main(segment, sums.main_segment) < 0)
            sums.main_segment = segment;
        sums.is_days += segment->is_days;
        sums.modalities |= segment->modalities;
        if (segment->is_percent > sums.highest_percent)
            sums.highest_percent = segment->is_percent;
        if (segment->is_measured_by_stas && segment->expected_days > 0) {
            sums.measured_days += segment->is_days;
            sums.measured_expected += segment->expected_days;
        }
    }
    return sums;
}

bool
pupil_measure(const struct pupil_facts *facts, const struct pupil_categories *labels,
    const struct place *place, enum profile_filter filter, struct pupil_count *count)
{
    struct sums sums = sum_segments(facts->segments, place, filter);
    const struct segment *main_segment = sums.main_segment;
    bool is_measured = sums.measured_expected > 0;
    bool is_half, is_full, is_long;

    if (main_segment == NULL)
        return false;
    is_half = is_measured ? 2 * sums.measured_days >= sums.measured_expected
                          : sums.highest_percent >= HALF_PERCENT;
    is_full = is_measured ? sums.measured_days >= sums.measured_expected
                          : sums.highest_percent >= FULL_PERCENT;
    is_long = sums.is_days >= LONG_TERM_DAYS;

    struct completion_case asked = {
        .pupil = facts->pupil,
        .locations = facts->enrollment_locations,
        .window = facts->window,
        .place = place,
        .filter = filter,
        .grade = main_segment->grade,
    };
    struct completion_result completion = completion_judge(&asked);

    count->measures[MEASURE_PUPILS] = true;
    count->measures[MEASURE_FIFTY_PERCENT] = is_half;
    count->measures[MEASURE_LONG_TERM] = is_long;
    count->measures[MEASURE_GRADE12] = completion.is_in_cohort;
    count->measures[MEASURE_DIPLOMA] = completion.is_graduate;
    count->measures[MEASURE_OTHER_COMPLETER] = completion.is_other_completer;
    count->categories = facts->categories;
    for (int i = 0; i < SEGMENT_CATEGORY_COUNT; i++)
        category_set_add(&count->categories, main_segment->categories[i]);
    pupil_categories_of_extent(labels, sums.modalities, is_long, is_full, &count->categories);
    return true;
}
