#include "base/buf.h"
#include "base/err.h"
#include "base/fault_point.h"
#include "sql/load/ledger.h"
#include "sql/load/load.h"
#include "sql/load/standing.h"

#include "cli/check/check_sentence.h"
#include "cli/findings/tally.h"
#include "cli/keep/keep.h"
#include "cli/pipeline/listener.h"
#include "cli/pipeline/materials.h"
#include "cli/pipeline/summary_json.h"
#include "cli/run/file_result.h"
#include "cli/run/inbox.h"
#include "cli/run/result_set.h"
#include "cli/run/run_known.h"
#include "cli/run/run_law.h"
#include "cli/run/run_plan.h"
#include "cli/run/run_result.h"

#include "cli/run/run_file.h"

/* One file on its way. */
struct taking {
    const struct run_rules *rules;
    struct db *db;
    const struct planned_file *file;
    struct run_law *law;
    struct file_result *own;
    struct load *load;         /* NULL before the first row */
    struct submission current; /* what it would replace, under the lock */
    bool has_current;
    bool is_known; /* stands already; only its results are written */
};

static const struct basis *
basis_of(const struct taking *taking)
{
    return &taking->rules->pipeline.materials->basis;
}

/* Whether the very bytes stand already, judged on the same grounds; without judging them anew. */
static int
find_unchanged(
    struct taking *taking, struct run_result *result, bool *is_unchanged, struct err *err)
{
    const struct planned_file *file = taking->file;
    const struct ingest_options reading =
        inbox_file_reading(file->from, &taking->rules->pipeline.ingest);
    struct submission *current = &taking->current;
    struct ingest_result digest;
    bool found;

    *is_unchanged = false;
    if (taking->rules->force || file->twin != NULL || file->key.year == 0 ||
        file->key.extract == EXTRACT_NONE || strcmp(file->lea, file->key.lea) != 0)
        return 0;
    if (ledger_current(taking->db, &file->key, current, &found, err) != 0)
        return -1;
    if (!found || !basis_is_same(&current->basis, basis_of(taking)))
        return 0;
    if (ingest_digest(file->from->path, &reading, &digest, err) != 0)
        return -1;
    *is_unchanged = digest.is_complete && strcmp(digest.sha256, current->sha256) == 0;
    if (*is_unchanged && !taking->rules->dry_run && inbox_file_is_as_seen(file->from) &&
        standing_renew_stamp(taking->db, &file->key, current->sha256, file->from->stamp, err) != 0)
        return -1;
    if (*is_unchanged) {
        result->outcome = RUN_UNCHANGED;
        result->rows = current->rows;
        memcpy(result->sha256, current->sha256, sizeof result->sha256);
    }
    return 0;
}

/* A file that is refused already must not even take the lock, least of all in another's name. */
static bool
may_load(const struct taking *taking, const struct submission_key *key)
{
    const char *expected_lea = taking->file->from->expected_lea;

    return !taking->is_known && taking->file->twin == NULL &&
           (*expected_lea == '\0' || strcmp(expected_lea, key->lea) == 0);
}

/* The lock, and what stands under it: nothing can be asked any more once rows are on their way. */
static int
begin_load(struct taking *taking, const struct submission_key *key, struct err *err)
{
    if (taking->load != NULL)
        return 0;
    if (load_begin(&taking->load, taking->db, key, taking->rules->wait_seconds, err) != 0)
        return -1;
    taking->has_current = load_current(taking->load, &taking->current);
    return 0;
}

static int
take_row(void *ctx, const struct row *row, struct err *err)
{
    struct taking *taking = ctx;
    const struct submission_key *key = pipeline_key(taking->own->pipeline);

    if (!may_load(taking, key))
        return 0;
    if (begin_load(taking, key, err) != 0)
        return -1;
    run_law_add_row(taking->law, key, row);
    return load_row(taking->load, row, err);
}

/*
 * How the file is read and judged: a kept one as it was when it was accepted, and one that stands
 * with as many refused rows as it has.
 */
static struct pipeline_options
options_of(const struct taking *taking)
{
    struct pipeline_options options = taking->rules->pipeline;
    const struct keep_how *how = taking->file->from->how;

    options.ingest = inbox_file_reading(taking->file->from, &options.ingest);
    if (taking->is_known && row_counts_rejected_share(&taking->current.rows) > options.max_rejected)
        options.max_rejected = row_counts_rejected_share(&taking->current.rows);
    if (how != NULL) {
        options.as_of = how->as_of;
        options.ingest.is_windows_1252 = how->is_windows_1252;
    }
    return options;
}

static int
keep(const struct taking *taking, const char *sha256, struct err *err)
{
    const struct run_rules *rules = taking->rules;
    const struct inbox_file *from = taking->file->from;
    const struct ingest_options reading = inbox_file_reading(from, &rules->pipeline.ingest);
    const struct keep_how how = {rules->pipeline.as_of, reading.is_windows_1252};

    if (rules->keep == NULL || rules->dry_run)
        return 0;
    return keep_add(rules->keep, from->path, &reading, sha256, &how, err);
}

static int
read_file(struct taking *taking, struct err *err)
{
    const struct planned_file *file = taking->file;
    const struct run_rules *rules = taking->rules;
    const struct pipeline_options options = options_of(taking);
    struct pipeline_input input = {
        .path = file->from->path,
        .expected_lea = file->from->expected_lea[0] != '\0' ? file->from->expected_lea : NULL,
        .listener = &taking->own->listener,
        .rows = {take_row, taking},
    };

    if (file_result_open(taking->own, rules, file->from->name, err) != 0)
        return -1;
    taking->own->pipeline = pipeline_new(&options, &input);
    if (file->twin != NULL) {
        struct buf detail = {0};
        int rc;

        buf_printf(&detail, "the other file is %s", file->twin->from->path);
        rc = pipeline_refuse(taking->own->pipeline, "file_same_submission_twice", detail.data, err);
        buf_free(&detail);
        if (rc != 0)
            return -1;
    }
    return pipeline_read(taking->own->pipeline, err);
}

/*
 * The guards that need to know what stands, under the lock. A file that shrinks
 * too much is refused; one that is the same after all is known.
 */
static int
compare_with_current(struct taking *taking, struct err *err)
{
    const struct outcome *outcome = pipeline_outcome(taking->own->pipeline);
    const struct judgement *judgement = &outcome->judgement;
    const struct submission *current = &taking->current;

    if (begin_load(taking, &judgement->key, err) != 0)
        return -1;
    if (!taking->has_current)
        return 0;
    if (strcmp(current->sha256, outcome->ingest.sha256) == 0 &&
        basis_is_same(&current->basis, basis_of(taking)))
        taking->is_known = !taking->rules->force;
    if (2 * judgement->rows.loaded < current->rows.loaded && !taking->rules->allow_shrink) {
        struct buf detail = {0};
        int rc;

        check_sentence_add_count(&detail, judgement->rows.loaded);
        buf_add_text(&detail, " instead of ");
        check_sentence_add_counted(&detail, current->rows.loaded, "row");
        buf_terminate(&detail);
        rc = pipeline_refuse(taking->own->pipeline, "file_shrinks", detail.data, err);
        buf_free(&detail);
        return rc;
    }
    return 0;
}

/* NULL when the bytes that were read may be others than those that bear the stamp. */
static const char *
stamp_of(const struct planned_file *file, const struct submission_key *key)
{
    bool is_as_planned = file->key.extract == key->extract && file->key.year == key->year &&
                         strcmp(file->key.lea, key->lea) == 0 && strcmp(file->lea, key->lea) == 0;

    return is_as_planned && inbox_file_is_as_seen(file->from) ? file->from->stamp : NULL;
}

static void
fill_submission(const struct taking *taking, struct submission *submission)
{
    const struct outcome *outcome = pipeline_outcome(taking->own->pipeline);

    *submission = (struct submission){
        .key = outcome->judgement.key,
        .file_name = outcome->file,
        .bytes = outcome->ingest.bytes,
        .rows = outcome->judgement.rows,
        .verdict = outcome->judgement.verdict,
        .basis = *basis_of(taking),
        .stamp = stamp_of(taking->file, &outcome->judgement.key),
    };
    memcpy(submission->sha256, outcome->ingest.sha256, sizeof submission->sha256);
    /* A refusal is the submitter's, whoever's name the file holds. */
    if (taking->file->from->expected_lea[0] != '\0')
        memcpy(submission->key.lea, taking->file->from->expected_lea, sizeof submission->key.lea);
}

static int
store(struct taking *taking, bool is_held, struct run_result *result, struct err *err)
{
    const struct judgement *judgement = &pipeline_outcome(taking->own->pipeline)->judgement;
    struct submission submission;
    struct load *load = taking->load;

    fill_submission(taking, &submission);
    /* Before it stands: what stands is kept. */
    if (keep(taking, submission.sha256, err) != 0)
        return -1;
    result->id = load_id(load);
    if (is_held)
        load_commit_later(load);
    taking->load = NULL;
    if (load_commit(load, &submission, judgement->counts, judgement->count_count,
            judgement->normalizations, judgement->normalization_count, taking->rules->dry_run,
            err) != 0)
        return -1;
    run_law_accept(taking->law, &submission, result->id);
    return 0;
}

static int
accept(struct taking *taking, struct run_result *result, struct err *err)
{
    struct file_result *own = taking->own;
    bool is_held = run_law_may_hold(taking->law, &result->key);
    int rc = is_held ? file_result_hold(own, err) : file_result_finish(own, taking->rules, err);

    if (rc != 0)
        return -1;
    fault_point_pass("results_written");
    result->outcome = taking->is_known ? RUN_UNCHANGED : RUN_ACCEPTED;
    if (!taking->is_known && store(taking, is_held, result, err) != 0)
        return -1;
    if (!is_held)
        return result_set_commit(&own->results, err);
    result->is_waiting = true;
    run_law_hold(taking->law, result, own);
    taking->own = NULL;
    return 0;
}

/* Two copies of one file are told each. What an LEA sends is no answer to another's file. */
static unsigned
refusal_how(const struct taking *taking)
{
    const char *lea = pipeline_outcome(taking->own->pipeline)->judgement.key.lea;
    const char *expected = taking->file->from->expected_lea;
    bool is_of_another = *expected != '\0' && strcmp(expected, lea) != 0;

    return (taking->file->twin != NULL ? REFUSAL_BY_NAME : 0) | (is_of_another ? REFUSAL_EVER : 0);
}

static int
refuse(struct taking *taking, struct run_result *result, struct err *err)
{
    const struct judgement *judgement = &pipeline_outcome(taking->own->pipeline)->judgement;
    struct summary_file file = {pipeline_outcome(taking->own->pipeline), taking->own->tally};
    struct submission submission;
    struct buf reason = {0};
    bool was_refused;

    load_abandon(taking->load);
    taking->load = NULL;
    check_sentence_add_reason(&reason, &file);
    buf_terminate(&reason);
    snprintf(result->reason, sizeof result->reason, "%s", reason.data);
    buf_free(&reason);
    fill_submission(taking, &submission);
    if (file_result_finish(taking->own, taking->rules, err) != 0 ||
        ledger_was_refused(taking->db, &submission, refusal_how(taking), &was_refused, err) != 0)
        return -1;
    result->outcome = was_refused ? RUN_REFUSED_BEFORE : RUN_REFUSED;
    if (!was_refused && !taking->rules->dry_run &&
        ledger_refuse(taking->db, &submission, judgement->counts, judgement->count_count, err) != 0)
        return -1;
    return result_set_commit(&taking->own->results, err);
}

static int
judge_and_store(struct taking *taking, struct run_result *result, struct err *err)
{
    const struct outcome *outcome;

    if (read_file(taking, err) != 0)
        return -1;
    fault_point_pass("file_judged");
    outcome = pipeline_outcome(taking->own->pipeline);
    /* What stands was accepted under other limits; its result shall not say otherwise. */
    if (taking->is_known && outcome->judgement.verdict != VERDICT_ACCEPTED)
        return 0;
    if (outcome->judgement.verdict == VERDICT_ACCEPTED && !taking->is_known &&
        compare_with_current(taking, err) != 0)
        return -1;
    result->key = outcome->judgement.key;
    result->rows = outcome->judgement.rows;
    result->has_results = taking->own->results.is_open;
    memcpy(result->sha256, outcome->ingest.sha256, sizeof result->sha256);
    if (outcome->judgement.verdict == VERDICT_ACCEPTED)
        return accept(taking, result, err);
    return refuse(taking, result, err);
}

/* A result that stands is not written again, so nothing replaces what was left beside it. */
static bool
has_result(const char *folder, const char *sha256, const struct basis *basis)
{
    if (!result_set_is_of(folder, sha256, basis))
        return false;
    result_set_sweep(folder);
    return true;
}

bool
run_file_is_known(
    const struct run_rules *rules, const struct planned_file *file, struct run_result *result)
{
    struct buf folder = {0};

    if (file->known == NULL || file->twin != NULL || strcmp(file->lea, file->key.lea) != 0 ||
        (rules->keep != NULL && !keep_has(rules->keep, file->known->sha256)))
        return false;
    result->outcome = RUN_UNCHANGED;
    result->key = file->key;
    result->rows = file->known->rows;
    memcpy(result->sha256, file->known->sha256, sizeof result->sha256);
    if (rules->output == NULL)
        return true;
    buf_printf(&folder, "%s/%s", rules->output, file->folder);
    result->has_results =
        has_result(folder.data, result->sha256, &rules->pipeline.materials->basis);
    buf_free(&folder);
    return result->has_results;
}

int
run_file_take(const struct run_rules *rules, struct db *db, const struct planned_file *file,
    struct run_law *law, struct run_result *result, struct err *err)
{
    struct taking taking = {.rules = rules, .db = db, .file = file, .law = law};
    const char *folder;
    int rc;

    result->key = file->key;
    taking.own = file_result_new(rules, file->folder);
    folder = taking.own->folder.data;
    rc = find_unchanged(&taking, result, &taking.is_known, err);
    if (rc == 0 && taking.is_known && rules->keep != NULL && !keep_has(rules->keep, result->sha256))
        rc = keep(&taking, result->sha256, err);
    if (rc == 0 && taking.is_known && folder != NULL)
        result->has_results = has_result(folder, result->sha256, &rules->pipeline.materials->basis);
    if (rc == 0 && (!taking.is_known || (folder != NULL && !result->has_results)))
        rc = judge_and_store(&taking, result, err);
    /* Rows that passed and do not stand count nowhere; those that did were kept. */
    run_law_refuse(law);
    load_abandon(taking.load);
    file_result_free(taking.own);
    return rc;
}
