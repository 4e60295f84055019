#include "base/err.h"
#include "base/fault_point.h"
#include "base/memory.h"
#include "ingest/ingest.h"

#include "base/interrupt.h"
#include "cli/pipeline/law_outcome.h"
#include "cli/pipeline/listener.h"
#include "cli/pipeline/materials.h"

#include "cli/pipeline/pipeline.h"

enum { TICK_RECORDS = 16384 };

struct pipeline {
    struct pipeline_input input;
    struct ingest_options ingest;
    struct judge *judge;
    struct outcome outcome;
    int16_t *columns; /* copy of form.column_of_field */
    bool is_read;
    struct law_outcome law;
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
    law_outcome_reset(&pipeline->law);
    free(pipeline);
}

static int
begin(void *ctx, const struct file_form *form, struct err *err)
{
    struct pipeline *pipeline = ctx;
    const struct record_sink *sink = judge_record_sink(pipeline->judge);
    struct file_form *copy = &pipeline->outcome.form;

    fault_point_pass("file_begun");
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

    fault_point_pass("record_read");
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

void
pipeline_add_law(struct pipeline *pipeline, const struct law_judgement *law)
{
    law_outcome_add(&pipeline->law, &pipeline->outcome, law);
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
