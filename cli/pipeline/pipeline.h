#ifndef PIPELINE_H
#define PIPELINE_H

#include "base/record.h"
#include "base/row.h"
#include "ingest/ingest.h"
#include "transform/judge.h"

struct err;
struct law_judgement;
struct listener;
struct materials;

/*
 * One file from its bytes to the verdict: ingest, judge, and whoever listens.
 * Check and run differ in nothing but where the accepted rows go, so what one
 * says of a file the other says too.
 */
struct pipeline;

/* What holds for every file of a command. */
struct pipeline_options {
    const struct materials *materials;
    struct ingest_options ingest;
    int32_t as_of;
    unsigned max_rejected; /* hundredths of a percent */
};

/* Called now and then with the records read so far; for a progress display. */
struct pipeline_progress {
    void (*tick)(void *ctx, unsigned long records);
    void *ctx;
};

/* One file. Everything is borrowed until pipeline_free(). */
struct pipeline_input {
    const char *path;
    const char *expected_lea; /* NULL: any */
    struct listener *listener;
    struct row_sink rows;              /* accept NULL: nobody wants them */
    struct pipeline_progress progress; /* tick NULL: none */
};

/* What came out; belongs to the pipeline. */
struct outcome {
    const char *file;
    bool has_form;         /* the reading got as far as its form */
    struct file_form form; /* without header and field_of_column */
    struct ingest_result ingest;
    struct judgement judgement;
    bool has_days; /* ISAG, when the law has judged: what all agreements claim and lose */
    int64_t claimed_days, ineligible_days; /* hundredths */
};

struct pipeline *pipeline_new(
    const struct pipeline_options *options, const struct pipeline_input *input);
void pipeline_free(struct pipeline *pipeline);

/* Adds a fatal finding that the file itself cannot tell; before or after pipeline_read(). */
int pipeline_refuse(
    struct pipeline *pipeline, const char *rule_id, const char *detail, struct err *err);

/* Reads and judges the file. Fails as ingest_file() does, when a sink fails, or on a signal. */
int pipeline_read(struct pipeline *pipeline, struct err *err);

/* Adds what the law says of the rows of the file; after pipeline_read() and pipeline_refuse(). */
void pipeline_add_law(struct pipeline *pipeline, const struct law_judgement *law);

/* Whose submission it is as far as known: what a row sink asks at the first row. */
const struct submission_key *pipeline_key(const struct pipeline *pipeline);

/* After pipeline_read(). */
const struct outcome *pipeline_outcome(const struct pipeline *pipeline);

#endif
