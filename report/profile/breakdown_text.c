#include "report/profile/breakdown_text.h"

const struct breakdown_text breakdown_texts[BREAKDOWN_TEXT_COUNT] = {
    {"total", "All pupils", "Every pupil with independent study, each counted once."},
    {"grade", "Grade", "The grade at the school where the pupil did the most independent study."},
    {"grade_span", "Grade span", "Grades in the spans of the attendance accounts."},
    {"race", "Race and ethnicity", "As last reported for the pupil in the school year."},
    {"gender", "Gender", "As last reported for the pupil in the school year."},
    {"pupil_group", "Pupil groups",
        "A pupil can belong to several groups or to none, so these do not add up to all pupils."},
    {"program_placement", "Program placement",
        "The program in which the pupil was placed, at the school with the most independent "
        "study."},
    {"modality", "Modality",
        "Traditional independent study goes by written assignments, course-based independent "
        "study by whole courses."},
    {"duration", "Duration",
        "Days of independent study of the pupil in the school year, at all schools of the place "
        "together."},
    {"extent", "Extent",
        "Full-time means independent study on every day that the pupil was expected."},
    {"school_type", "School type",
        "The educational option of the school where the pupil did the most independent study."},
};

const struct breakdown_text *
breakdown_text_find(const char *breakdown)
{
    for (int i = 0; i < BREAKDOWN_TEXT_COUNT; i++) {
        if (strcmp(breakdown_texts[i].breakdown, breakdown) == 0)
            return &breakdown_texts[i];
    }
    return NULL;
}
