#include "base/err.h"
#include "base/memory.h"

#include "cli/findings/tally.h"
#include "cli/pipeline/summary_json.h"
#include "cli/run/run_file.h"

#include "cli/run/file_result.h"

struct file_result *
file_result_new(const struct run_rules *rules, const char *folder)
{
    struct file_result *result = memory_new(sizeof *result);

    if (rules->output != NULL)
        buf_printf(&result->folder, "%s/%s", rules->output, folder);
    return result;
}

void
file_result_free(struct file_result *result)
{
    if (result == NULL)
        return;
    result_set_discard(&result->results);
    pipeline_free(result->pipeline);
    tally_free(result->tally);
    buf_free(&result->folder);
    free(result);
}

int
file_result_open(
    struct file_result *result, const struct run_rules *rules, const char *name, struct err *err)
{
    result->tally = tally_new(rules->show_values);
    result->listener = (struct listener){.file = name, .tally = result->tally};
    if (result->folder.len == 0)
        return 0;
    if (result_set_open(&result->results, result->folder.data, rules->show_values, err) != 0)
        return -1;
    result->listener.findings = &result->results.findings;
    result->listener.rejects = &result->results.rejects;
    return 0;
}

int
file_result_finish(struct file_result *result, const struct run_rules *rules, struct err *err)
{
    struct summary_file file = {pipeline_outcome(result->pipeline), result->tally};
    struct summary summary = {
        .materials = rules->pipeline.materials,
        .max_rejected = summary_max_rejected(file.outcome, rules->pipeline.max_rejected),
        .is_taken = !rules->dry_run,
        .shows_values = rules->show_values,
        .files = &file,
        .file_count = 1,
    };

    return result_set_finish(&result->results, result->folder.data, &summary, err);
}

int
file_result_hold(struct file_result *result, struct err *err)
{
    tally_keep_listed(result->tally);
    return result_set_make_room(&result->results, result->folder.data, err);
}
