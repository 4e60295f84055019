#include "base/err.h"
#include "base/memory.h"
#include "base/outfile.h"

#include "cli/check/check_html.h"
#include "cli/check/check_page.h"
#include "cli/check/check_set.h"
#include "cli/check/result_folder.h"
#include "cli/command_table.h"
#include "cli/findings/result_file.h"
#include "cli/options/settings.h"
#include "cli/pipeline/materials.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/summary_json.h"
#include "cli/screen/progress.h"
#include "cli/screen/terminal.h"

enum { ALL_FORMATS = FORMAT_TEXT | FORMAT_JSON | FORMAT_CSV | FORMAT_HTML };

/* What check was asked to write, and where. */
struct wanted {
    unsigned formats;
    const char *output; /* NULL: to standard output */
};

static int
read_wanted(const struct settings *settings, struct wanted *wanted, struct err *err)
{
    unsigned formats = (unsigned)settings_number(settings, OPTION_FORMAT);

    wanted->output = settings_text(settings, OPTION_OUTPUT);
    if (!settings_flag(settings, OPTION_FORMAT))
        formats = wanted->output != NULL ? ALL_FORMATS : FORMAT_TEXT;
    wanted->formats = formats;
    /* More than one bit. */
    if (wanted->output == NULL && (formats & (formats - 1)) != 0)
        return err_set(err, ERR_USAGE,
            "check: one --format at a time goes to standard output; --output DIR takes several");
    return 0;
}

static int
check_inputs(const struct settings *settings, struct err *err)
{
    const char *directory = settings_text(settings, OPTION_DIRECTORY);
    int count = directory != NULL && strcmp(directory, "-") == 0;

    for (int i = 0; i < settings->argument_count; i++)
        count += strcmp(settings->arguments[i], "-") == 0;
    if (count > 1)
        return err_set(err, ERR_USAGE, "check: standard input (-) can be read only once");
    return 0;
}

/* In bits of result_folder.h. */
static unsigned
results_of(const struct wanted *wanted)
{
    return ((wanted->formats & FORMAT_CSV) != 0 ? RESULT_CSV : 0U) |
           ((wanted->formats & FORMAT_JSON) != 0 ? RESULT_JSON : 0U) |
           ((wanted->formats & FORMAT_HTML) != 0 ? RESULT_HTML : 0U);
}

/* Who mends refused rows where they stand has no other copy. */
static int
spare_inputs(const struct settings *settings, const struct wanted *wanted, struct err *err)
{
    int count = settings->argument_count;

    for (int i = 0; wanted->output != NULL && i < count; i++) {
        if (result_folder_spare_input(
                wanted->output, results_of(wanted), count > 1, settings->arguments[i], err) != 0)
            return -1;
    }
    return 0;
}

/* The files that are made when all is judged. Zeroed, they are not asked for. */
struct last_files {
    struct result_file summary;
    struct result_file report;
};

static int
write_summary(const struct wanted *wanted, const struct summary *summary, struct result_file *file,
    struct err *err)
{
    struct out out = out_to_stream(stdout, err);

    if ((wanted->formats & FORMAT_JSON) == 0)
        return 0;
    if (wanted->output == NULL) {
        summary_json_write(&out, summary);
        return out_status(&out);
    }
    if (result_file_open(file, wanted->output, "summary.json", err) != 0)
        return -1;
    summary_json_write(&file->out, summary);
    return result_file_finish(file, err);
}

static int
write_report(const struct wanted *wanted, const struct summary *summary, struct result_file *file,
    struct err *err)
{
    bool has_lists = (wanted->formats & FORMAT_CSV) != 0;
    struct out out = out_to_stream(stdout, err);

    if ((wanted->formats & FORMAT_HTML) == 0)
        return 0;
    if (wanted->output == NULL) {
        check_html_write(&out, summary, CHECK_LISTS_NONE);
        return out_status(&out);
    }
    if (result_file_open(file, wanted->output, "report.html", err) != 0)
        return -1;
    check_html_write(&file->out, summary, has_lists ? CHECK_LISTS_BESIDE : CHECK_LISTS_NONE);
    return result_file_finish(file, err);
}

static int
write_page(const struct wanted *wanted, const struct summary *summary, struct err *err)
{
    struct out out = out_to_stream(stdout, err);
    struct check_page page = {
        .out = &out,
        .summary = summary,
        .output = (wanted->formats & FORMAT_CSV) != 0 ? wanted->output : NULL,
        .in_colour = terminal_takes_colour(stdout),
    };

    if ((wanted->formats & FORMAT_TEXT) == 0)
        return 0;
    check_page_write(&page);
    return out_status(&out);
}

/* The status of the command after everything was said. */
static int
judge_set(const struct settings *settings, const struct summary *summary, struct err *err)
{
    uint64_t rejected = 0;

    for (size_t i = 0; i < summary->file_count; i++)
        rejected += summary->files[i].outcome->judgement.rows.rejected;
    if (!summary_is_accepted(summary))
        return err_set(err, ERR_DATA, "%s", "");
    if (settings_flag(settings, OPTION_STRICT) && rejected > 0)
        return err_set(err, ERR_DATA, "%s", "");
    return 0;
}

static int
write_results(const struct settings *settings, const struct wanted *wanted, struct check_set *set,
    struct err *err)
{
    struct last_files files = {0};
    struct summary summary;

    check_set_fill_summary(set, &summary);
    /* All files of the set were missing: the messages are out, there is nothing to judge. */
    if (summary.file_count == 0)
        return check_set_failure(set, err);
    if (check_set_judge(set, err) != 0 || check_set_finish(set, err) != 0 ||
        write_summary(wanted, &summary, &files.summary, err) != 0 ||
        write_report(wanted, &summary, &files.report, err) != 0 ||
        check_set_commit(set, err) != 0 || result_file_commit(&files.report, err) != 0) {
        result_file_discard(&files.summary);
        result_file_discard(&files.report);
        return -1;
    }
    if (result_file_commit(&files.summary, err) != 0 || write_page(wanted, &summary, err) != 0)
        return -1;
    if (wanted->output != NULL)
        check_set_warn(set, wanted->output, results_of(wanted));
    if (check_set_failure(set, err) != 0)
        return -1;
    return judge_set(settings, &summary, err);
}

int
command_check(const struct settings *settings, struct err *err)
{
    struct materials materials = {0};
    struct pipeline_options options = {
        .materials = &materials,
        .ingest = {.max_expanded = (uint64_t)settings_number(settings, OPTION_MAX_EXPANDED),
            .is_windows_1252 = settings_number(settings, OPTION_ENCODING) == 1,
            .always_libcsv = settings_number(settings, OPTION_READER) == 1},
        .as_of = settings_today(settings),
        .max_rejected = (unsigned)settings_number(settings, OPTION_MAX_REJECTED),
    };
    struct wanted wanted = {0};
    struct check_set *set = NULL;
    int rc = -1, made = 0;

    if (check_inputs(settings, err) != 0 || read_wanted(settings, &wanted, err) != 0 ||
        spare_inputs(settings, &wanted, err) != 0 ||
        materials_from_file(&materials, settings_text(settings, OPTION_DIRECTORY), err) != 0 ||
        (wanted.output != NULL && outfile_make_folder_counted(wanted.output, &made, err) != 0))
        goto done;
    set = check_set_new(&options, settings_text(settings, OPTION_LEA),
        settings_flag(settings, OPTION_SHOW_VALUES), settings->argument_count);
    if ((wanted.formats & FORMAT_CSV) != 0 && check_set_open_findings(set, wanted.output, err) != 0)
        goto done;
    for (int i = 0; i < settings->argument_count; i++) {
        if (check_set_add(set, settings->arguments[i], err) != 0)
            goto done;
    }
    progress_clear();
    rc = write_results(settings, &wanted, set, err);

done:
    progress_clear();
    check_set_free(set);
    /* A check that came to nothing leaves nothing. */
    if (wanted.output != NULL)
        outfile_remove_empty(wanted.output, made);
    materials_free(&materials);
    return rc;
}
