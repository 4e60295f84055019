#include "base/date.h"
#include "base/pupil.h"

#include "report/count/place_table.h"
#include "report/count/pupil_order.h"

#include "report/count/completion.h"

struct completion_window
completion_window_of(int year)
{
    struct completion_window window = {0, -1};

    if (!date_from_civil(year, 8, 16, &window.first) ||
        !date_from_civil(year + 1, 8, 15, &window.last))
        return (struct completion_window){0, -1};
    return window;
}

static bool
is_one_of(const char *reason, const char *reasons)
{
    return reason[0] != '\0' && strstr(reasons, reason) != NULL;
}

static bool
is_completion(const struct completion_window *window, const struct pupil_enrollment *enrollment)
{
    return strcmp(enrollment->exit_reason, "E230") == 0 && enrollment->exit_date >= window->first &&
           enrollment->exit_date <= window->last;
}

/* The last enrollment that counts; anywhere in the state when place is NULL. */
static const struct pupil_enrollment *
find_last(const struct completion_case *asked, const struct place *place)
{
    const struct pupil_enrollment *last = NULL;

    for (size_t i = 0; i < asked->pupil->enrollment_count; i++) {
        const struct pupil_enrollment *enrollment = &asked->pupil->enrollments[i];

        if (!enrollment_counts(enrollment))
            continue;
        if (place != NULL && !location_is_inside(&asked->locations[i], place, asked->filter))
            continue;
        if (last == NULL || enrollment_compare(enrollment, last) > 0)
            last = enrollment;
    }
    return last;
}

/*
 * Who left for a private school, another state or country or an institution, or died, is removed. A
 * transfer inside the state removes from the place that was left, and from the
 * state only when a later enrollment shows where the pupil went.
 */
static bool
is_removed(const struct completion_case *asked)
{
    const struct pupil_enrollment *last = find_last(asked, asked->place);

    if (last == NULL)
        return false;
    if (is_one_of(last->exit_reason, "T180 T200 T240 T370 E130"))
        return true;
    if (!is_one_of(last->exit_reason, "T160 T165 T167"))
        return false;
    return asked->place->shown.level != LEVEL_STATE ||
           enrollment_compare(find_last(asked, NULL), last) > 0;
}

struct completion_result
completion_judge(const struct completion_case *asked)
{
    bool is_graduate = false, is_other = false, is_candidate;

    for (size_t i = 0; i < asked->pupil->enrollment_count; i++) {
        const struct pupil_enrollment *enrollment = &asked->pupil->enrollments[i];

        if (!is_completion(&asked->window, enrollment) ||
            !location_is_inside(&asked->locations[i], asked->place, asked->filter))
            continue;
        is_graduate = is_graduate || enrollment->completion == COMPLETION_GRADUATE;
        is_other = is_other || enrollment->completion == COMPLETION_OTHER;
    }
    is_candidate =
        strcmp(asked->grade, "12") == 0 ||
        (is_graduate && (asked->grade[0] == '\0' || is_one_of(asked->grade, "09 10 11")));
    if (!is_candidate || (!is_graduate && is_removed(asked)))
        return (struct completion_result){0};
    return (struct completion_result){
        .is_in_cohort = true,
        .is_graduate = is_graduate,
        .is_other_completer = is_other && !is_graduate,
    };
}
