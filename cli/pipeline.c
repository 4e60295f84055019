#include "base/err.h"
#include "base/memory.h"
#include "ingest/ingest.h"
#include "transform/law.h"

#include "cli/interrupt.h"
#include "cli/listener.h"
#include "cli/materials.h"

#include "cli/pipeline.h"

enum { TICK_RECORDS = 16384 };

struct pipeline {
    struct pipeline_input input;
    struct ingest_options ingest;
    struct judge *judge;
    struct outcome outcome;
    int16_t *columns; /* copy of form.column_of_field */
    bool is_read;
    struct rule_count *counts;     /* with those of the law; NULL without */
    struct not_judged *not_judged; /* likewise */
};

static int
drop_row(void *ctx, const struct row *row, struct err *err)
{
    (void)ctx;
    (void)row;
    (void)err;
    return 0;
}

struct pipeline *
pipeline_new(const struct pipeline_options *options, const struct pipeline_input *input)
{
    struct pipeline *pipeline = memory_new(sizeof *pipeline);
    struct judge_options judge_options = {
        .reference = options->materials->reference,
        .directory = options->materials->directory,
        .expected_lea = input->expected_lea,
        .as_of = options->as_of,
        .max_rejected = options->max_rejected,
    };
    struct judge_sinks sinks = {
        .rows = input->rows.accept != NULL ? input->rows : (struct row_sink){drop_row, NULL},
        .findings = listener_finding_sink(input->listener),
        .rejects = listener_reject_sink(input->listener),
    };

    pipeline->input = *input;
    pipeline->ingest = options->ingest;
    pipeline->judge = judge_new(&judge_options, &sinks);
    pipeline->outcome.file = input->listener->file;
    return pipeline;
}

void
pipeline_free(struct pipeline *pipeline)
{
    if (pipeline == NULL)
        return;
    judge_free(pipeline->judge);
    free(pipeline->columns);
    free(pipeline->counts);
    free(pipeline->not_judged);
    free(pipeline);
}

static int
begin(void *ctx, const struct file_form *form, struct err *err)
{
    struct pipeline *pipeline = ctx;
    const struct record_sink *sink = judge_record_sink(pipeline->judge);
    struct file_form *copy = &pipeline->outcome.form;

    *copy = *form;
    pipeline->columns = memory_new_array((size_t)form->field_count + 1, sizeof *pipeline->columns);
    memcpy(pipeline->columns, form->column_of_field,
        (size_t)form->field_count * sizeof *pipeline->columns);
    copy->column_of_field = pipeline->columns;
    copy->field_of_column = NULL;
    copy->header = (struct text){0};
    pipeline->outcome.has_form = true;
    return sink->begin(sink->ctx, form, err);
}

static int
take_record(void *ctx, const struct record *record, struct err *err)
{
    struct pipeline *pipeline = ctx;
    const struct record_sink *sink = judge_record_sink(pipeline->judge);
    const struct pipeline_progress *progress = &pipeline->input.progress;

    if (interrupt_check(err) != 0)
        return -1;
    if (progress->tick != NULL && record->number % TICK_RECORDS == 0)
        progress->tick(progress->ctx, record->number);
    return sink->record(sink->ctx, record, err);
}

static int
take_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    struct pipeline *pipeline = ctx;
    const struct record_sink *sink = judge_record_sink(pipeline->judge);

    return sink->problem(sink->ctx, problem, err);
}

int
pipeline_refuse(struct pipeline *pipeline, const char *rule_id, const char *detail, struct err *err)
{
    if (judge_add_file_finding(pipeline->judge, rule_id, detail, err) != 0)
        return -1;
    if (!pipeline->is_read)
        return 0;
    return judge_finish(pipeline->judge, &pipeline->outcome.judgement, err);
}

/*
 * Where every row may be refused, and the rows that tell whose submission this
 * is are, there is none that the file could be.
 */
static int
refuse_unknown(struct pipeline *pipeline, struct err *err)
{
    const struct judgement *judgement = &pipeline->outcome.judgement;
    const struct submission_key *key = &judgement->key;

    if (judgement->verdict != VERDICT_ACCEPTED ||
        (key->lea[0] != '\0' && key->extract != EXTRACT_NONE && key->year != 0))
        return 0;
    return pipeline_refuse(pipeline, "file_rejected_share",
        "no good row is left to tell the LEA and the academic year", err);
}

int
pipeline_read(struct pipeline *pipeline, struct err *err)
{
    struct record_sink sink = {begin, take_record, take_problem, pipeline};
    struct outcome *outcome = &pipeline->outcome;

    if (ingest_file(pipeline->input.path, &pipeline->ingest, &sink, &outcome->ingest, err) != 0)
        return -1;
    if (interrupt_check(err) != 0)
        return -1;
    pipeline->is_read = true;
    if (judge_finish(pipeline->judge, &outcome->judgement, err) != 0)
        return -1;
    return refuse_unknown(pipeline, err);
}

static void
add_counts(struct pipeline *pipeline, const struct rule_count *law)
{
    struct judgement *judgement = &pipeline->outcome.judgement;

    pipeline->counts = memory_new_array(judgement->count_count, sizeof *pipeline->counts);
    for (size_t i = 0; i < judgement->count_count; i++) {
        pipeline->counts[i] = judgement->counts[i];
        pipeline->counts[i].found += law[i].found;
        pipeline->counts[i].applied += law[i].applied;
        pipeline->counts[i].ineligible_days += law[i].ineligible_days;
    }
    judgement->counts = pipeline->counts;
}

/* Two lists in the order of the catalogue become one. */
static void
add_not_judged(struct pipeline *pipeline, const struct law_judgement *law)
{
    struct judgement *judgement = &pipeline->outcome.judgement;
    size_t own = 0, count = 0;
    struct not_judged *all =
        memory_new_array(judgement->not_judged_count + law->not_judged_count + 1, sizeof *all);

    for (size_t i = 0; i < law->not_judged_count; i++) {
        const struct law_not_judged *other = &law->not_judged[i];

        if (other->extract != judgement->key.extract)
            continue;
        while (own < judgement->not_judged_count &&
               judgement->not_judged[own].rule->number < other->rule->number)
            all[count++] = judgement->not_judged[own++];
        all[count++] = (struct not_judged){other->rule, other->reason};
    }
    while (own < judgement->not_judged_count)
        all[count++] = judgement->not_judged[own++];
    judgement->not_judged = pipeline->not_judged = all;
    judgement->not_judged_count = count;
}

void
pipeline_add_law(struct pipeline *pipeline, const struct law_judgement *law)
{
    struct outcome *outcome = &pipeline->outcome;

    add_counts(pipeline, law->counts[outcome->judgement.key.extract]);
    add_not_judged(pipeline, law);
    outcome->has_days = outcome->judgement.key.extract == EXTRACT_ISAG;
    outcome->claimed_days = outcome->has_days ? law->claimed_days : 0;
    outcome->ineligible_days = outcome->has_days ? law->ineligible_days : 0;
}

const struct submission_key *
pipeline_key(const struct pipeline *pipeline)
{
    return judge_key(pipeline->judge);
}

const struct outcome *
pipeline_outcome(const struct pipeline *pipeline)
{
    return &pipeline->outcome;
}
