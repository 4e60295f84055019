#include <assert.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/memory.h"
#include "transform/state/state_order.h"
#include "transform/state/state_spans.h"

#include "transform/state/state_judge.h"

enum { MAX_DAYS = 36600, VALUE_SIZE = 24 };

const char *const state_rules[] = {
    "pupil_in_two_leas", "days_claimed_twice", "identity_conflict", NULL};

/* The words of the findings of one question. */
static const struct {
    const char *rule, *column, *what;
} words[STATE_QUESTIONS] = {
    [STATE_OVERLAP] = {"pupil_in_two_leas", "enrollment_start_date", ""},
    [STATE_DAYS] = {"days_claimed_twice", "days_attended", ""},
    [STATE_BIRTH_DATES] = {"identity_conflict", "birth_date", "two birth dates"},
    [STATE_NAMES] = {"identity_conflict", "ssid", "another SSID with this name and birth date"},
};

struct judging {
    enum state_question question;
    const struct state_leas *leas;
    const struct state_sink *sink;
    struct buf others;
    struct state_spans spans;
};

/* Rows of one pupil or name. */
struct group {
    struct state_row *rows;
    size_t count;
};

static void
format_date(int32_t date, char text[VALUE_SIZE])
{
    int year, month, day;

    date_to_civil(date, &year, &month, &day);
    snprintf(text, VALUE_SIZE, "%04d%02d%02d", year, month, day);
}

static void
format_value(enum state_question question, const struct state_row *row, char text[VALUE_SIZE])
{
    uint32_t days = state_key_days(row->key);

    switch (question) {
    case STATE_OVERLAP:
        format_date(row->first, text);
        break;
    case STATE_DAYS:
        snprintf(text, VALUE_SIZE, "%u.%02u", days / 100, days % 100);
        break;
    case STATE_BIRTH_DATES:
        format_date(state_key_date(state_key_birth(row->key)), text);
        break;
    default:
        snprintf(text, VALUE_SIZE, "%010llu", (unsigned long long)state_key_ssid(row->key));
        break;
    }
}

/* Passes the row with the LEAs that are in judging->others. */
static int
tell(struct judging *judging, const struct state_row *row, struct err *err)
{
    char ssid[VALUE_SIZE], value[VALUE_SIZE];
    struct state_finding finding = {
        .rule = words[judging->question].rule,
        .lea = judging->leas->codes[row->lea],
        .extract = row->extract,
        .file_name = row->file_name,
        .line = row->line,
        .record = row->record,
        .ssid = ssid,
        .column = words[judging->question].column,
        .value = value,
        .what = words[judging->question].what,
        .others = buf_terminate(&judging->others),
    };

    snprintf(ssid, sizeof ssid, "%010llu", (unsigned long long)state_key_ssid(row->key));
    format_value(judging->question, row, value);
    return judging->sink->accept(judging->sink->ctx, &finding, err);
}

/* The group is in the order of LEAs. */
static int
judge_overlap(struct judging *judging, struct group group, struct err *err)
{
    state_spans_fill(&judging->spans, group.rows, group.count);
    for (size_t i = 0; i < group.count; i++) {
        size_t cursor = 0;
        uint32_t lea;

        buf_reset(&judging->others);
        while (state_spans_next(&judging->spans, &group.rows[i], &cursor, &lea))
            buf_printf(&judging->others, "%s%s", judging->others.len > 0 ? ", " : "",
                judging->leas->codes[lea]);
        if (judging->others.len > 0 && tell(judging, &group.rows[i], err) != 0)
            return -1;
    }
    return 0;
}

static int
compare_leas(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

/* The LEAs of a group's rows, each once, in their order; the caller frees them. */
static size_t
gather_leas(struct group group, uint32_t **leas)
{
    size_t count = 0;

    *leas = memory_new_array(group.count, sizeof **leas);
    for (size_t i = 0; i < group.count; i++)
        if (i == 0 || group.rows[i].lea != group.rows[i - 1].lea)
            (*leas)[count++] = group.rows[i].lea;
    qsort(*leas, count, sizeof **leas, compare_leas);
    for (size_t i = 0, all = count; i < all; i++) {
        if (i == 0)
            count = 0;
        if (count == 0 || (*leas)[count - 1] != (*leas)[i])
            (*leas)[count++] = (*leas)[i];
    }
    return count;
}

/* Passes all rows of a group, each with the other LEAs of it. */
static int
tell_all(struct judging *judging, struct group group, size_t min_leas, struct err *err)
{
    uint32_t *leas;
    size_t count = gather_leas(group, &leas);
    int rc = 0;

    for (size_t i = 0; rc == 0 && count >= min_leas && i < group.count; i++) {
        buf_reset(&judging->others);
        for (size_t j = 0; j < count; j++)
            if (leas[j] != group.rows[i].lea)
                buf_printf(&judging->others, "%s%s", judging->others.len > 0 ? ", " : "",
                    judging->leas->codes[leas[j]]);
        rc = tell(judging, &group.rows[i], err);
    }
    free(leas);
    return rc;
}

static int
judge_days(struct judging *judging, struct group group, struct err *err)
{
    uint64_t days = 0;

    for (size_t i = 0; i < group.count; i++)
        days += state_key_days(group.rows[i].key);
    return days > MAX_DAYS ? tell_all(judging, group, 1, err) : 0;
}

/* Keeps the first of the rows that is_same() says are of one kind. */
static struct group
keep_first(struct group group, state_order *is_same)
{
    size_t kept = 0;

    for (size_t i = 0; i < group.count; i++)
        if (kept == 0 || is_same(&group.rows[kept - 1], &group.rows[i]) != 0)
            group.rows[kept++] = group.rows[i];
    return (struct group){group.rows, kept};
}

static int
judge_birth_dates(struct judging *judging, struct group group, struct err *err)
{
    bool differ = false;

    for (size_t i = 1; i < group.count; i++)
        differ |= state_key_birth(group.rows[i].key) != state_key_birth(group.rows[0].key);
    if (!differ)
        return 0;
    return tell_all(judging, keep_first(group, state_order_by_birth), 2, err);
}

static bool
concerns_due(const struct judging *judging, struct group group)
{
    for (size_t i = 0; i < group.count; i++)
        if (judging->leas->is_due[group.rows[i].lea])
            return true;
    return false;
}

/* Least and greatest SSID of rows. */
struct range {
    uint64_t low, high;
};

static struct range
find_range(const struct state_row *rows, size_t count)
{
    struct range range = {UINT64_MAX, 0};

    for (size_t i = 0; i < count; i++) {
        uint64_t ssid = state_key_ssid(rows[i].key);

        range.low = ssid < range.low ? ssid : range.low;
        range.high = ssid > range.high ? ssid : range.high;
    }
    return range;
}

/*
 * Takes out rows with a middle name to which no other SSID has the same initial, or none: the group
 * comes in the order of initials, those without one first.
 */
static struct group
keep_alike(struct group group)
{
    struct range without = {UINT64_MAX, 0};
    size_t kept = 0, count;

    for (size_t at = 0; at < group.count; at += count) {
        struct state_row *alike = group.rows + at;
        struct range range;

        for (count = 1;
             at + count < group.count && state_order_by_initial(alike, alike + count) == 0;)
            count++;
        range = find_range(alike, count);
        if (*alike->middle_name == '\0')
            without = range;
        range.low = without.low < range.low ? without.low : range.low;
        range.high = without.high > range.high ? without.high : range.high;
        if (*alike->middle_name != '\0' && range.low == range.high)
            continue;
        memmove(group.rows + kept, alike, count * sizeof *alike);
        kept += count;
    }
    return (struct group){group.rows, kept};
}

static int
judge_names(struct judging *judging, struct group group, struct err *err)
{
    struct range range = find_range(group.rows, group.count);

    if (range.low == range.high || !concerns_due(judging, group))
        return 0;
    qsort(group.rows, group.count, sizeof *group.rows, state_order_by_initial);
    group = keep_alike(group);
    qsort(group.rows, group.count, sizeof *group.rows, state_order_by_name);
    return tell_all(judging, keep_first(group, state_order_by_pupil), 1, err);
}

static int
judge_group(struct judging *judging, struct group group, struct err *err)
{
    switch (judging->question) {
    case STATE_OVERLAP:
        return judge_overlap(judging, group, err);
    case STATE_DAYS:
        return judge_days(judging, group, err);
    case STATE_BIRTH_DATES:
        return judge_birth_dates(judging, group, err);
    default:
        return judge_names(judging, group, err);
    }
}

int
state_judge(enum state_question question, struct state_row *rows, size_t count,
    const struct state_leas *leas, const struct state_sink *sink, struct err *err)
{
    struct judging judging = {.question = question, .leas = leas, .sink = sink};
    state_order *is_same = question == STATE_NAMES ? state_order_by_person : state_order_by_ssid;
    struct group group;
    int rc = 0;

    qsort(rows, count, sizeof *rows, state_order_of(question));
    for (size_t at = 0; rc == 0 && at < count; at += group.count) {
        group = (struct group){rows + at, 1};
        while (at + group.count < count && is_same(group.rows, group.rows + group.count) == 0)
            group.count++;
        rc = judge_group(&judging, group, err);
    }
    buf_free(&judging.others);
    state_spans_reset(&judging.spans);
    return rc;
}
