#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/outfile.h"

#include "cli/check/check_set_state.h"
#include "cli/check/result_folder.h"
#include "cli/findings/tally.h"
#include "cli/pipeline/law_feed.h"
#include "cli/pipeline/summary_json.h"
#include "cli/screen/progress.h"
#include "cli/screen/terminal.h"

#include "cli/check/check_set.h"

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

    *file = (struct checked_file){.path = path,
        .name = terminal_file_name(path),
        .tally = tally_new(set->show_values),
        .feed = set->feed};
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

void
check_set_warn(const struct check_set *set, const char *dir, unsigned results)
{
    const char **given = memory_new_array(set->count + 1, sizeof *given);
    size_t count = 0;

    for (size_t i = 0; set->capacity > 1 && i < set->count; i++) {
        if (set->files[i].folder.len > 0)
            given[count++] = set->files[i].folder.data;
    }
    result_folder_warn(dir, results, given, count);
    free(given);
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
