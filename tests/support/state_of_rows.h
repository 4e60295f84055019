#ifndef STATE_OF_ROWS_H
#define STATE_OF_ROWS_H

#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/row.h"
#include "base/state_key.h"
#include "transform/state/state_judge.h"

/*
 * Small states made at random, in which SSIDs, names and birth dates coincide, and what a finding
 * about them looks like as a line.
 */

enum { STATE_OF_ROWS_LEAS = 4, TEST_OPEN = INT32_MAX };

static const char state_of_rows_leas[STATE_OF_ROWS_LEAS][8] = {
    "9111111", "9122222", "9233333", "9344444"};

struct test_row {
    enum extract extract;
    uint32_t lea, record;
    uint64_t ssid;
    int32_t birth;
    const char *last_name, *first_name, *middle_name; /* "" for none */
    int32_t first, last;                              /* SENR; TEST_OPEN for no exit */
    const char *status, *exit_reason;                 /* SENR */
    int64_t attended, suspended, credited;            /* STAS; -1 for none */
    bool is_exempt;
};

struct state_of_rows {
    struct test_row *rows; /* by LEA, extract and record */
    size_t count;
};

/* --- made ------------------------------------------------------------------------------------ */

static inline uint32_t
test_below(uint64_t *state, uint32_t count)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % count);
}

static inline void
test_make_row(uint64_t *state, struct test_row *row)
{
    static const char *const last_names[] = {"", "Alder", "ALDER", "Ald_er", "Elm", "\xc3\x89lm"};
    static const char *const first_names[] = {"", "Ada", "ada", "Bo"};
    static const char *const middle_names[] = {"", "", "Bea", "b.", "\xc3\x89va", "\xc3\xa9", "C"};

    row->ssid = test_below(state, 2) * UINT64_C(9999999990) + test_below(state, 5);
    row->birth = 13880 + (int32_t)test_below(state, 2) * 3;
    row->last_name = last_names[test_below(state, 6)];
    row->first_name = first_names[test_below(state, 4)];
    row->middle_name = middle_names[test_below(state, 7)];
    row->first = 19580 + (int32_t)test_below(state, 12);
    row->last =
        test_below(state, 4) == 0 ? TEST_OPEN : row->first - 1 + (int32_t)test_below(state, 6);
    row->status = test_below(state, 4) == 0 ? "20" : "10";
    if (test_below(state, 6) == 0) {
        row->status = "30";
        row->last = row->first + 28 + (int32_t)test_below(state, 4);
    }
    row->exit_reason = row->last == TEST_OPEN ? "" : test_below(state, 5) == 0 ? "N470" : "T160";
    row->attended = test_below(state, 3) == 0 ? -1 : 100 * (int64_t)test_below(state, 250);
    row->suspended = test_below(state, 3) != 0 ? -1 : (int64_t)test_below(state, 9000);
    row->credited = test_below(state, 2) == 0 ? -1 : (int64_t)test_below(state, 10000);
    row->is_exempt = test_below(state, 8) == 0;
}

static inline struct state_of_rows
state_of_rows_make(uint64_t seed, size_t count)
{
    static const enum extract extracts[] = {EXTRACT_SENR, EXTRACT_SINF, EXTRACT_STAS};
    struct state_of_rows made = {memory_new_array(count, sizeof *made.rows), count};
    size_t kinds = (size_t)STATE_OF_ROWS_LEAS * 3;
    uint64_t state = seed * UINT64_C(0x9e3779b97f4a7c15);

    for (size_t i = 0; i < count; i++) {
        struct test_row *row = &made.rows[i];
        size_t kind = i * kinds / count;

        test_make_row(&state, row);
        row->lea = (uint32_t)(kind / 3);
        row->extract = extracts[kind % 3];
        row->record = 1;
        if (i > 0 && row[-1].lea == row->lea && row[-1].extract == row->extract)
            row->record = row[-1].record + 1 + test_below(&state, 2);
    }
    return made;
}

static inline void
state_of_rows_free(struct state_of_rows *made)
{
    free(made->rows);
    *made = (struct state_of_rows){0};
}

/* --- as rows of an extract ---------------------------------------------------------------------
 */

static inline void
test_set_number(struct value *value, int64_t number)
{
    *value = (struct value){.number = number, .is_present = true};
}

static inline void
test_set_text(struct value *value, const char *text)
{
    *value = (struct value){.text = text_of(text), .is_present = *text != '\0'};
}

static inline void
test_set_identity(const struct test_row *row, struct value *ssid, struct value *birth_date,
    struct value *last_name, struct value *first_name)
{
    test_set_number(ssid, (int64_t)row->ssid);
    test_set_number(birth_date, row->birth);
    test_set_text(last_name, row->last_name);
    test_set_text(first_name, row->first_name);
}

static inline void
test_set_days(struct value *value, int64_t days)
{
    if (days >= 0)
        test_set_number(value, days);
}

static inline void
state_of_rows_key(const struct test_row *row, unsigned char *bytes)
{
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    const struct row given = {.extract = row->extract, .number = row->record, .values = values};

    if (row->extract == EXTRACT_SINF) {
        test_set_identity(row, &values[SINF_ssid], &values[SINF_birth_date],
            &values[SINF_last_name], &values[SINF_first_name]);
    } else if (row->extract == EXTRACT_SENR) {
        test_set_identity(row, &values[SENR_ssid], &values[SENR_birth_date],
            &values[SENR_last_name], &values[SENR_first_name]);
        test_set_number(&values[SENR_enrollment_start_date], row->first);
        if (row->last != TEST_OPEN)
            test_set_number(&values[SENR_enrollment_exit_date], row->last);
        test_set_text(&values[SENR_enrollment_status], row->status);
        test_set_text(&values[SENR_exit_reason], row->exit_reason);
    } else {
        test_set_number(&values[STAS_ssid], (int64_t)row->ssid);
        test_set_days(&values[STAS_days_attended], row->attended);
        test_set_days(&values[STAS_days_in_school_suspension], row->suspended);
        test_set_days(&values[STAS_is_days_credited], row->credited);
        test_set_text(&values[STAS_exempt], row->is_exempt ? "Y" : "");
    }
    state_key_write(&given, bytes);
}

/* --- told ------------------------------------------------------------------------------------ */

/* A line for a finding. */
static inline void
state_of_rows_tell(struct buf *told, const struct state_finding *finding)
{
    buf_printf(told, "%s %s %s %lu %s %s %s (%s) [%s]\n", finding->rule, finding->lea,
        layout_of(finding->extract)->name, finding->record, finding->ssid, finding->column,
        finding->value, finding->what, finding->others);
}

#endif
