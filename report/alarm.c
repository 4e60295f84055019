#include "base/memory.h"
#include "sql/report/enrollment.h"

#include "report/profile/profile_text.h"
#include "report/year/coverage.h"
#include "report/year/trend.h"

#include "report/alarm.h"

/* Bands in percent. */
enum {
    STATE_SHARE_LOW = 2,
    STATE_SHARE_HIGH = 12,
    CHANGE_HIGH = 25,
    LEA_SHARE_HIGH = 40,
    COMPLETION_LOW = 40,
    COMPLETION_HIGH = 95,
};

static const struct {
    const char *name;
    const char *usual;
} kinds[ALARM_KIND_COUNT] = {
    [ALARM_STATE_SHARE] = {"state_share_unusual", "2% to 12% of the enrolled pupils"},
    [ALARM_STATE_CHANGE] = {"state_count_changed", "at most 25% more or less than the year before"},
    [ALARM_LEA_SHARE] = {"lea_share_high", "at most 40% of the enrolled pupils"},
    [ALARM_COMPLETION] = {"completion_unusual", "40% to 95%"},
};

static const char *
column_of(enum profile_measure measure)
{
    return profile_figures[measure + (measure > MEASURE_DIPLOMA)].column;
}

static struct alarm *
add_alarm(struct alarm_list *list, enum alarm_kind kind, enum profile_measure measure)
{
    if (list->count == list->room) {
        list->room = list->room * 2 + 16;
        list->alarms = memory_grow(list->alarms, list->room, sizeof *list->alarms);
    }
    list->alarms[list->count] =
        (struct alarm){.kind = kind, .lea_name = "", .measure = column_of(measure)};
    return &list->alarms[list->count++];
}

/* True when 100 x part / whole lies outside low to high. */
static bool
is_outside(uint64_t part, uint64_t whole, uint64_t low, uint64_t high)
{
    return part * 100 < low * whole || part * 100 > high * whole;
}

/* Of the state, or of the schools of a district that are no charters; 0 when nobody is. */
static uint32_t
enrolled_in(const struct alarm_request *request, const char *district)
{
    for (size_t i = 0; i < request->enrollment_count; i++) {
        const struct enrollment_count *count = &request->enrollment[i];

        if (strcmp(count->district, district) == 0 && !count->is_charter)
            return (uint32_t)count->pupils;
    }
    return 0;
}

static void
look_at_share(struct alarm_list *list, const struct alarm_request *request)
{
    uint32_t enrolled = enrolled_in(request, "");
    uint32_t fifty = request->profile->rows[0].measures[MEASURE_FIFTY_PERCENT];
    struct alarm *alarm;

    if (enrolled == 0 || !is_outside(fifty, enrolled, STATE_SHARE_LOW, STATE_SHARE_HIGH))
        return;
    alarm = add_alarm(list, ALARM_STATE_SHARE, MEASURE_FIFTY_PERCENT);
    alarm->part = fifty;
    alarm->whole = enrolled;
}

static void
look_at_change(
    struct alarm_list *list, const struct alarm_request *request, enum profile_measure measure)
{
    int year = request->profile->year;
    const struct trend_year *before = trend_find(request->trend, year - 1);
    uint32_t now = request->profile->rows[0].measures[measure];
    struct alarm *alarm;

    if (before == NULL || (before->hidden >> measure & 1) != 0 || before->measures[measure] == 0 ||
        !trend_is_comparable(year - 1, year, measure)) {
        list->uncompared++;
        return;
    }
    if (!is_outside(now, before->measures[measure], 100 - CHANGE_HIGH, 100 + CHANGE_HIGH))
        return;
    alarm = add_alarm(list, ALARM_STATE_CHANGE, measure);
    alarm->part = now;
    alarm->whole = before->measures[measure];
}

static void
look_at_completion(struct alarm_list *list, const struct alarm_request *request)
{
    const uint32_t *measures = request->profile->rows[0].measures;
    struct alarm *alarm;

    if (measures[MEASURE_GRADE12] == 0 ||
        !is_outside(
            measures[MEASURE_DIPLOMA], measures[MEASURE_GRADE12], COMPLETION_LOW, COMPLETION_HIGH))
        return;
    alarm = add_alarm(list, ALARM_COMPLETION, MEASURE_DIPLOMA);
    alarm->part = measures[MEASURE_DIPLOMA];
    alarm->whole = measures[MEASURE_GRADE12];
}

/* row is of all pupils of a district's schools that are no charters. */
static void
look_at_district(
    struct alarm_list *list, const struct alarm_request *request, const struct profile_row *row)
{
    uint32_t enrolled = enrolled_in(request, row->place->cds_code);
    uint32_t fifty = row->measures[MEASURE_FIFTY_PERCENT];
    const struct coverage_lea *lea = coverage_find(request->coverage, row->place->cds_code);
    struct alarm *alarm;

    if (enrolled == 0 || !is_outside(fifty, enrolled, 0, LEA_SHARE_HIGH) ||
        (lea != NULL && lea->is_county_office))
        return;
    alarm = add_alarm(list, ALARM_LEA_SHARE, MEASURE_FIFTY_PERCENT);
    snprintf(alarm->lea, sizeof alarm->lea, "%.7s", row->place->cds_code);
    alarm->lea_name = lea != NULL ? lea->name : "";
    alarm->part = fifty;
    alarm->whole = enrolled;
}

void
alarm_list_fill(struct alarm_list *list, const struct alarm_request *request)
{
    const struct profile *profile = request->profile;

    look_at_share(list, request);
    look_at_change(list, request, MEASURE_PUPILS);
    look_at_change(list, request, MEASURE_FIFTY_PERCENT);
    look_at_completion(list, request);
    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        if (row->place->level == LEVEL_DISTRICT && row->filter == FILTER_NOT_CHARTER &&
            strcmp(row->category->breakdown, "total") == 0)
            look_at_district(list, request, row);
    }
}

void
alarm_list_reset(struct alarm_list *list)
{
    free(list->alarms);
    *list = (struct alarm_list){0};
}

const char *
alarm_name(enum alarm_kind kind)
{
    return kinds[kind].name;
}

const char *
alarm_usual(enum alarm_kind kind)
{
    return kinds[kind].usual;
}
