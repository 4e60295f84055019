#include "base/memory.h"
#include "transform/catalogue.h"

#include "cli/findings/tally.h"
#include "cli/pipeline/law_feed.h"
#include "cli/pipeline/materials.h"
#include "cli/pipeline/summary_json.h"
#include "cli/run/file_result.h"
#include "cli/run/stored_result.h"

#include "cli/run/law_result.h"

static bool
is_result_of(const struct stored_result *stored, const struct submission *submission)
{
    return stored->outcome.judgement.verdict == VERDICT_ACCEPTED &&
           strcmp(stored->outcome.ingest.sha256, submission->sha256) == 0;
}

static char *
copy_string(const char *string)
{
    return memory_copy_text(string, strlen(string));
}

static void
keep_normalization(void *ctx, const struct normalization *normalization)
{
    struct law_result *result = ctx;
    struct judgement *judgement = &result->outcome.judgement;
    struct normalization *kept;

    result->normalizations = memory_grow(
        result->normalizations, judgement->normalization_count + 1, sizeof *result->normalizations);
    kept = &result->normalizations[judgement->normalization_count++];
    *kept = (struct normalization){copy_string(normalization->column),
        copy_string(normalization->spelling), copy_string(normalization->code),
        normalization->rows};
    judgement->normalizations = result->normalizations;
}

/* The ledger knows the counts and spellings; how the file was read it does not. */
static int
take_from_ledger(struct law_result *result, const struct law_year *year,
    const struct submission *submission, struct err *err)
{
    struct judgement *judgement = &result->outcome.judgement;
    enum extract extract = submission->key.extract;

    result->counts = memory_new_array(catalogue_size(), sizeof *result->counts);
    for (size_t i = 0; i < catalogue_size(); i++)
        result->counts[i].rule = (int)i;
    result->outcome = (struct outcome){.file = submission->file_name};
    *judgement = (struct judgement){
        .key = submission->key,
        .verdict = VERDICT_ACCEPTED,
        .rows = submission->rows,
        .counts = result->counts,
        .count_count = catalogue_size(),
    };
    result->outcome.ingest.is_complete = true;
    result->outcome.ingest.bytes = submission->bytes;
    memcpy(result->outcome.ingest.sha256, submission->sha256, SHA256_TEXT_SIZE);
    if (law_year_read_counts(year, extract, result->counts, catalogue_size(), err) != 0)
        return -1;
    return law_year_read_normalizations(year, extract, keep_normalization, result, err);
}

static int
take_own_part(struct law_result *result, const struct law_year *year,
    const struct submission *submission, bool show_values, struct err *err)
{
    if (result->stored != NULL) {
        result->outcome = result->stored->outcome;
        result->tally = result->stored->tally;
        return stored_result_copy_findings(result->folder.data, &result->again.findings, err);
    }
    result->tally = tally_new(show_values);
    return take_from_ledger(result, year, submission, err);
}

static void
open_for_law(struct law_result *result, struct result_set *results)
{
    result->results = results;
    result->listener = (struct listener){
        .file = result->outcome.file, .tally = result->tally, .findings = &results->findings};
}

int
law_result_open(struct law_result *result, const char *folder, const struct law_year *year,
    const struct submission *submission, bool show_values, struct err *err)
{
    *result = (struct law_result){0};
    buf_add_text(&result->folder, folder);
    result->stored = stored_result_read(folder, show_values);
    if (result->stored != NULL && !is_result_of(result->stored, submission))
        return 0;
    if (result_set_open_again(&result->again, folder, show_values, err) != 0 ||
        take_own_part(result, year, submission, show_values, err) != 0)
        return -1;
    open_for_law(result, &result->again);
    return 0;
}

void
law_result_open_own(struct law_result *result, struct file_result *own)
{
    *result = (struct law_result){.own = own};
    if (!own->results.is_open)
        return;
    buf_add_text(&result->folder, own->folder.data);
    result->outcome = *pipeline_outcome(own->pipeline);
    result->tally = own->tally;
    open_for_law(result, &own->results);
}

void
law_result_listen(struct law_result *result, struct law_feed *feed)
{
    const struct outcome *outcome = &result->outcome;

    if (result->results != NULL)
        law_feed_listen(feed, outcome->judgement.key.extract,
            listener_finding_sink(&result->listener), outcome->has_form ? &outcome->form : NULL);
}

int
law_result_finish(struct law_result *result, const struct law_judgement *judgement,
    const struct law_result_frame *frame, struct err *err)
{
    struct summary_file file = {&result->outcome, result->tally};
    struct materials materials = *frame->materials;
    struct summary summary = {
        .materials = &materials,
        .max_rejected = summary_max_rejected(&result->outcome, frame->max_rejected),
        .set = frame->set,
        .is_taken = frame->is_taken,
        .shows_values = frame->shows_values,
        .files = &file,
        .file_count = 1,
    };

    if (result->results == NULL)
        return 0;
    law_outcome_add(&result->law, &result->outcome, judgement);
    /* The grounds of the file's own verdict may be older than those of the law. */
    if (result->stored != NULL) {
        materials.basis = result->stored->basis;
        summary.max_rejected = result->stored->max_rejected;
    }
    return result_set_finish(result->results, result->folder.data, &summary, err);
}

int
law_result_commit(struct law_result *result, struct err *err)
{
    return result->results != NULL ? result_set_commit(result->results, err) : 0;
}

void
law_result_reset(struct law_result *result)
{
    const struct judgement *judgement = &result->outcome.judgement;

    for (size_t i = 0; result->normalizations != NULL && i < judgement->normalization_count; i++) {
        free((char *)result->normalizations[i].column);
        free((char *)result->normalizations[i].spelling);
        free((char *)result->normalizations[i].code);
    }
    free(result->normalizations);
    free(result->counts);
    law_outcome_reset(&result->law);
    result_set_discard(&result->again);
    if (result->stored == NULL && result->own == NULL)
        tally_free(result->tally);
    stored_result_free(result->stored);
    buf_free(&result->folder);
    *result = (struct law_result){0};
}

bool
law_result_is_of(const char *folder, const struct submission *submission, const char *set)
{
    struct stored_result *stored = stored_result_read(folder, false);
    bool is_of =
        stored != NULL && (!is_result_of(stored, submission) || strcmp(stored->set, set) == 0);

    stored_result_free(stored);
    return is_of;
}
