#include "report/render/number_text.h"

#include "report/profile/profile_text.h"

const char *const profile_columns[PROFILE_COLUMN_COUNT] = {
    "academic_year",
    "aggregate_level",
    "county_code",
    "district_code",
    "school_code",
    "county_name",
    "district_name",
    "school_name",
    "charter",
    "breakdown",
    "category",
    "pupils",
    "fifty_percent_pupils",
    "long_term_pupils",
    "grade12_pupils",
    "diploma_count",
    "diploma_percent",
    "other_completer_count",
};

const struct profile_figure profile_figures[PROFILE_FIGURE_COUNT] = {
    {"pupils", "Pupils",
        "Pupils with independent study at the place in the school year, each counted once."},
    {"fifty_percent_pupils", "Half or more",
        "Of these, pupils whose independent study days are at least half of their expected "
        "attendance days; where attendance does not tell, whose highest agreement says 50 percent "
        "or more of the instruction."},
    {"long_term_pupils", "16 days or more",
        "Of these, pupils with 16 or more days of independent study."},
    {"grade12_pupils", "Grade 12",
        "Pupils who could complete: those of grade 12, and graduates of grades 9 to 11 or of a "
        "grade that is not identified; without those, no graduates, who left for a private school, "
        "another state or country or an institution with a diploma program, who died, or who "
        "transferred to another school of the state. Who transferred and is in no later enrollment "
        "stays in the state's own figure."},
    {"diploma_count", "Diplomas",
        "Of the pupils who could complete, those with a standard high school diploma between 16 "
        "August of the first year and 15 August of the second."},
    {"diploma_percent", "Percent with a diploma",
        "100 x diploma_count / grade12_pupils, one decimal, half up; none without grade12_pupils."},
    {"other_completer_count", "Otherwise",
        "Of the pupils who could complete, those who completed otherwise in the same months: a "
        "certificate of completion, an adult education diploma or an equivalency."},
};

const char profile_unsuppressed_notice[] =
    "UNSUPPRESSED: this holds counts of small groups of pupils. It is for the agency's own "
    "use and must not be published or passed on.";

const char profile_suppressed_notice[] =
    "An asterisk (*) stands for a figure that is not published, so that nobody can learn about a "
    "single pupil: counts of 1 to 10 pupils, counts that leave out 1 to 10, and further figures "
    "from which these could be worked out. It can also stand for 0.";

const char *
profile_left_out(bool is_suppressed)
{
    if (!is_suppressed)
        return "A row without pupils is left out, the state's total apart.";
    return "A row without pupils is left out, the state's total apart; but where a breakdown of a "
           "place has hidden rows, its categories without pupils are rows of * as well.";
}

const char *
profile_level_code(enum profile_level level)
{
    static const char *const codes[LEVEL_COUNT] = {"T", "C", "D", "S"};

    return codes[level];
}

const char *
profile_filter_code(enum profile_filter filter)
{
    static const char *const codes[FILTER_COUNT] = {"All", "N", "Y"};

    return codes[filter];
}

struct cds_parts
profile_cds_parts(const struct profile_place *place)
{
    struct cds_parts parts = {0};

    if (place->level >= LEVEL_COUNTY)
        parts.county = (struct text){place->cds_code, 2};
    if (place->level >= LEVEL_DISTRICT)
        parts.district = (struct text){place->cds_code + 2, 5};
    if (place->level >= LEVEL_SCHOOL)
        parts.school = (struct text){place->cds_code + 7, 7};
    return parts;
}

const char *
profile_place_name(const struct profile_place *place)
{
    const char *names[LEVEL_COUNT] = {
        "California", place->county_name, place->district_name, place->school_name};
    const char *name = names[place->level];

    return name[0] != '\0' ? name : place->cds_code;
}

bool
profile_hides(const struct profile_row *row, enum profile_measure measure)
{
    return (row->hidden >> measure & 1U) != 0;
}

bool
profile_hides_percent(const struct profile_row *row)
{
    return profile_hides(row, MEASURE_GRADE12) || profile_hides(row, MEASURE_DIPLOMA);
}

bool
profile_diploma_tenths(const struct profile_row *row, int64_t *tenths)
{
    if (row->measures[MEASURE_GRADE12] == 0)
        return false;
    *tenths = number_percent_tenths(row->measures[MEASURE_DIPLOMA], row->measures[MEASURE_GRADE12]);
    return true;
}
