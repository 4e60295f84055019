#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "transform/state/state_review.h"

#include "support/state_plainly.h"

/*
 * The rules on all LEAs together over small states made at random, in which much coincides,
 * against the same rules told plainly, each row compared with each.
 */

/* A state as the review sees it: packs of a few rows. */
struct source {
    const struct state_of_rows *state;
    const bool *is_due;
};

static void
pass_pack(
    const struct state_of_rows *state, size_t at, size_t count, const struct state_pack_sink *sink)
{
    unsigned char keys[3 * STATE_KEY_MAX_SIZE];
    const struct state_pack pack = {
        .extract = state->rows[at].extract,
        .lea = state->rows[at].lea,
        .first_record = (int32_t)at,
        .row_count = (uint32_t)count,
        .keys = keys,
    };

    for (size_t i = 0; i < count; i++)
        state_of_rows_key(&state->rows[at + i], keys + i * state_key_size(pack.extract));
    sink->accept(sink->ctx, &pack);
}

static int
pass(void *ctx, enum state_keys keys, enum state_part part, const struct state_pack_sink *sink,
    struct err *err)
{
    const struct source *source = ctx;
    const struct state_of_rows *state = source->state;
    size_t count;

    (void)err;
    for (size_t at = 0; at < state->count; at += count) {
        const struct test_row *row = &state->rows[at];

        for (count = 1; count < 3 && at + count < state->count; count++)
            if (row[count].extract != row->extract || row[count].lea != row->lea)
                break;
        if ((row->extract == EXTRACT_STAS) != (keys == STATE_KEYS_DAYS))
            continue;
        if (part == STATE_PART_ALL || source->is_due[row->lea] == (part == STATE_PART_DUE))
            pass_pack(state, at, count, sink);
    }
    return 0;
}

static int
fill(void *ctx, const struct state_asked *asked, struct state_row *rows, struct err *err)
{
    const struct source *source = ctx;

    (void)err;
    for (size_t i = 0; i < asked->count; i++) {
        const struct state_place *place = &asked->places[i];
        const struct test_row *row =
            &source->state->rows[(size_t)asked->packs[place->pack].first_record + place->item];

        rows[i].record = row->record;
        rows[i].line = row->record + 1;
        rows[i].file_name = "invented.csv";
        rows[i].first = row->first;
        rows[i].last = row->last;
        if (!asked->with_names)
            continue;
        rows[i].last_name = row->last_name;
        rows[i].first_name = row->first_name;
        rows[i].middle_name = row->middle_name;
    }
    return 0;
}

static void
forget(void *ctx)
{
    (void)ctx;
}

static int
note_finding(void *ctx, const struct state_finding *finding, struct err *err)
{
    (void)err;
    assert_int_equal(finding->line, finding->record + 1);
    state_of_rows_tell(ctx, finding);
    return 0;
}

/* pupils_told: how many the review is told that there are, which makes slices. */
static void
compare(const struct state_of_rows *state, const bool *is_due, uint64_t pupils_told)
{
    struct source rows = {state, is_due};
    const struct state_source source = {pass, fill, forget, &rows};
    const struct state_leas leas = {state_of_rows_leas, is_due, STATE_OF_ROWS_LEAS};
    struct state_review review = {.leas = &leas, .is_whole = true, .due_pupils = pupils_told};
    struct buf found = {0}, expected = {0};
    const struct state_sink sink = {note_finding, &found};
    struct err err;

    for (size_t i = 0; i < leas.count; i++)
        review.is_whole &= is_due[i];
    assert_int_equal(state_review_run(&review, &source, &sink, &err), 0);
    state_plainly_judge(state, is_due, &expected);
    assert_string_equal(buf_terminate(&found), buf_terminate(&expected));
    buf_free(&found);
    buf_free(&expected);
}

static void
every_state_is_judged_as_told(void **state)
{
    static const bool all[STATE_OF_ROWS_LEAS] = {true, true, true, true};
    uint64_t found = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        struct state_of_rows made = state_of_rows_make(seed, 5 + seed % 60);
        bool is_due[STATE_OF_ROWS_LEAS] = {false};
        struct buf all_found = {0};

        is_due[seed % STATE_OF_ROWS_LEAS] = true;
        is_due[seed / 7 % STATE_OF_ROWS_LEAS] = true;
        compare(&made, all, 10);
        compare(&made, is_due, 10);
        /* The tables for millions take a while to empty. */
        if (seed % 50 == 0) {
            compare(&made, all, 3000000);
            compare(&made, is_due, 2000000);
        }
        state_plainly_judge(&made, all, &all_found);
        found += all_found.len > 0;
        buf_free(&all_found);
        state_of_rows_free(&made);
    }
    /* Of states in which nothing is found nothing would be learned. */
    assert_true(found > 1000);
}

static void
nothing_due_is_nothing_found(void **state)
{
    static const bool none[STATE_OF_ROWS_LEAS];
    struct state_of_rows made = state_of_rows_make(7, 60);

    (void)state;
    compare(&made, none, 0);
    compare(&made, none, 10);
    state_of_rows_free(&made);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_is_judged_as_told),
        cmocka_unit_test(nothing_due_is_nothing_found),
    };

    return cmocka_run_group_tests_name("state_review", tests, NULL, NULL);
}
