#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/outfile.h"
#include "transform/law/law.h"

#include "cli/check/result_folder.h"
#include "cli/findings/findings_csv.h"
#include "cli/findings/rejects.h"
#include "cli/findings/tally.h"
#include "cli/pipeline/law_feed.h"
#include "cli/pipeline/listener.h"
#include "cli/pipeline/materials.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/set_digest.h"
#include "cli/pipeline/summary_json.h"
#include "cli/screen/progress.h"
#include "cli/screen/terminal.h"

#include "cli/check/check_set.h"

struct checked_file {
    char *name;
    struct tally *tally;
    struct rejects rejects;
    struct buf folder; /* of the refused records; empty for none */
    int folders_made;  /* the last ones of it, for these */
    struct listener listener;
    struct pipeline *pipeline;
    struct law_feed *feed;
    bool has_rows; /* the law has heard of some */
};

struct check_set {
    struct pipeline_options options;
    struct law_feed *feed;
    const char *lea;
    bool show_values;
    const char *dir; /* for results; NULL for none */
    bool has_findings;
    int capacity;
    struct result_file findings_file;
    struct out findings_out; /* standard output, when there is no folder */
    struct err findings_err;
    struct findings_csv findings;
    struct checked_file *files;   /* never moved: listeners point into them */
    struct summary_file *summary; /* beside the files */
    size_t count;
    char digest[SHA256_TEXT_SIZE]; /* of what the law was asked about */
    enum err_code failure;
};

struct check_set *
check_set_new(
    const struct pipeline_options *options, const char *lea, bool show_values, int capacity)
{
    struct check_set *set = memory_new(sizeof *set);

    set->options = *options;
    set->feed = law_feed_new(options->materials);
    set->lea = lea;
    set->show_values = show_values;
    set->capacity = capacity;
    set->files = memory_new_array((size_t)capacity, sizeof *set->files);
    set->summary = memory_new_array((size_t)capacity, sizeof *set->summary);
    return set;
}

static void
reset_file(struct checked_file *file)
{
    rejects_discard(&file->rejects);
    if (file->folders_made > 0)
        outfile_remove_empty(file->folder.data, file->folders_made);
    buf_free(&file->folder);
    pipeline_free(file->pipeline);
    tally_free(file->tally);
    free(file->name);
    *file = (struct checked_file){0};
}

void
check_set_free(struct check_set *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < set->count; i++)
        reset_file(&set->files[i]);
    law_feed_free(set->feed);
    findings_csv_end(&set->findings);
    result_file_discard(&set->findings_file);
    free(set->files);
    free(set->summary);
    free(set);
}

int
check_set_open_findings(struct check_set *set, const char *dir, struct err *err)
{
    struct out *out = &set->findings_out;

    set->dir = dir;
    set->has_findings = true;
    if (dir == NULL) {
        *out = out_to_stream(stdout, &set->findings_err);
    } else {
        if (result_file_open(&set->findings_file, dir, "findings.csv", err) != 0)
            return -1;
        out = &set->findings_file.out;
    }
    findings_csv_begin(&set->findings, out, set->show_values);
    return 0;
}

static bool
is_taken(const struct check_set *set, const struct checked_file *file)
{
    for (const struct checked_file *each = set->files; each < file; each++) {
        if (each->folder.len == file->folder.len &&
            memcmp(each->folder.data, file->folder.data, file->folder.len) == 0)
            return true;
    }
    return false;
}

/*
 * A single file's refused records go straight into the folder; those of several
 * into one folder each, so that each keeps its own header.
 */
static void
name_reject_folder(const struct check_set *set, struct checked_file *file)
{
    unsigned number = 1;

    if (set->capacity == 1)
        buf_add_text(&file->folder, set->dir);
    else
        while (
            !result_folder_name(&file->folder, set->dir, file->name, number) || is_taken(set, file))
            number++;
}

static int
open_rejects(const struct check_set *set, struct checked_file *file, struct err *err)
{
    if (!set->has_findings || set->dir == NULL)
        return 0;
    name_reject_folder(set, file);
    if (outfile_make_folder_counted(file->folder.data, &file->folders_made, err) != 0)
        return -1;
    return rejects_open(&file->rejects, file->folder.data, err);
}

static void
tick(void *ctx, unsigned long records)
{
    const struct checked_file *file = ctx;

    progress_show_records(file->name, records);
}

static void
tell_failure(struct check_set *set, const struct err *err)
{
    struct buf buf = {0};

    progress_clear();
    terminal_add_name(&buf, err->text);
    fprintf(stderr, "isprofile: %s\n", buf.data);
    buf_free(&buf);
    if (set->failure == ERR_NONE)
        set->failure = err->code;
}

static int
take_row(void *ctx, const struct row *row, struct err *err)
{
    struct checked_file *file = ctx;

    (void)err;
    file->has_rows = true;
    law_feed_add(file->feed, pipeline_key(file->pipeline), row);
    return 0;
}

int
check_set_add(struct check_set *set, const char *path, struct err *err)
{
    struct checked_file *file = &set->files[set->count];
    struct pipeline_input input = {.path = path,
        .expected_lea = set->lea,
        .listener = &file->listener,
        .rows = {take_row, file},
        .progress = {tick, file}};

    *file = (struct checked_file){
        .name = terminal_file_name(path), .tally = tally_new(set->show_values), .feed = set->feed};
    set->count++;
    law_feed_next(set->feed);
    if (open_rejects(set, file, err) != 0)
        return -1;
    file->listener = (struct listener){.file = file->name,
        .tally = file->tally,
        .findings = set->has_findings ? &set->findings : NULL,
        .rejects = &file->rejects};
    file->pipeline = pipeline_new(&set->options, &input);
    if (pipeline_read(file->pipeline, err) == 0) {
        set->summary[set->count - 1] =
            (struct summary_file){pipeline_outcome(file->pipeline), file->tally};
        return 0;
    }
    if (err->code != ERR_NO_INPUT)
        return -1;
    tell_failure(set, err);
    reset_file(file);
    set->count--;
    return 0;
}

static const struct submission_key *
key_of(const struct check_set *set, size_t i)
{
    return &pipeline_outcome(set->files[i].pipeline)->judgement.key;
}

static bool
is_same_submission(const struct submission_key *a, const struct submission_key *b)
{
    return a->lea[0] != '\0' && strcmp(a->lea, b->lea) == 0 && a->extract != EXTRACT_NONE &&
           a->extract == b->extract && a->year != 0 && a->year == b->year;
}

/* The first other file of the set that is the same submission; NULL without one. */
static const struct checked_file *
find_double(const struct check_set *set, size_t file)
{
    for (size_t i = 0; i < set->count; i++) {
        if (i != file && is_same_submission(key_of(set, i), key_of(set, file)))
            return &set->files[i];
    }
    return NULL;
}

static int
judge_doubles(struct check_set *set, struct err *err)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct checked_file *other = find_double(set, i);
        struct buf detail = {0};
        int rc;

        if (other == NULL)
            continue;
        buf_add_text(&detail, "the other file is ");
        terminal_add_name(&detail, other->name);
        rc =
            pipeline_refuse(set->files[i].pipeline, "file_same_submission_twice", detail.data, err);
        buf_free(&detail);
        if (rc != 0)
            return -1;
    }
    return 0;
}

/* Rules across files see the files as one LEA's set of one year, so they must be that. */
static int
judge_keys(const struct check_set *set, struct err *err)
{
    size_t lea = set->count, year = set->count; /* the first file that tells it */

    for (size_t i = 0; i < set->count; i++) {
        const struct submission_key *key = key_of(set, i);

        if (lea == set->count && key->lea[0] != '\0')
            lea = i;
        if (year == set->count && key->year != 0)
            year = i;
        if (key->lea[0] != '\0' && strcmp(key->lea, key_of(set, lea)->lea) != 0)
            return err_set(err, ERR_USAGE,
                "check: \"%s\" is of LEA %s, \"%s\" of LEA %s; check one LEA at a time",
                set->files[lea].name, key_of(set, lea)->lea, set->files[i].name, key->lea);
        if (key->year != 0 && key->year != key_of(set, year)->year)
            return err_set(err, ERR_USAGE,
                "check: \"%s\" is of %d-%d, \"%s\" of %d-%d; check one school year at a time",
                set->files[year].name, key_of(set, year)->year, key_of(set, year)->year + 1,
                set->files[i].name, key->year, key->year + 1);
    }
    return 0;
}

static bool
is_accepted(const struct outcome *outcome)
{
    return outcome->has_form && outcome->judgement.verdict == VERDICT_ACCEPTED;
}

/* Rows of a refused file count nowhere; an accepted one without rows is still there. */
static void
settle_files(struct check_set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        struct checked_file *file = &set->files[i];
        const struct outcome *outcome = pipeline_outcome(file->pipeline);
        const struct judgement *judgement = &outcome->judgement;

        if (!is_accepted(outcome)) {
            if (file->has_rows)
                law_feed_drop(set->feed, judgement->key.extract);
            continue;
        }
        if (!file->has_rows)
            law_feed_keep(set->feed, &judgement->key);
        law_feed_listen(set->feed, judgement->key.extract, listener_finding_sink(&file->listener),
            &outcome->form);
    }
}

/* What the law is asked about: the accepted files. */
static void
make_digest(struct check_set *set)
{
    const char *files[EXTRACT_COUNT] = {NULL};

    for (size_t i = 0; i < set->count; i++) {
        const struct outcome *outcome = pipeline_outcome(set->files[i].pipeline);

        if (is_accepted(outcome))
            files[outcome->judgement.key.extract] = outcome->ingest.sha256;
    }
    set_digest_make(files, &set->options.materials->basis, set->digest);
}

static int
judge_law(struct check_set *set, struct err *err)
{
    struct law_judgement judgement;
    bool is_judged;

    settle_files(set);
    make_digest(set);
    if (law_feed_finish(set->feed, &judgement, &is_judged, err) != 0)
        return -1;
    for (size_t i = 0; is_judged && i < set->count; i++)
        if (is_accepted(pipeline_outcome(set->files[i].pipeline)))
            pipeline_add_law(set->files[i].pipeline, &judgement);
    return 0;
}

int
check_set_judge(struct check_set *set, struct err *err)
{
    if (judge_keys(set, err) != 0 || judge_doubles(set, err) != 0)
        return -1;
    return judge_law(set, err);
}

int
check_set_finish(struct check_set *set, struct err *err)
{
    if (out_status(&set->findings_out) != 0) {
        *err = set->findings_err;
        return -1;
    }
    if (result_file_finish(&set->findings_file, err) != 0)
        return -1;
    for (size_t i = 0; i < set->count; i++) {
        if (rejects_finish(&set->files[i].rejects, err) != 0)
            return -1;
    }
    return 0;
}

int
check_set_commit(struct check_set *set, struct err *err)
{
    for (size_t i = 0; i < set->count; i++) {
        if (rejects_commit(&set->files[i].rejects, err) != 0)
            return -1;
    }
    return result_file_commit(&set->findings_file, err);
}

int
check_set_failure(const struct check_set *set, struct err *err)
{
    return set->failure == ERR_NONE ? 0 : err_set(err, set->failure, "%s", "");
}

void
check_set_fill_summary(const struct check_set *set, struct summary *summary)
{
    *summary = (struct summary){
        .materials = set->options.materials,
        .max_rejected = set->options.max_rejected,
        .set = set->digest,
        .shows_values = set->show_values,
        .files = set->summary,
        .file_count = set->count,
    };
}
