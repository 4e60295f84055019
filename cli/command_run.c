#include <unistd.h>

#include "base/err.h"
#include "base/fault_point.h"
#include "base/memory.h"
#include "base/outfile.h"
#include "sql/db.h"
#include "sql/reference_store.h"

#include "base/interrupt.h"
#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/findings/result_file.h"
#include "cli/folder.h"
#include "cli/options/settings.h"
#include "cli/pipeline/materials.h"
#include "cli/run/inbox.h"
#include "cli/run/output_lock.h"
#include "cli/run/run_due.h"
#include "cli/run/run_file.h"
#include "cli/run/run_known.h"
#include "cli/run/run_law.h"
#include "cli/run/run_plan.h"
#include "cli/run/run_pool.h"
#include "cli/run/run_record.h"
#include "cli/run/run_report.h"
#include "cli/run/run_settled.h"
#include "cli/run/run_state.h"
#include "cli/screen/progress.h"
#include "cli/screen/terminal.h"

struct running {
    const struct settings *settings;
    struct materials materials;
    struct inbox inbox;
    struct run_known *known; /* NULL: all is looked at anew */
    struct run_plan plan;
    struct run_rules rules;
    struct run_result *results;
    struct run_totals totals;
    struct run_law_result *law; /* years that were judged or failed */
    size_t law_count;
    struct run_state state;
    size_t done;
    enum err_code failure; /* the gravest so far */
    struct out out;
};

static void
fill_rules(struct running *running)
{
    const struct settings *settings = running->settings;

    running->rules = (struct run_rules){
        .pipeline = {.materials = &running->materials,
            .ingest = {.max_expanded = (uint64_t)settings_number(settings, OPTION_MAX_EXPANDED),
                .is_windows_1252 = settings_number(settings, OPTION_ENCODING) == 1,
                .always_libcsv = settings_number(settings, OPTION_READER) == 1},
            .as_of = settings_today(settings),
            .max_rejected = (unsigned)settings_number(settings, OPTION_MAX_REJECTED)},
        .output = settings_text(settings, OPTION_OUTPUT),
        .keep = settings_text(settings, OPTION_KEEP),
        .show_values = settings_flag(settings, OPTION_SHOW_VALUES),
        .allow_shrink = settings_flag(settings, OPTION_ALLOW_SHRINK),
        .force = settings_flag(settings, OPTION_FORCE),
        .dry_run = settings_flag(settings, OPTION_DRY_RUN),
        .wait_seconds = (int)settings_number(settings, OPTION_WAIT),
    };
}

/* The files that a run makes would be in the way of the next one's. */
static int
check_folder(const struct settings *settings, enum option_id id, struct err *err)
{
    const char *folder = settings_text(settings, id);

    for (int i = 0; folder != NULL && i < settings->argument_count; i++) {
        const char *path = settings->arguments[i];

        if (folder_is_inside(folder, path) && folder_is_inside(path, folder))
            return err_set(err, ERR_USAGE, "run: --%s must be another folder than the PATH \"%s\"",
                option_info(id)->name, path);
    }
    return 0;
}

/* It tells at once what would fail for each worker, and what stands. */
static int
read_materials(struct running *running, struct db *db, struct err *err)
{
    int rc = materials_begin_from_database(&running->materials, db, err);

    if (rc == 0)
        rc = reference_store_check(
            db, running->materials.basis.rule_set, running->materials.basis.reference, err);
    if (rc == 0 && !running->rules.force)
        rc = run_known_read(&running->known, db, &running->materials.basis, err);
    running->rules.known = running->known;
    if (rc == 0 && running->materials.directory == NULL)
        fputs("isprofile: warning: no school directory is loaded; rules that need one are left "
              "out (isprofile directory FILE)\n",
            stderr);
    return rc;
}

/* Runs into one folder come one after the other; so do two of one job, begun at once. */
static int
take_output(const struct running *running, struct err *err)
{
    const char *output = running->rules.output;

    if (output == NULL)
        return 0;
    if (outfile_make_folder(output, err) != 0)
        return -1;
    return output_lock_take(output, running->rules.wait_seconds, err);
}

static void
make_plan(struct running *running)
{
    const struct settings *settings = running->settings;
    struct plan_filter filter = {settings_text(settings, OPTION_LEA),
        settings_flag(settings, OPTION_YEAR) ? (int)settings_number(settings, OPTION_YEAR) : 0};

    inbox_leave_out(&running->inbox, running->rules.output);
    inbox_leave_out(&running->inbox, running->rules.keep);
    inbox_read(&running->inbox, settings->arguments, settings->argument_count);
    run_plan_make(
        &running->plan, &running->inbox, running->known, &running->rules.pipeline.ingest, &filter);
    running->results = memory_new_array(running->plan.file_count + 1, sizeof *running->results);
    run_settled_take(&running->rules, &running->plan, running->results);
    running->failure = running->inbox.failure;
}

/*
 * One short connection before the workers have theirs. The directory, which they share, is
 * fetched only when there is something to judge.
 */
static int
prepare(struct running *running, struct err *err)
{
    struct db *db = NULL;
    int rc = database_open_ready(running->settings, &db, err);

    if (rc == 0)
        rc = read_materials(running, db, err);
    if (rc == 0)
        rc = take_output(running, err);
    if (rc == 0)
        make_plan(running);
    if (rc == 0 && running->plan.group_count > 0)
        rc = materials_complete(&running->materials, db, err);
    db_close(db);
    return rc;
}

/* Which failure decides the exit status when there are several: see the manual. */
static int
gravity(enum err_code code)
{
    static const enum err_code order[] = {ERR_NONE, ERR_DATA, ERR_NO_INPUT, ERR_TRY_AGAIN,
        ERR_PERMISSION, ERR_CANNOT_CREATE, ERR_IO, ERR_CONFIG, ERR_UNAVAILABLE, ERR_NO_MEMORY};
    int at = 0;

    while (at < (int)(sizeof order / sizeof *order) && order[at] != code)
        at++;
    return at;
}

static void
note_failure(struct running *running, enum err_code code)
{
    if (gravity(code) > gravity(running->failure))
        running->failure = code;
}

static void
take_result(void *ctx, const struct run_result *result)
{
    struct running *running = ctx;

    progress_clear();
    run_report_write_line(&running->out, &running->plan, result);
    run_totals_add(&running->totals, result);
    if (result->outcome == RUN_FAILED)
        note_failure(running, result->failure);
    if (result->outcome == RUN_REFUSED)
        note_failure(running, ERR_DATA);
    running->done++;
    if (terminal_is_watched(stdout))
        fflush(stdout);
    progress_show(running->done, running->plan.file_count, "files");
}

static void
take_law(void *ctx, const struct run_law_result *result)
{
    struct running *running = ctx;
    char year[10];

    running->law = memory_grow(running->law, running->law_count + 1, sizeof *running->law);
    running->law[running->law_count++] = *result;
    if (result->failure == ERR_NONE)
        return;
    school_year_format(result->year, year);
    progress_clear();
    fprintf(stderr, "isprofile: the files of %s, %s, were not judged together: %s\n", result->lea,
        year, result->reason);
    note_failure(running, result->failure);
}

static int
compare_law(const void *a, const void *b)
{
    const struct run_law_result *left = a, *right = b;
    int order = strcmp(left->lea, right->lea);

    return order != 0 ? order : (left->year > right->year) - (left->year < right->year);
}

static int
write_json(struct running *running, struct err *err)
{
    struct run_report report = {
        .materials = &running->materials,
        .max_rejected = running->rules.pipeline.max_rejected,
        .dry_run = running->rules.dry_run,
        .inbox = &running->inbox,
        .plan = &running->plan,
        .results = running->results,
        .totals = &running->totals,
        .law = running->law,
        .law_count = running->law_count,
        .state = &running->state,
    };
    /* No result was put in place: a sync of all would wait for what others write. */
    bool is_alone = running->plan.group_count == 0 && running->state.year_count == 0;
    struct result_file file = {0};

    if (running->rules.output == NULL)
        return 0;
    if (running->law_count > 1)
        qsort(running->law, running->law_count, sizeof *running->law, compare_law);
    if (result_file_open(&file, running->rules.output, "run.json", err) != 0)
        return -1;
    if (is_alone)
        outfile_demand_sync(file.file);
    run_report_write_json(&file.out, &report);
    if (result_file_commit(&file, err) != 0)
        return -1;
    return is_alone ? 0 : outfile_sync(running->rules.output, err);
}

static int
jobs(const struct settings *settings)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    int64_t asked = settings_number(settings, OPTION_JOBS);

    if (settings_flag(settings, OPTION_JOBS) && asked > 0)
        return (int)asked;
    return processors > 0 ? (int)processors : 1;
}

/*
 * Of what is judged when all files are taken: a failure takes nothing back of what was loaded, so
 * it is told and the run goes on; fails when a signal has come.
 */
static int
tell_failure(struct running *running, const struct err *failure, struct err *err)
{
    if (interrupt_check(err) != 0)
        return -1;
    fprintf(stderr, "isprofile: %s\n", failure->text);
    note_failure(running, failure->code);
    return 0;
}

static int
judge_due(struct running *running, struct err *err)
{
    const struct run_due due = {.settings = running->settings,
        .rules = &running->rules,
        .plan = &running->plan,
        .materials = &running->materials,
        .judged = take_law,
        .ctx = running};
    struct err failure = {0};

    return run_due_judge(&due, &failure) == 0 ? 0 : tell_failure(running, &failure, err);
}

static int
judge_state(struct running *running, struct err *err)
{
    struct err failure = {0};

    if (running->rules.dry_run || run_state_judge(&running->state, running->settings,
                                      &running->plan, running->results, &failure) == 0)
        return 0;
    return tell_failure(running, &failure, err);
}

/* A failure here takes nothing back, either. */
static void
record_run(struct running *running)
{
    struct err err = {0};

    if (running->rules.dry_run || run_record_write(running->settings, &running->totals,
                                      err_exit_status(running->failure), &err) == 0)
        return;
    fprintf(stderr, "isprofile: %s\n", err.text);
    note_failure(running, err.code);
}

static int
do_plan(struct running *running, struct err *err)
{
    struct run_pool pool = {
        .settings = running->settings,
        .rules = &running->rules,
        .plan = &running->plan,
        .jobs = jobs(running->settings),
        .results = running->results,
        .done = take_result,
        .judged = take_law,
        .ctx = running,
    };
    bool is_worker = false;
    int rc = run_pool_work(&pool, &is_worker, err);

    progress_clear();
    if (rc != 0 || is_worker)
        return rc;
    fault_point_pass("files_done");
    if (judge_due(running, err) != 0 || judge_state(running, err) != 0)
        return -1;
    run_report_write_summary(
        &running->out, &running->inbox, &running->plan, &running->totals, running->rules.dry_run);
    run_report_write_state(&running->out, &running->state);
    fault_point_pass("before_run_json");
    if (write_json(running, err) != 0)
        return -1;
    fault_point_pass("before_run_record");
    record_run(running);
    return running->failure == ERR_NONE ? 0 : err_set(err, running->failure, "%s", "");
}

int
command_run(const struct settings *settings, struct err *err)
{
    struct running running = {.settings = settings};
    int rc = -1;

    running.out = out_to_stream(stdout, err);
    fill_rules(&running);
    if (check_folder(settings, OPTION_OUTPUT, err) != 0 ||
        check_folder(settings, OPTION_KEEP, err) != 0 || prepare(&running, err) != 0)
        goto done;
    fault_point_pass("planned");
    if (interrupt_check(err) == 0)
        rc = do_plan(&running, err);

done:
    free(running.results);
    free(running.law);
    run_state_reset(&running.state);
    run_plan_reset(&running.plan);
    run_known_free(running.known);
    inbox_reset(&running.inbox);
    materials_free(&running.materials);
    return rc;
}
