#include "transform/law/law.h"

#include "cli/check/check_set_state.h"
#include "cli/pipeline/law_feed.h"
#include "cli/pipeline/materials.h"
#include "cli/pipeline/set_digest.h"
#include "cli/screen/terminal.h"

#include "cli/check/check_set.h"

/* The files of a set side by side, and the law over the accepted ones. */

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

/* Two files of one name are told apart by their folders, which results leave out otherwise. */
static void
add_other(struct buf *detail, const struct checked_file *file, const struct checked_file *other)
{
    bool is_of_one_name = strcmp(file->name, other->name) == 0;

    buf_add_text(detail, "the other file is ");
    terminal_add_name(detail, is_of_one_name ? other->path : other->name);
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
        add_other(&detail, &set->files[i], other);
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
