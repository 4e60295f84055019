#include "base/err.h"
#include "base/memory.h"

#include "cli/compare/cause_index.h"
#include "cli/compare/file_pairs.h"
#include "cli/compare/hash_set.h"
#include "cli/findings/findings_in.h"

#include "cli/compare/comparison.h"

/* Findings whose lines are kept: 32 MiB. */
enum { MAX_LINES = 2 * 1024 * 1024 };

struct comparison {
    struct file_pairs *files;
    struct cause_index *index;
    struct hash_set lines; /* of the older result: cause and line */
    uint64_t *listed;      /* by cause: samples */
    size_t *rule_order;
    struct comparison_sample *samples;
    size_t sample_count;
    enum file_side side;
};

static int
note_file(void *ctx, const struct finding_line *line, struct err *err)
{
    struct comparison *comparison = ctx;

    (void)err;
    file_pairs_add(comparison->files, comparison->side, line->file);
    return 0;
}

static size_t
find_cause(struct comparison *comparison, const struct finding_line *line, uint64_t *place_hash)
{
    size_t file = file_pairs_find(comparison->files, comparison->side, line->file);
    uint64_t hash;
    size_t place = cause_index_find(comparison->index, file, line, &hash);

    *place_hash = hash_add(hash, &line->line, sizeof line->line);
    return place;
}

static int
count_old(void *ctx, const struct finding_line *line, struct err *err)
{
    struct comparison *comparison = ctx;
    uint64_t hash;
    struct comparison_cause *cause =
        cause_index_at(comparison->index, find_cause(comparison, line, &hash));

    (void)err;
    hash_set_add(&comparison->lines, hash);
    if (cause->counts.before++ == 0)
        cause->line = line->line;
    return 0;
}

static int
count_new(void *ctx, const struct finding_line *line, struct err *err)
{
    struct comparison *comparison = ctx;
    uint64_t hash;
    struct comparison_cause *cause =
        cause_index_at(comparison->index, find_cause(comparison, line, &hash));

    (void)err;
    if (cause->counts.now++ == 0)
        cause->line = line->line;
    /* Until it is settled, those that stand where one stood. */
    cause->counts.persisting += hash_set_has(&comparison->lines, hash);
    return 0;
}

static void
add_counts(struct comparison_counts *sum, const struct comparison_counts *counts)
{
    sum->before += counts->before;
    sum->now += counts->now;
    sum->fixed += counts->fixed;
    sum->added += counts->added;
    sum->persisting += counts->persisting;
}

static void
settle_cause(struct comparison *comparison, size_t place)
{
    struct comparison_cause *cause = cause_index_at(comparison->index, place);
    struct comparison_counts *counts = &cause->counts;
    uint64_t standing = counts->persisting;

    counts->persisting = counts->before < counts->now ? counts->before : counts->now;
    counts->fixed = counts->before - counts->persisting;
    counts->added = counts->now - counts->persisting;
    cause->is_placed =
        counts->before == 0 || (standing == counts->persisting && !comparison->lines.is_full);
    add_counts(&cause_index_rule(comparison->index, cause->rule)->counts, counts);
}

static void
settle(struct comparison *comparison)
{
    size_t causes = cause_index_count(comparison->index);
    size_t rules = cause_index_rule_count(comparison->index);

    for (size_t i = 0; i < causes; i++)
        settle_cause(comparison, i);
    comparison->rule_order = memory_new_array(rules + 1, sizeof *comparison->rule_order);
    cause_index_order_rules(comparison->index, comparison->rule_order);
    comparison->listed = memory_new_array(causes + 1, sizeof *comparison->listed);
    comparison->samples =
        memory_new_array(rules * COMPARISON_SAMPLES + 1, sizeof *comparison->samples);
}

static int
list_new(void *ctx, const struct finding_line *line, struct err *err)
{
    struct comparison *comparison = ctx;
    uint64_t hash;
    size_t place = find_cause(comparison, line, &hash);
    const struct comparison_cause *cause = cause_index_at(comparison->index, place);
    struct comparison_rule *rule = cause_index_rule(comparison->index, cause->rule);

    (void)err;
    if (!cause->is_placed || comparison->listed[place] == cause->counts.added ||
        rule->sample_count == COMPARISON_SAMPLES || hash_set_has(&comparison->lines, hash))
        return 0;
    comparison->listed[place]++;
    rule->sample_count++;
    comparison->samples[comparison->sample_count++] = (struct comparison_sample){place, line->line};
    return 0;
}

static int
pass(struct comparison *comparison, const char *path, enum file_side side,
    int (*accept)(void *ctx, const struct finding_line *line, struct err *err), struct err *err)
{
    const struct finding_line_sink sink = {accept, comparison};

    comparison->side = side;
    return findings_in_read(path, &sink, err);
}

int
comparison_read(struct comparison **comparison, const char *old, const char *new, struct err *err)
{
    struct comparison *made = memory_new(sizeof *made);

    *comparison = made;
    made->files = file_pairs_new();
    made->index = cause_index_new();
    made->lines.limit = MAX_LINES;
    if (pass(made, old, FILE_OLD, note_file, err) != 0 ||
        pass(made, new, FILE_NEW, note_file, err) != 0)
        return -1;
    file_pairs_match(made->files);
    if (pass(made, old, FILE_OLD, count_old, err) != 0 ||
        pass(made, new, FILE_NEW, count_new, err) != 0)
        return -1;
    settle(made);
    return pass(made, new, FILE_NEW, list_new, err);
}

void
comparison_free(struct comparison *comparison)
{
    if (comparison == NULL)
        return;
    file_pairs_free(comparison->files);
    cause_index_free(comparison->index);
    hash_set_free(&comparison->lines);
    free(comparison->listed);
    free(comparison->rule_order);
    free(comparison->samples);
    free(comparison);
}

const struct file_pairs *
comparison_files(const struct comparison *comparison)
{
    return comparison->files;
}

struct comparison_counts
comparison_total(const struct comparison *comparison)
{
    struct comparison_counts total = {0};

    for (size_t i = 0; i < cause_index_rule_count(comparison->index); i++)
        add_counts(&total, &cause_index_rule(comparison->index, i)->counts);
    return total;
}

size_t
comparison_rule_count(const struct comparison *comparison)
{
    return cause_index_rule_count(comparison->index);
}

const struct comparison_rule *
comparison_rule(const struct comparison *comparison, size_t place)
{
    return cause_index_rule(comparison->index, comparison->rule_order[place]);
}

size_t
comparison_cause_count(const struct comparison *comparison)
{
    return cause_index_count(comparison->index);
}

const struct comparison_cause *
comparison_cause(const struct comparison *comparison, size_t place)
{
    return cause_index_at(comparison->index, place);
}

const struct comparison_rule *
comparison_cause_rule(const struct comparison *comparison, const struct comparison_cause *cause)
{
    return cause_index_rule(comparison->index, cause->rule);
}

size_t
comparison_sample_count(const struct comparison *comparison)
{
    return comparison->sample_count;
}

const struct comparison_sample *
comparison_sample(const struct comparison *comparison, size_t place)
{
    return &comparison->samples[place];
}
