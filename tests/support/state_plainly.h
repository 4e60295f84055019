#ifndef STATE_PLAINLY_H
#define STATE_PLAINLY_H

#include "base/date.h"

#include "support/state_of_rows.h"

/* The rules on all LEAs together, told plainly: each row is compared with each. */

struct plain {
    const struct state_of_rows *state;
    const bool *is_due;
    struct buf *told;
    enum state_question question;
};

/* Short-term, for 31 days or more. */
static inline bool
test_is_too_long(const struct test_row *row)
{
    return strcmp(row->status, "30") == 0 && row->last != TEST_OPEN && row->first + 30 <= row->last;
}

static inline bool
test_is_enrolled(const struct test_row *row)
{
    return row->extract == EXTRACT_SENR &&
           (strcmp(row->status, "10") == 0 || test_is_too_long(row)) &&
           strcmp(row->exit_reason, "N470") != 0 && row->first <= row->last;
}

static inline int64_t
test_days(const struct test_row *row)
{
    if (row->extract != EXTRACT_STAS || row->is_exempt)
        return 0;
    return (row->attended > 0 ? row->attended : 0) + (row->suspended > 0 ? row->suspended : 0) +
           (row->credited > 0 ? row->credited : 0);
}

/* ASCII alone has capitals. */
static inline int
test_compare_names(const char *a, const char *b)
{
    char left[64] = "", right[64] = "";

    for (size_t i = 0; a[i] != '\0'; i++)
        left[i] = text_upper(a[i]);
    for (size_t i = 0; b[i] != '\0'; i++)
        right[i] = text_upper(b[i]);
    return strcmp(left, right);
}

static inline bool
test_has_name(const struct test_row *row)
{
    return row->extract != EXTRACT_STAS && *row->last_name != '\0' && *row->first_name != '\0';
}

static inline bool
test_is_one_person(const struct test_row *a, const struct test_row *b)
{
    return test_has_name(a) && test_has_name(b) && a->birth == b->birth &&
           test_compare_names(a->last_name, b->last_name) == 0 &&
           test_compare_names(a->first_name, b->first_name) == 0;
}

/* The first character of the middle names, where both have one. */
static inline bool
test_initials_differ(const struct test_row *a, const struct test_row *b)
{
    const char *x = a->middle_name, *y = b->middle_name;

    if (*x == '\0' || *y == '\0')
        return false;
    if ((unsigned char)*x >= 0xc0 || (unsigned char)*y >= 0xc0)
        return strncmp(x, y, 2) != 0;
    return text_upper(*x) != text_upper(*y);
}

/* Whether two rows are of the pupil or name that is asked about. */
static inline bool
test_is_alike(enum state_question question, const struct test_row *a, const struct test_row *b)
{
    switch (question) {
    case STATE_OVERLAP:
        return a->ssid == b->ssid && a->extract == EXTRACT_SENR && b->extract == EXTRACT_SENR;
    case STATE_DAYS:
        return a->ssid == b->ssid && a->extract == EXTRACT_STAS && b->extract == EXTRACT_STAS;
    case STATE_BIRTH_DATES:
        return a->ssid == b->ssid && a->extract != EXTRACT_STAS && b->extract != EXTRACT_STAS;
    default:
        return test_is_one_person(a, b);
    }
}

/* Whether the row is one that a finding of the question can stand on. */
static inline bool
test_counts(const struct plain *plain, const struct test_row *row)
{
    bool counts = plain->question == STATE_BIRTH_DATES && row->extract != EXTRACT_STAS;

    if (plain->question == STATE_OVERLAP)
        return test_is_enrolled(row);
    if (plain->question == STATE_DAYS)
        return test_days(row) > 0;
    for (size_t i = 0; plain->question == STATE_NAMES && i < plain->state->count; i++) {
        const struct test_row *other = &plain->state->rows[i];

        counts |= test_is_one_person(row, other) && row->ssid != other->ssid &&
                  !test_initials_differ(row, other);
    }
    return counts;
}

/* Whether what is asked is so of the pupil or name of a row. */
static inline bool
test_holds(const struct plain *plain, const struct test_row *row)
{
    bool is_due = false, dates_differ = false, leas_differ = false;
    int64_t days = 0;

    for (size_t i = 0; i < plain->state->count; i++) {
        const struct test_row *other = &plain->state->rows[i];

        if (!test_is_alike(plain->question, row, other))
            continue;
        is_due |= plain->is_due[other->lea];
        days += test_days(other);
        dates_differ |= other->birth != row->birth;
        leas_differ |= other->lea != row->lea;
    }
    if (plain->question == STATE_DAYS)
        return is_due && days > 36600;
    if (plain->question == STATE_BIRTH_DATES)
        return is_due && dates_differ && leas_differ;
    return is_due;
}

/* Whether a row that counts makes another LEA one that is concerned. */
static inline bool
test_concerns(const struct plain *plain, const struct test_row *row, const struct test_row *other)
{
    if (row->lea == other->lea || !test_is_alike(plain->question, row, other) ||
        !test_counts(plain, other))
        return false;
    return plain->question != STATE_OVERLAP ||
           (row->first <= other->last && other->first <= row->last);
}

/* Whether another row that counts is told in place of this one. */
static inline bool
test_stands_back(const struct plain *plain, const struct test_row *row)
{
    for (size_t i = 0; i < plain->state->count; i++) {
        const struct test_row *other = &plain->state->rows[i];
        bool is_before = other->extract != row->extract ? other->extract == EXTRACT_SENR
                                                        : other->record < row->record;

        if (plain->question != STATE_BIRTH_DATES && plain->question != STATE_NAMES)
            return false;
        if (other->lea == row->lea && is_before && other->ssid == row->ssid &&
            other->birth == row->birth && test_is_alike(plain->question, row, other) &&
            test_counts(plain, other))
            return true;
    }
    return false;
}

static inline bool
test_is_found(const struct plain *plain, const struct test_row *row)
{
    bool is_found = plain->question != STATE_OVERLAP;

    if (!test_counts(plain, row) || !test_holds(plain, row) || test_stands_back(plain, row))
        return false;
    for (size_t i = 0; i < plain->state->count; i++)
        is_found |= test_concerns(plain, row, &plain->state->rows[i]);
    return is_found;
}

/* The order in which rows are told. */
static inline int
test_order(enum state_question question, const struct test_row *a, const struct test_row *b)
{
    int order = 0;

    if (question == STATE_NAMES) {
        order = (a->birth > b->birth) - (a->birth < b->birth);
        if (order == 0)
            order = test_compare_names(a->last_name, b->last_name);
        if (order == 0)
            order = test_compare_names(a->first_name, b->first_name);
    }
    if (order == 0)
        order = (a->ssid > b->ssid) - (a->ssid < b->ssid);
    if (order == 0)
        order = (a->lea > b->lea) - (a->lea < b->lea);
    if (order == 0 && question == STATE_BIRTH_DATES)
        order = (a->birth > b->birth) - (a->birth < b->birth);
    return order != 0 ? order : (a->record > b->record) - (a->record < b->record);
}

static inline void
test_write_value(enum state_question question, const struct test_row *row, struct buf *text)
{
    int32_t date = question == STATE_OVERLAP ? row->first : row->birth;
    int year, month, day;

    date_to_civil(date, &year, &month, &day);
    if (question == STATE_DAYS)
        buf_printf(
            text, "%lld.%02lld", (long long)test_days(row) / 100, (long long)test_days(row) % 100);
    else if (question == STATE_NAMES)
        buf_printf(text, "%010llu", (unsigned long long)row->ssid);
    else
        buf_printf(text, "%04d%02d%02d", year, month, day);
}

static inline void
test_tell(const struct plain *plain, const struct test_row *row)
{
    static const struct state_finding told[STATE_QUESTIONS] = {
        [STATE_OVERLAP] = {.rule = "pupil_in_two_leas",
            .column = "enrollment_start_date",
            .what = ""},
        [STATE_DAYS] = {.rule = "days_claimed_twice", .column = "days_attended", .what = ""},
        [STATE_BIRTH_DATES] = {.rule = "identity_conflict",
            .column = "birth_date",
            .what = "two birth dates"},
        [STATE_NAMES] = {.rule = "identity_conflict",
            .column = "ssid",
            .what = "another SSID with this name and birth date"},
    };
    struct state_finding finding = told[plain->question];
    struct buf others = {0}, value = {0};
    char ssid[24];

    for (uint32_t lea = 0; lea < STATE_OF_ROWS_LEAS; lea++) {
        bool concerns = false;

        for (size_t i = 0; i < plain->state->count; i++)
            concerns |= plain->state->rows[i].lea == lea &&
                        test_concerns(plain, row, &plain->state->rows[i]);
        if (concerns)
            buf_printf(&others, "%s%s", others.len > 0 ? ", " : "", state_of_rows_leas[lea]);
    }
    snprintf(ssid, sizeof ssid, "%010llu", (unsigned long long)row->ssid);
    test_write_value(plain->question, row, &value);
    finding.lea = state_of_rows_leas[row->lea];
    finding.extract = row->extract;
    finding.record = row->record;
    finding.ssid = ssid;
    finding.value = buf_terminate(&value);
    finding.others = buf_terminate(&others);
    state_of_rows_tell(plain->told, &finding);
    buf_free(&value);
    buf_free(&others);
}

static inline void
test_answer(const struct plain *plain)
{
    const struct test_row **found = memory_new_array(plain->state->count + 1, sizeof *found);
    size_t count = 0;

    for (size_t i = 0; i < plain->state->count; i++) {
        const struct test_row *row = &plain->state->rows[i];
        size_t at = count;

        if (!test_is_found(plain, row))
            continue;
        for (; at > 0 && test_order(plain->question, found[at - 1], row) > 0; at--)
            found[at] = found[at - 1];
        found[at] = row;
        count++;
    }
    for (size_t i = 0; i < count; i++)
        test_tell(plain, found[i]);
    free(found);
}

/* All findings, a line each. */
static inline void
state_plainly_judge(const struct state_of_rows *state, const bool *is_due, struct buf *told)
{
    for (int question = 0; question < STATE_QUESTIONS; question++) {
        const struct plain plain = {state, is_due, told, (enum state_question)question};

        test_answer(&plain);
    }
}

#endif
