#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/memory.h"
#include "base/row.h"
#include "base/school.h"
#include "ingest/ingest.h"
#include "transform/catalogue.h"
#include "transform/directory.h"
#include "transform/judge.h"
#include "transform/law/law.h"
#include "transform/reference.h"

#include "rules/judging.h"

struct judging_world {
    struct reference *reference;
    struct directory *directory;
};

/* Files on their way: the law hears of every row that the judge of its file accepts. */
struct judging {
    const struct judging_world *world;
    const struct judging_options *options;
    struct law *law;       /* NULL before the first row */
    struct judge *judge;   /* of the file in hand */
    struct judged *judged; /* of the file in hand */
    struct judged *of_extract[EXTRACT_COUNT];
};

static int
add_school(void *ctx, const struct school *school, struct err *err)
{
    (void)err;
    directory_add(ctx, school);
    return 0;
}

struct judging_world *
judging_world_new(const char *directory_path)
{
    struct judging_world *world = memory_new(sizeof *world);
    struct err err = {0};

    world->reference = reference_new();
    world->directory = directory_new();
    if (ingest_directory(directory_path,
            &(struct school_sink){.accept = add_school, .ctx = world->directory}, &err) != 0)
        fail_msg("%s", err.text);
    directory_seal(world->directory);
    return world;
}

void
judging_world_free(struct judging_world *world)
{
    if (world == NULL)
        return;
    directory_free(world->directory);
    reference_free(world->reference);
    free(world);
}

static void
add_finding(struct judged *judged, const struct finding *finding)
{
    struct judged_finding *kept;

    judged->findings =
        memory_grow(judged->findings, judged->finding_count + 1, sizeof *judged->findings);
    kept = &judged->findings[judged->finding_count++];
    *kept = (struct judged_finding){.rule = finding->rule,
        .line = finding->line,
        .ineligible_days = finding->ineligible_days,
        .ineligible_ada = finding->ineligible_ada};
    snprintf(kept->column, sizeof kept->column, "%s", finding->column ? finding->column : "");
    buf_printf(&judged->told, "%s %lu %lu %d %s %lld %lld %s: ", finding->rule->id, finding->line,
        finding->record, finding->field, kept->column, (long long)finding->ineligible_days,
        (long long)finding->ineligible_ada, finding->detail != NULL ? finding->detail : "");
    buf_add(&judged->told, finding->value.at, finding->has_value ? finding->value.len : 0);
    buf_add_byte(&judged->told, '\n');
}

static int
keep_finding(void *ctx, const struct finding *finding, struct err *err)
{
    (void)err;
    add_finding(((struct judging *)ctx)->judged, finding);
    return 0;
}

static int
keep_law_finding(void *ctx, enum extract extract, const struct finding *finding, struct err *err)
{
    (void)err;
    add_finding(((struct judging *)ctx)->of_extract[extract], finding);
    return 0;
}

static bool
is_number(const struct column *column)
{
    switch (column->type) {
    case COLUMN_DATE:
    case COLUMN_YEAR:
    case COLUMN_SSID:
    case COLUMN_INT:
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        return true;
    default:
        return false;
    }
}

/* What a value is, whatever its spelling was: a number where the type has one. */
static void
dump_value(struct buf *rows, const struct column *column, const struct value *value)
{
    buf_printf(rows, " %s=", column->name);
    if (is_number(column))
        buf_printf(rows, "%lld", (long long)value->number);
    else
        buf_add(rows, value->text.at, value->text.len);
    buf_add_byte(rows, '\n');
}

static void
write_csv_cell(struct buf *csv, struct text text, bool is_last)
{
    buf_add_byte(csv, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"')
            buf_add_byte(csv, '"');
        buf_add_byte(csv, text.at[i]);
    }
    buf_add_text(csv, is_last ? "\"\n" : "\",");
}

static void
write_csv_header(struct buf *csv, const struct layout *layout)
{
    for (int i = 0; i < layout->column_count; i++)
        write_csv_cell(csv, text_of(layout->columns[i].name), i == layout->column_count - 1);
}

static void
begin_law(struct judging *judging, enum extract extract)
{
    struct law_options options = {
        .directory = judging->options->without_directory ? NULL : judging->world->directory,
        .key = *judge_key(judging->judge)};

    if (judging->law == NULL)
        judging->law = law_new(&options);
    law_begin_extract(judging->law, extract);
    judging->of_extract[extract] = judging->judged;
}

/* The line of a row is left out: it differs between the forms of one content. */
static int
keep_row(void *ctx, const struct row *row, struct err *err)
{
    struct judging *judging = ctx;
    struct judged *judged = judging->judged;
    const struct layout *layout = layout_of(row->extract);

    (void)err;
    if (judging->of_extract[row->extract] != judged)
        begin_law(judging, row->extract);
    law_add_row(judging->law, row);
    if (judged->rows_given++ == 0)
        write_csv_header(&judged->csv, layout);
    buf_printf(&judged->rows, "%s %lu\n", layout->name, row->number);
    for (int i = 0; i < layout->column_count; i++) {
        const struct value *value = &row->values[i];

        if (value->is_present)
            dump_value(&judged->rows, &layout->columns[i], value);
        write_csv_cell(&judged->csv, value->is_present ? value->text : (struct text){0},
            i == layout->column_count - 1);
    }
    return 0;
}

static int
keep_reject(void *ctx, const struct record *record, struct err *err)
{
    struct judged *judged = ((struct judging *)ctx)->judged;

    (void)err;
    judged->rejects_given++;
    buf_add(&judged->rejects, record->raw.at, record->raw.len);
    return 0;
}

static void
keep_judgement(struct judged *judged, const struct judgement *judgement)
{
    judged->counts = judgement->rows;
    judged->key = judgement->key;
    judged->verdict = judgement->verdict;
    for (size_t i = 0; i < judgement->normalization_count; i++) {
        const struct normalization *one = &judgement->normalizations[i];

        buf_printf(&judged->normalizations, "%s,%s,%s,%llu\n", one->column, one->spelling,
            one->code, (unsigned long long)one->rows);
    }
    judged->found = memory_new_array(catalogue_size(), sizeof *judged->found);
    judged->applied = memory_new_array(catalogue_size(), sizeof *judged->applied);
    assert_int_equal(judgement->count_count, catalogue_size());
    for (size_t i = 0; i < judgement->count_count; i++) {
        judged->found[i] = judgement->counts[i].found;
        judged->applied[i] = judgement->counts[i].applied;
    }
}

static void
judge_file(struct judging *judging, const char *path)
{
    const struct judging_world *world = judging->world;
    const struct judging_options *options = judging->options;
    struct ingest_options reading = {.max_expanded = options->max_expanded,
        .is_windows_1252 = options->is_windows_1252,
        .always_libcsv = options->always_libcsv};
    struct judge_options how = {.reference = world->reference,
        .directory = options->without_directory ? NULL : world->directory,
        .expected_lea = options->lea[0] != '\0' ? options->lea : NULL,
        .as_of = options->as_of,
        .max_rejected = options->max_rejected};
    struct judge_sinks sinks = {.rows = {.accept = keep_row, .ctx = judging},
        .findings = {.accept = keep_finding, .ctx = judging},
        .rejects = {.record = keep_reject, .ctx = judging}};
    struct ingest_result result;
    struct judgement judgement;
    struct err err = {0};

    judging->judge = judge_new(&how, &sinks);
    if (ingest_file(path, &reading, judge_record_sink(judging->judge), &result, &err) != 0 ||
        judge_finish(judging->judge, &judgement, &err) != 0)
        fail_msg("%s: %s", path, err.text);
    keep_judgement(judging->judged, &judgement);
    if (judging->judged->rows_given > 0 && judgement.verdict != VERDICT_ACCEPTED)
        law_drop_extract(judging->law, judgement.key.extract);
    judge_free(judging->judge);
}

static void
judge_together(struct judging *judging)
{
    struct law_sinks sinks = {.finding = keep_law_finding, .ctx = judging};
    struct law_judgement judgement;
    struct err err = {0};

    if (law_finish(judging->law, &sinks, &judgement, &err) != 0)
        fail_msg("%s", err.text);
    for (int i = 0; i < EXTRACT_COUNT; i++)
        for (size_t k = 0; judging->of_extract[i] != NULL && k < judgement.count_count; k++) {
            judging->of_extract[i]->found[k] += judgement.counts[i][k].found;
            judging->of_extract[i]->applied[k] += judgement.counts[i][k].applied;
        }
}

void
judging_files(const struct judging_world *world, const struct judging_options *options,
    const char *const *paths, size_t count, struct judged *judged)
{
    struct judging judging = {.world = world, .options = options};

    for (size_t i = 0; i < count; i++) {
        judged[i] = (struct judged){0};
        judging.judged = &judged[i];
        judge_file(&judging, paths[i]);
    }
    if (judging.law != NULL)
        judge_together(&judging);
    law_free(judging.law);
    for (size_t i = 0; i < count; i++) {
        buf_terminate(&judged[i].told);
        buf_terminate(&judged[i].rows);
        buf_terminate(&judged[i].csv);
        buf_terminate(&judged[i].rejects);
        buf_terminate(&judged[i].normalizations);
    }
}

void
judging_file(const struct judging_world *world, const struct judging_options *options,
    const char *path, struct judged *judged)
{
    judging_files(world, options, &path, 1, judged);
}

void
judged_reset(struct judged *judged)
{
    free(judged->findings);
    free(judged->found);
    free(judged->applied);
    buf_free(&judged->told);
    buf_free(&judged->rows);
    buf_free(&judged->csv);
    buf_free(&judged->rejects);
    buf_free(&judged->normalizations);
    *judged = (struct judged){0};
}
