#include "base/err.h"
#include "base/memory.h"

#include "transform/state/state_review.h"

/* So many rows are asked for and judged at a time, or more when they are of one pupil. */
enum { BATCH_ROWS = 100000 };

/* Bytes that notes may take, and more for each pupil. */
enum { NOTES = 20 << 20, NOTES_OF_PUPIL = 16 };

static const enum state_keys keys_of[STATE_QUESTIONS] = {
    [STATE_OVERLAP] = STATE_KEYS_IDENTITY,
    [STATE_DAYS] = STATE_KEYS_DAYS,
    [STATE_BIRTH_DATES] = STATE_KEYS_IDENTITY,
    [STATE_NAMES] = STATE_KEYS_IDENTITY,
};

static void
note_due(void *ctx, const struct state_pack *pack)
{
    state_suspects_note(ctx, pack, true);
}

static void
note_other(void *ctx, const struct state_pack *pack)
{
    state_suspects_note(ctx, pack, false);
}

static void
collect(void *ctx, const struct state_pack *pack)
{
    state_suspects_collect(ctx, pack);
}

/* What goes through the passes. */
struct reviewing {
    const struct state_review *review;
    const struct state_source *source;
    const struct state_sink *sink;
    struct state_suspects suspects[2]; /* by keys */
};

static uint32_t
count_slices(const struct state_review *review, enum state_keys keys)
{
    uint64_t room = NOTES + NOTES_OF_PUPIL * review->pupils;
    uint64_t size = review->due_pupils *
                    (keys == STATE_KEYS_DAYS ? STATE_NOTES_OF_DAYS : STATE_NOTES_OF_IDENTITY);

    return (uint32_t)((size + room - 1) / room);
}

static int
pass_slice(
    struct reviewing *reviewing, enum state_keys keys, struct state_slice slice, struct err *err)
{
    const struct state_source *source = reviewing->source;
    struct state_suspects *suspects = &reviewing->suspects[keys];
    const struct state_pack_sink due = {note_due, suspects}, others = {note_other, suspects};
    int rc;

    state_suspects_begin(suspects, slice);
    rc = source->pass(source->ctx, keys, STATE_PART_DUE, &due, err);
    if (rc == 0 && !reviewing->review->is_whole)
        rc = source->pass(source->ctx, keys, STATE_PART_OTHERS, &others, err);
    state_suspects_end(suspects);
    return rc;
}

static int
find_suspects(struct reviewing *reviewing, enum state_keys keys, struct err *err)
{
    const struct state_review *review = reviewing->review;
    const struct state_source *source = reviewing->source;
    struct state_suspects *suspects = &reviewing->suspects[keys];
    const struct state_pack_sink collector = {collect, suspects};
    struct state_slice slice = {
        .count = count_slices(review, keys),
        .pupils = review->due_pupils,
        .is_of_days = keys == STATE_KEYS_DAYS,
    };

    for (; slice.number < slice.count; slice.number++)
        if (pass_slice(reviewing, keys, slice, err) != 0)
            return -1;
    if (!state_suspects_has(suspects, keys == STATE_KEYS_DAYS ? EXTRACT_STAS : EXTRACT_SENR))
        return 0;
    if (review->is_whole || !state_suspects_know_others(suspects))
        return source->pass(source->ctx, keys, STATE_PART_ALL, &collector, err);
    state_suspects_collect_others(suspects);
    return source->pass(source->ctx, keys, STATE_PART_DUE, &collector, err);
}

static int
compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int
compare_ssids(const void *a, const void *b)
{
    const struct state_place *left = a, *right = b;

    return compare(state_key_ssid(left->key), state_key_ssid(right->key));
}

static int
compare_births(const void *a, const void *b)
{
    const struct state_place *left = a, *right = b;

    return compare(state_key_birth(left->key), state_key_birth(right->key));
}

static int
judge_batch(struct reviewing *reviewing, enum state_question question,
    const struct state_place *places, size_t count, struct err *err)
{
    const struct state_pack *packs = reviewing->suspects[keys_of[question]].packs;
    const struct state_source *source = reviewing->source;
    const struct state_asked asked = {packs, places, count, question == STATE_NAMES};
    struct state_row *rows = memory_new_array(count, sizeof *rows);
    int rc;

    for (size_t i = 0; i < count; i++) {
        rows[i].key = places[i].key;
        rows[i].extract = packs[places[i].pack].extract;
        rows[i].lea = packs[places[i].pack].lea;
        rows[i].last_name = rows[i].first_name = rows[i].middle_name = "";
    }
    rc = source->fill(source->ctx, &asked, rows, err);
    if (rc == 0)
        rc = state_judge(question, rows, count, reviewing->review->leas, reviewing->sink, err);
    source->forget(source->ctx);
    free(rows);
    return rc;
}

/* All rows of a pupil, or of a birth date for names, are in one batch. */
static int
judge_question(struct reviewing *reviewing, enum state_question question, struct err *err)
{
    int (*order)(const void *, const void *) =
        question == STATE_NAMES ? compare_births : compare_ssids;
    struct state_places *places = &reviewing->suspects[keys_of[question]].places[question];
    size_t count;

    if (places->count > 1)
        qsort(places->items, places->count, sizeof *places->items, order);
    for (size_t at = 0; at < places->count; at += count) {
        const struct state_place *first = places->items + at;

        for (count = 1; at + count < places->count; count++)
            if (count >= BATCH_ROWS && order(first + count - 1, first + count) != 0)
                break;
        if (judge_batch(reviewing, question, first, count, err) != 0)
            return -1;
    }
    return 0;
}

int
state_review_run(const struct state_review *review, const struct state_source *source,
    const struct state_sink *sink, struct err *err)
{
    struct reviewing reviewing = {.review = review, .source = source, .sink = sink};
    int rc;

    if (review->leas->count > STATE_MAX_LEAS)
        return err_set(err, ERR_BUG, "more than %d LEAs are not judged together", STATE_MAX_LEAS);
    rc = find_suspects(&reviewing, STATE_KEYS_IDENTITY, err);
    if (rc == 0)
        rc = find_suspects(&reviewing, STATE_KEYS_DAYS, err);
    for (int question = 0; rc == 0 && question < STATE_QUESTIONS; question++)
        rc = judge_question(&reviewing, (enum state_question)question, err);
    state_suspects_reset(&reviewing.suspects[STATE_KEYS_IDENTITY]);
    state_suspects_reset(&reviewing.suspects[STATE_KEYS_DAYS]);
    return rc;
}
