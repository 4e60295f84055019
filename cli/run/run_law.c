#include "base/buf.h"
#include "base/memory.h"
#include "base/row.h"

#include "cli/pipeline/law_feed.h"
#include "cli/run/held_files.h"
#include "cli/run/law_judging.h"
#include "cli/run/result_set.h"
#include "cli/run/run_file.h"
#include "cli/run/run_known.h"

#include "cli/run/run_law.h"

/* A year that a file of this run is of. */
struct touched {
    struct submission_key key;
    bool is_changed;  /* something was loaded */
    bool is_left_out; /* another session is at work on it */
};

struct run_law {
    const struct run_rules *rules;
    struct touched *left;
    size_t left_count;
    struct law_feed *feed;      /* NULL: no year is being fed */
    struct submission_key held; /* the one that is */
    struct law_fed fed[EXTRACT_COUNT];
    struct held_files files; /* of it */
    bool holds_none;
    enum extract streaming; /* rows of the file that has been begun; EXTRACT_NONE: none yet */
};

struct run_law *
run_law_new(const struct run_rules *rules)
{
    struct run_law *law = memory_new(sizeof *law);

    law->rules = rules;
    law->streaming = EXTRACT_NONE;
    return law;
}

static void
let_go(struct run_law *law)
{
    law_feed_free(law->feed);
    law->feed = NULL;
    memset(law->fed, 0, sizeof law->fed);
    held_files_drop(&law->files);
    law->streaming = EXTRACT_NONE;
}

void
run_law_free(struct run_law *law)
{
    if (law == NULL)
        return;
    let_go(law);
    free(law->left);
    free(law);
}

static bool
is_same_year(const struct submission_key *a, const struct submission_key *b)
{
    return a->year == b->year && strcmp(a->lea, b->lea) == 0;
}

static bool
is_told(const struct submission_key *key)
{
    return key->lea[0] != '\0' && key->year != 0 && key->extract != EXTRACT_NONE;
}

static struct touched *
touch(struct run_law *law, const struct submission_key *key)
{
    for (size_t i = 0; i < law->left_count; i++) {
        if (is_same_year(&law->left[i].key, key))
            return &law->left[i];
    }
    law->left = memory_grow(law->left, law->left_count + 1, sizeof *law->left);
    law->left[law->left_count] = (struct touched){.key = *key};
    return &law->left[law->left_count++];
}

void
run_law_touch(struct run_law *law, const struct submission_key *key)
{
    if (is_told(key))
        touch(law, key);
}

bool
run_law_next_file(
    struct run_law *law, const struct submission_key *key, struct submission_key *over)
{
    run_law_touch(law, key);
    law->streaming = EXTRACT_NONE;
    if (law->feed == NULL || !is_told(key) || is_same_year(key, &law->held)) {
        if (law->feed != NULL)
            law_feed_next(law->feed);
        return false;
    }
    *over = law->held;
    return true;
}

/* True when rows of the year can be fed: it is being fed, or none is. */
static bool
hold(struct run_law *law, const struct submission_key *key)
{
    if (touch(law, key)->is_left_out)
        return false;
    if (law->feed == NULL) {
        law->feed = law_feed_new(law->rules->pipeline.materials);
        law->held = *key;
    }
    return is_same_year(key, &law->held);
}

void
run_law_add_row(struct run_law *law, const struct submission_key *key, const struct row *row)
{
    if (!hold(law, key))
        return;
    if (law->streaming == EXTRACT_NONE) {
        law->streaming = row->extract;
        law->fed[row->extract].is_valid = false;
    }
    law_feed_add(law->feed, key, row);
}

void
run_law_accept(struct run_law *law, const struct submission *submission, int64_t id)
{
    const struct submission_key *key = &submission->key;
    struct law_fed *fed = &law->fed[key->extract];

    touch(law, key)->is_changed = true;
    if (!hold(law, key))
        return;
    if (law->streaming == EXTRACT_NONE)
        law_feed_keep(law->feed, key);
    law->streaming = EXTRACT_NONE;
    *fed = (struct law_fed){.is_valid = true, .id = id};
    memcpy(fed->sha256, submission->sha256, sizeof fed->sha256);
}

bool
run_law_may_hold(struct run_law *law, const struct submission_key *key)
{
    return !law->holds_none && hold(law, key) && !held_files_has(&law->files, key->extract);
}

void
run_law_hold(struct run_law *law, const struct run_result *result, struct file_result *own)
{
    held_files_add(&law->files, result, own);
}

void
run_law_hold_none(struct run_law *law)
{
    law->holds_none = true;
}

bool
run_law_take_unsettled(struct run_law *law, struct run_result *result)
{
    return held_files_take_unsettled(&law->files, result);
}

void
run_law_refuse(struct run_law *law)
{
    if (law->streaming == EXTRACT_NONE)
        return;
    law_feed_drop(law->feed, law->streaming);
    law->streaming = EXTRACT_NONE;
}

bool
run_law_find_left(const struct run_law *law, struct submission_key *key)
{
    for (size_t i = 0; i < law->left_count; i++) {
        if (law->left[i].is_left_out)
            continue;
        *key = law->left[i].key;
        return true;
    }
    return false;
}

/* Takes the year from those that are left. */
static bool
take_left(struct run_law *law, const struct submission_key *key)
{
    for (size_t i = 0; i < law->left_count; i++) {
        bool is_changed = law->left[i].is_changed;

        if (!is_same_year(&law->left[i].key, key))
            continue;
        memmove(&law->left[i], &law->left[i + 1], (law->left_count - i - 1) * sizeof *law->left);
        law->left_count--;
        return is_changed;
    }
    return false;
}

/* Whether each folder of the year says that it was judged with what stands. */
static bool
folders_show(const char *output, const struct known_year *known)
{
    struct buf folder = {0};
    bool show = true;
    char year[10];

    school_year_format(known->year, year);
    for (int i = 0; output != NULL && show && i < EXTRACT_COUNT; i++) {
        if (!known->stands[i])
            continue;
        buf_reset(&folder);
        buf_printf(
            &folder, "%s/%s/%s_%s", output, known->lea, layout_of((enum extract)i)->name, year);
        show = result_set_is_in(folder.data, known->set);
    }
    buf_free(&folder);
    return show;
}

bool
run_law_is_settled(const struct run_law *law, const struct submission_key *key)
{
    const struct known_year *year;

    if (law->rules->known == NULL)
        return false;
    /* Another run has just left these files as they are: the folders say nothing of that yet. */
    if (is_same_year(key, &law->held) && held_files_wait(&law->files))
        return false;
    for (size_t i = 0; i < law->left_count; i++) {
        if (is_same_year(&law->left[i].key, key) && law->left[i].is_changed)
            return false;
    }
    year = run_known_find_year(law->rules->known, key->lea, key->year);
    return year != NULL && folders_show(law->rules->output, year);
}

static void
let_go_of(struct run_law *law, const struct submission_key *key)
{
    if (law->feed != NULL && is_same_year(key, &law->held))
        let_go(law);
}

void
run_law_leave(struct run_law *law, const struct submission_key *key)
{
    if (is_told(key))
        touch(law, key)->is_left_out = true;
    let_go_of(law, key);
}

static void
begin_result(struct run_law_result *result, const struct submission_key *key)
{
    *result = (struct run_law_result){.year = key->year};
    memcpy(result->lea, key->lea, sizeof result->lea);
}

void
run_law_pass_over(
    struct run_law *law, const struct submission_key *key, struct run_law_result *result)
{
    take_left(law, key);
    let_go_of(law, key);
    begin_result(result, key);
}

void
run_law_give_up(struct run_law *law)
{
    let_go(law);
}

void
run_law_rest(struct run_law *law)
{
    let_go(law);
    law->files.count = 0;
    law->holds_none = false;
    law->left_count = 0;
}

int
run_law_judge(struct run_law *law, struct db *db, const struct submission_key *key,
    struct run_law_result *result, struct err *err)
{
    static const struct law_fed nothing[EXTRACT_COUNT];
    bool is_held = law->feed != NULL && is_same_year(key, &law->held);
    struct law_wish wish = {
        .rules = law->rules,
        .key = *key,
        .feed = is_held ? law->feed : law_feed_new(law->rules->pipeline.materials),
        .fed = is_held ? law->fed : nothing,
        .held = is_held ? &law->files : NULL,
        .is_changed = take_left(law, key),
    };
    int rc;

    begin_result(result, key);
    rc = law_judging_do(&wish, db, result, err);
    if (is_held)
        let_go(law);
    else
        law_feed_free(wish.feed);
    return rc;
}
