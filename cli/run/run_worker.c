#include <errno.h>
#include <sys/socket.h>

#include "base/err.h"
#include "sql/db.h"

#include "base/interrupt.h"
#include "cli/options/settings.h"
#include "cli/run/run_file.h"
#include "cli/run/run_plan.h"
#include "cli/run/run_pool.h"
#include "cli/run/run_retake.h"

#include "cli/run/run_worker.h"

struct working {
    const struct run_pool *pool;
    int socket;
    struct db *db; /* NULL: none, or one that failed and is not trusted again */
    struct run_law *law;
    struct run_answer answer;
};

/* The next order; false when there is none any more. */
static bool
receive_order(int socket, struct run_order *order)
{
    ssize_t got;

    do {
        got = recv(socket, order, sizeof *order, 0);
    } while (got < 0 && errno == EINTR && interrupt_signal() == 0);
    return got == (ssize_t)sizeof *order;
}

static bool
send_answer(struct working *working, enum run_answer_kind kind)
{
    working->answer.kind = kind;
    return send(working->socket, &working->answer, sizeof working->answer, MSG_NOSIGNAL) ==
           (ssize_t)sizeof working->answer;
}

static int
connect_db(struct working *working, struct err *err)
{
    if (working->db != NULL)
        return 0;
    return db_open_for_leas(&working->db, settings_text(working->pool->settings, OPTION_DB), err);
}

static void
disconnect_db(struct working *working)
{
    db_close(working->db);
    working->db = NULL;
}

static int
judge(struct working *working, const struct submission_key *key, struct err *err)
{
    /* Without a connection the year is told as failed, and found again by the next run. */
    if (connect_db(working, err) == 0)
        return run_law_judge(working->law, working->db, key, &working->answer.law, err);
    run_law_pass_over(working->law, key, &working->answer.law);
    return -1;
}

/* Tells of a file that broke off; false when the run was stopped meanwhile. */
static bool
fail_file(struct working *working, const struct err *err)
{
    struct run_result *result = &working->answer.file;

    disconnect_db(working);
    if (interrupt_signal() != 0)
        return false;
    if (err->code == ERR_TRY_AGAIN)
        run_law_leave(working->law, &result->key);
    result->outcome = RUN_FAILED;
    result->failure = err->code;
    result->has_results = false;
    result->is_waiting = false;
    snprintf(result->reason, sizeof result->reason, "%s", err->text);
    return true;
}

/* Settles a file that was waiting, and tells of it; false when the run was stopped meanwhile. */
static bool
settle_file(struct working *working, const struct run_result *waiting)
{
    const struct run_pool *pool = working->pool;
    const struct planned_file *file = &pool->plan->files[waiting->file];
    struct err err = {0};

    working->answer.file = *waiting;
    run_law_hold_none(working->law);
    if ((connect_db(working, &err) != 0 || run_retake_file(pool->rules, working->db, file,
                                               working->law, &working->answer.file, &err) != 0) &&
        !fail_file(working, &err))
        return false;
    return send_answer(working, ANSWER_SETTLED);
}

/* Files that were held and not judged with their year. */
static bool
settle_files(struct working *working)
{
    struct run_result waiting;

    while (run_law_take_unsettled(working->law, &waiting)) {
        if (!settle_file(working, &waiting))
            return false;
    }
    return true;
}

/* Those that a dead worker has left, as the parent knew them when it made this one. */
static bool
settle_after_death(struct working *working, const struct plan_group *group)
{
    run_law_hold_none(working->law);
    for (size_t i = 0; i < group->count; i++) {
        const struct run_result *result = &working->pool->results[group->first + i];

        if (result->is_waiting && !settle_file(working, result))
            return false;
    }
    return true;
}

/* Judges a year of the LEA and tells of it; false when the run was stopped meanwhile. */
static bool
judge_year(struct working *working, const struct submission_key *key)
{
    struct run_law_result *result = &working->answer.law;
    struct err err = {0};

    if (run_law_is_settled(working->law, key)) {
        run_law_pass_over(working->law, key, result);
        return settle_files(working);
    }
    if (judge(working, key, &err) != 0) {
        disconnect_db(working);
        if (interrupt_signal() != 0)
            return false;
        result->failure = err.code;
        snprintf(result->reason, sizeof result->reason, "%s", err.text);
        return send_answer(working, ANSWER_LAW) && settle_files(working);
    }
    if (result->is_judged && !send_answer(working, ANSWER_LAW))
        return false;
    return settle_files(working);
}

/* Fills the result of one file; false when the run was stopped meanwhile. */
static bool
take_file(struct working *working, size_t file)
{
    const struct run_pool *pool = working->pool;
    struct run_result *result = &working->answer.file;
    struct err err = {0};

    *result = (struct run_result){.file = (uint32_t)file, .key = pool->plan->files[file].key};
    if (run_file_is_known(pool->rules, &pool->plan->files[file], result))
        return true;
    if (connect_db(working, &err) == 0 &&
        run_file_take(
            pool->rules, working->db, &pool->plan->files[file], working->law, result, &err) == 0)
        return true;
    return fail_file(working, &err);
}

/* Who sends a file in another's name does not concern that other. */
static const struct submission_key *
key_of(const struct planned_file *file)
{
    static const struct submission_key none = {.extract = EXTRACT_NONE};

    return strcmp(file->lea, file->key.lea) == 0 ? &file->key : &none;
}

static bool
work_on(struct working *working, size_t file)
{
    const struct submission_key *key = key_of(&working->pool->plan->files[file]);
    struct submission_key over;

    if (run_law_next_file(working->law, key, &over) && !judge_year(working, &over))
        return false;
    return take_file(working, file) && send_answer(working, ANSWER_FILE) && settle_files(working);
}

/* Years are judged until none is left: one of which a file had to be taken anew comes again. */
static bool
judge_years(struct working *working)
{
    struct submission_key key;

    while (run_law_find_left(working->law, &key)) {
        if (!judge_year(working, &key))
            return false;
    }
    return true;
}

/*
 * A worker that takes the place of a dead one gets the rest of its files, and judges the
 * years of them all.
 */
static bool
work_off(struct working *working, const struct run_order *order)
{
    const struct run_plan *plan = working->pool->plan;
    const struct plan_group *group = &plan->groups[order->group];

    if (order->is_after_death && !settle_after_death(working, group))
        return false;
    for (size_t i = 0; i < group->count; i++)
        run_law_touch(working->law, key_of(&plan->files[group->first + i]));
    for (size_t i = 0; i < order->count; i++) {
        if (!work_on(working, order->first + i))
            return false;
    }
    if (!order->is_past_judging && !judge_years(working))
        return false;
    run_law_give_up(working->law);
    if (!settle_files(working))
        return false;
    run_law_rest(working->law);
    return send_answer(working, ANSWER_END);
}

void
run_worker_live(const struct run_pool *pool, int socket)
{
    struct working working = {.pool = pool, .socket = socket, .law = run_law_new(pool->rules)};
    struct run_order order;

    interrupt_watch_worker();
    while (receive_order(socket, &order) && work_off(&working, &order))
        continue;
    run_law_free(working.law);
    db_close(working.db);
}
