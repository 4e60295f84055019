#include "base/ada.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/fault_point.h"
#include "base/memory.h"
#include "sql/load/cost_store.h"
#include "sql/load/law_year.h"
#include "sql/load/row_reader.h"
#include "transform/catalogue.h"
#include "transform/law/law.h"

#include "base/interrupt.h"
#include "cli/pipeline/law_feed.h"
#include "cli/pipeline/materials.h"
#include "cli/pipeline/set_digest.h"
#include "cli/run/held_files.h"
#include "cli/run/law_result.h"
#include "cli/run/run_file.h"
#include "cli/run/run_law.h"

#include "cli/run/law_judging.h"

/* One year at work. */
struct judging {
    const struct law_wish *wish;
    struct db *db;
    struct law_year year;
    struct submission set[EXTRACT_COUNT]; /* what is judged; sha256 "" where nothing stands */
    char digest[SHA256_TEXT_SIZE];        /* of the set */
    struct law_result results[EXTRACT_COUNT];
    struct held_file *held[EXTRACT_COUNT]; /* what this run has found of the set's files */
    struct cost_store *costs;
    struct ada_line *lines;
    size_t line_count;
};

static const struct basis *
basis_of(const struct judging *judging)
{
    return &judging->wish->rules->pipeline.materials->basis;
}

static bool
is_in_set(const struct judging *judging, int extract)
{
    return judging->set[extract].sha256[0] != '\0';
}

/* In a dry run a file that was accepted takes its place here alone. */
static void
find_set(struct judging *judging)
{
    const char *files[EXTRACT_COUNT] = {NULL};

    for (int i = 0; i < EXTRACT_COUNT; i++) {
        const struct law_fed *fed = &judging->wish->fed[i];
        struct submission *submission = &judging->set[i];

        *submission = judging->year.standing[i].submission;
        if (judging->wish->rules->dry_run && fed->is_valid) {
            submission->key = judging->wish->key;
            submission->key.extract = (enum extract)i;
            memcpy(submission->sha256, fed->sha256, sizeof submission->sha256);
        }
        if (is_in_set(judging, i))
            files[i] = submission->sha256;
    }
    set_digest_make(files, basis_of(judging), judging->digest);
}

static void
name_folder(const struct judging *judging, int extract, struct buf *folder)
{
    const struct law_wish *wish = judging->wish;
    char year[10];

    school_year_format(wish->key.year, year);
    buf_reset(folder);
    buf_printf(folder, "%s/%s/%s_%s", wish->rules->output, wish->key.lea,
        layout_of((enum extract)extract)->name, year);
}

static bool
folders_show_it(const struct judging *judging)
{
    struct buf folder = {0};
    bool show_it = true;

    for (int i = 0; judging->wish->rules->output != NULL && show_it && i < EXTRACT_COUNT; i++) {
        if (!is_in_set(judging, i))
            continue;
        name_folder(judging, i, &folder);
        show_it = law_result_is_of(folder.data, &judging->set[i], judging->digest);
    }
    buf_free(&folder);
    return show_it;
}

static bool
has_held(const struct judging *judging)
{
    for (int i = 0; i < EXTRACT_COUNT; i++)
        if (held_files_find(judging->wish->held, (enum extract)i) != NULL)
            return true;
    return false;
}

/* A file that was held is of the set if what stands is that file, not just the same bytes. */
static void
find_held(struct judging *judging)
{
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        struct held_file *held = held_files_find(judging->wish->held, (enum extract)i);
        int64_t id = held != NULL ? held->result.id : 0;

        if (held != NULL && strcmp(held->result.sha256, judging->set[i].sha256) == 0 &&
            (id == 0 || judging->wish->rules->dry_run || id == judging->year.standing[i].id))
            judging->held[i] = held;
    }
}

/* Looks without a lock: on most nights nothing has changed. */
static int
find_unchanged(struct judging *judging, bool *is_unchanged, struct err *err)
{
    const struct submission_key *key = &judging->wish->key;

    *is_unchanged = false;
    if (judging->wish->is_changed || has_held(judging))
        return 0;
    if (law_year_read(&judging->year, judging->db, key->lea, key->year, err) != 0)
        return -1;
    find_set(judging);
    *is_unchanged = strcmp(judging->digest, judging->year.made_of) == 0 && folders_show_it(judging);
    law_year_reset(&judging->year);
    return 0;
}

static int
take_row(void *ctx, const struct row *row, struct err *err)
{
    const struct judging *judging = ctx;

    law_feed_add(judging->wish->feed, &judging->wish->key, row);
    return interrupt_check(err);
}

/* The rows of an extract that did not come in this run, or not as they stand. */
static int
read_back(struct judging *judging, int extract, struct err *err)
{
    struct law_feed *feed = judging->wish->feed;
    const struct submission *submission = &judging->set[extract];
    const struct row_sink sink = {take_row, judging};

    law_feed_next(feed);
    if (submission->rows.loaded == 0) {
        law_feed_keep(feed, &submission->key);
        return 0;
    }
    return row_reader_pass(judging->db, &submission->key, &sink, err);
}

static int
complete_feed(struct judging *judging, struct err *err)
{
    const struct law_wish *wish = judging->wish;

    for (int i = 0; i < EXTRACT_COUNT; i++) {
        const struct law_fed *fed = &wish->fed[i];
        const struct standing *standing = &judging->year.standing[i];

        if (!is_in_set(judging, i))
            law_feed_drop(wish->feed, (enum extract)i);
        else if (fed->is_valid && (wish->rules->dry_run || fed->id == standing->id))
            continue;
        else if (read_back(judging, i, err) != 0)
            return -1;
    }
    return 0;
}

static int
open_results(struct judging *judging, struct err *err)
{
    const struct run_rules *rules = judging->wish->rules;
    struct buf folder = {0};
    int rc = 0;

    for (int i = 0; rules->output != NULL && rc == 0 && i < EXTRACT_COUNT; i++) {
        if (!is_in_set(judging, i))
            continue;
        name_folder(judging, i, &folder);
        if (judging->held[i] != NULL)
            law_result_open_own(&judging->results[i], judging->held[i]->own);
        else
            rc = law_result_open(&judging->results[i], folder.data, &judging->year,
                &judging->set[i], rules->show_values, err);
        if (rc == 0)
            law_result_listen(&judging->results[i], judging->wish->feed);
    }
    buf_free(&folder);
    return rc;
}

static int
hear_agreement(void *ctx, const struct law_agreement *agreement, struct err *err)
{
    struct judging *judging = ctx;
    const struct agreement_cost cost = {
        agreement->record, agreement->claimed_days, agreement->ineligible_days};

    return cost_store_add_agreement(judging->costs, &cost, err);
}

static int
hear_ada_line(void *ctx, const struct ada_line *line, struct err *err)
{
    struct judging *judging = ctx;

    (void)err;
    judging->lines = memory_grow(judging->lines, judging->line_count + 1, sizeof *judging->lines);
    judging->lines[judging->line_count++] = *line;
    return 0;
}

static int
store_counts(struct judging *judging, const struct law_judgement *judgement, struct err *err)
{
    size_t all = EXTRACT_COUNT * judgement->count_count, count = 0;
    struct law_count *counts = memory_new_array(all, sizeof *counts);
    int rc;

    for (int i = 0; i < EXTRACT_COUNT; i++) {
        for (size_t rule = 0; rule < judgement->count_count; rule++)
            counts[count++] = (struct law_count){(enum extract)i, judgement->counts[i][rule]};
    }
    rc = cost_store_add_counts(judging->costs, counts, count, err);
    free(counts);
    return rc;
}

/* The law's own work, and what it says into the database. */
static int
judge(struct judging *judging, struct law_judgement *judgement, struct err *err)
{
    const struct law_wish *wish = judging->wish;
    const struct law_cost_sinks sinks = {hear_agreement, hear_ada_line, judging};
    bool is_judged;

    law_feed_listen_costs(wish->feed, &sinks);
    if (cost_store_begin(&judging->costs, judging->db, wish->key.lea, wish->key.year, err) != 0 ||
        law_feed_finish(wish->feed, judgement, &is_judged, err) != 0 ||
        cost_store_end_agreements(judging->costs, err) != 0 ||
        store_counts(judging, judgement, err) != 0 ||
        cost_store_add_lines(judging->costs, judging->lines, judging->line_count, err) != 0)
        return -1;
    return law_year_note(&judging->year, judging->digest, err);
}

static int
finish_results(struct judging *judging, const struct law_judgement *judgement, struct err *err)
{
    const struct run_rules *rules = judging->wish->rules;
    const struct law_result_frame frame = {
        .materials = rules->pipeline.materials,
        .max_rejected = rules->pipeline.max_rejected,
        /* A folder of what would be does not show what stands, when that has come about. */
        .set = rules->dry_run ? "" : judging->digest,
        .is_taken = !rules->dry_run,
        .shows_values = rules->show_values,
    };

    for (int i = 0; i < EXTRACT_COUNT; i++) {
        if (law_result_finish(&judging->results[i], judgement, &frame, err) != 0)
            return -1;
    }
    return 0;
}

/*
 * The folders last: what they show is on the disk. If they do not come to it, the next run finds
 * that they do not show the set, and does it again.
 */
static int
commit(struct judging *judging, struct err *err)
{
    if (judging->wish->rules->dry_run)
        law_year_abandon(&judging->year);
    else if (law_year_commit(&judging->year, err) != 0)
        return -1;
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        if (law_result_commit(&judging->results[i], err) != 0)
            return -1;
        if (judging->held[i] != NULL)
            judging->held[i]->is_settled = true;
    }
    return 0;
}

static void
fill_result(struct run_law_result *result, const struct law_judgement *judgement)
{
    result->is_judged = true;
    result->claimed_days = judgement->claimed_days;
    result->ineligible_days = judgement->ineligible_days;
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        for (size_t rule = 0; rule < judgement->count_count; rule++)
            result->findings += judgement->counts[i][rule].found;
    }
}

/* Everything was withdrawn: what the law has said holds no longer. */
static int
forget(struct judging *judging, struct err *err)
{
    const struct submission_key *key = &judging->wish->key;

    if (cost_store_clear(judging->db, key->lea, key->year, err) != 0 ||
        law_year_note(&judging->year, "", err) != 0)
        return -1;
    return commit(judging, err);
}

/* Under the locks. */
static int
judge_standing(struct judging *judging, struct run_law_result *result, struct err *err)
{
    struct law_judgement judgement;

    fault_point_pass("year_locked");
    find_set(judging);
    if (judging->digest[0] == '\0')
        return forget(judging, err);
    find_held(judging);
    if (complete_feed(judging, err) != 0 || open_results(judging, err) != 0 ||
        judge(judging, &judgement, err) != 0 || finish_results(judging, &judgement, err) != 0)
        return -1;
    fault_point_pass("results_written");
    fault_point_pass("year_judged");
    fill_result(result, &judgement);
    return commit(judging, err);
}

static void
reset(struct judging *judging)
{
    cost_store_free(judging->costs);
    law_year_abandon(&judging->year);
    for (int i = 0; i < EXTRACT_COUNT; i++)
        law_result_reset(&judging->results[i]);
    law_year_reset(&judging->year);
    free(judging->lines);
}

int
law_judging_do(
    const struct law_wish *wish, struct db *db, struct run_law_result *result, struct err *err)
{
    struct judging judging = {.wish = wish, .db = db};
    bool is_unchanged;
    int rc;

    if (find_unchanged(&judging, &is_unchanged, err) != 0)
        return -1;
    if (is_unchanged)
        return 0;
    if (law_year_begin(
            &judging.year, db, &wish->key, basis_of(&judging), wish->rules->wait_seconds, err) != 0)
        return -1;
    rc = judge_standing(&judging, result, err);
    reset(&judging);
    result->is_judged = result->is_judged && rc == 0;
    return rc;
}
