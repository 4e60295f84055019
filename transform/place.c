#include "transform/directory.h"

#include "transform/place.h"

/* Ranks of grades in the order of the directory's own alphabet. */
enum { RANK_PRESCHOOL, RANK_KINDERGARTEN, RANK_FIRST, RANK_ADULT = 14, RANK_POST_SECONDARY };

bool
place_is_open(const struct school *school, int32_t first, int32_t last)
{
    return (school->close_date == DATE_NONE || first <= school->close_date) &&
           (school->open_date == DATE_NONE || last >= school->open_date);
}

static bool
rank_of_span_end(struct text end, int *rank)
{
    end = text_trim(end);
    if (text_equals_fold(end, TEXT("P")))
        *rank = RANK_PRESCHOOL;
    else if (text_equals_fold(end, TEXT("K")))
        *rank = RANK_KINDERGARTEN;
    else if (text_equals_fold(end, TEXT("Adult")))
        *rank = RANK_ADULT;
    else if (text_equals_fold(end, TEXT("Post Secondary")))
        *rank = RANK_POST_SECONDARY;
    else if (text_is_digits(end) && end.len <= 2) {
        int grade = end.at[0] - '0';

        if (end.len == 2)
            grade = grade * 10 + (end.at[1] - '0');
        if (grade < 1 || grade > 12)
            return false;
        *rank = RANK_FIRST + grade - 1;
    } else {
        return false;
    }
    return true;
}

bool
place_parse_span(const char *grades, int *low, int *high)
{
    const char *dash = strchr(grades, '-');
    struct text first = text_of(grades);

    if (dash == NULL) {
        if (!rank_of_span_end(first, low))
            return false;
        *high = *low;
        return true;
    }
    first.len = (size_t)(dash - grades);
    return rank_of_span_end(first, low) && rank_of_span_end(text_of(dash + 1), high) &&
           *low <= *high;
}

bool
place_serves(const struct place *place, struct text grade, bool *is_judged)
{
    int rank = RANK_ADULT;

    *is_judged = true;
    if (text_equals(grade, TEXT("TK")))
        return place->span_low <= RANK_KINDERGARTEN;
    if (text_equals(grade, TEXT("KN")))
        rank = RANK_KINDERGARTEN;
    else if (text_is_digits(grade) && grade.len == 2)
        rank = RANK_FIRST + (grade.at[0] - '0') * 10 + (grade.at[1] - '0') - 1;
    else if (text_equals(grade, TEXT("PS")) || text_equals(grade, TEXT("IN")) ||
             text_equals(grade, TEXT("TD")))
        rank = RANK_PRESCHOOL;
    else if (!text_equals(grade, TEXT("AD")))
        *is_judged = false;
    return rank >= place->span_low && rank <= place->span_high;
}

static bool
is_charter_itself(const struct school *school, struct text lea)
{
    return school->is_charter && text_equals(lea, text_of(school->cds_code + 7));
}

static struct place
place_of_school(const struct school *school, struct text lea)
{
    struct text district = {school->cds_code, 7};
    struct place place = {.kind = PLACE_SCHOOL, .school = school};

    place.is_of_another_lea =
        lea.len > 0 && !text_equals(district, lea) && !is_charter_itself(school, lea);
    place.has_span = place_parse_span(school->grades, &place.span_low, &place.span_high);
    return place;
}

struct place
place_resolve(const struct directory *directory, struct text code, struct text reporting_lea)
{
    const struct school *school;

    if (code.len != 7 || !text_is_digits(code) || text_equals(code, TEXT("0000000")))
        return (struct place){.kind = PLACE_NOT_IDENTIFIED};
    if (text_equals(code, TEXT("0000001")))
        return (struct place){.kind = PLACE_NONPUBLIC};
    if (text_equals(code, TEXT("0000002")))
        return (struct place){.kind = PLACE_PRIVATE};
    if (directory == NULL)
        return (struct place){.kind = PLACE_NOT_JUDGED};
    school = directory_find_school(directory, code);
    if (school != NULL)
        return place_of_school(school, reporting_lea);
    if (directory_find_district(directory, code) == NULL)
        return (struct place){.kind = PLACE_NOT_IDENTIFIED};
    if (reporting_lea.len == 0)
        return (struct place){.kind = PLACE_NOT_JUDGED};
    if (text_equals(code, reporting_lea))
        return (struct place){.kind = PLACE_DISTRICT_PROGRAM};
    return (struct place){.kind = PLACE_NOT_IDENTIFIED};
}
