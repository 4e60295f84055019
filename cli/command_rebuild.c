#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "ingest/ingest.h"
#include "sql/db.h"
#include "sql/load/ledger.h"
#include "sql/reference_store.h"

#include "base/interrupt.h"
#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/directory_load.h"
#include "cli/keep/keep.h"
#include "cli/keep/keep_index.h"
#include "cli/options/settings.h"
#include "cli/pipeline/materials.h"
#include "cli/run/inbox.h"
#include "cli/run/run_file.h"
#include "cli/run/run_law.h"
#include "cli/run/run_plan.h"
#include "cli/run/run_pool.h"
#include "cli/run/run_record.h"
#include "cli/run/run_report.h"
#include "cli/screen/progress.h"
#include "cli/screen/terminal.h"

enum { ALL_MAY_BE_REJECTED = 10000 };

struct rebuilding {
    const struct settings *settings;
    const char *from;
    struct keep_index index;
    struct keep_how *how; /* one an index line */
    struct materials materials;
    struct inbox inbox;
    struct run_plan plan;
    struct run_rules rules;
    struct run_result *results;
    struct run_totals totals;
    enum err_code failure; /* the first */
};

static void
note_failure(struct rebuilding *rebuilding, enum err_code code)
{
    if (rebuilding->failure == ERR_NONE)
        rebuilding->failure = code;
}

static void
tell_line(const struct submission *line, const char *what)
{
    char year[10];

    school_year_format(line->key.year, year);
    progress_clear();
    fprintf(stderr, "isprofile: %s %s %s: %s\n", line->key.lea, layout_of(line->key.extract)->name,
        year, what);
}

/* One object: whether it is there, whole, and the one that it is named. */
static int
check_object(const struct rebuilding *rebuilding, const char *sha256, struct err *err)
{
    const struct ingest_options options = {0};
    struct ingest_result result;
    struct buf path = {0};
    int rc;

    keep_add_path(&path, rebuilding->from, sha256);
    rc = ingest_digest(path.data, &options, &result, err);
    if (rc == 0 && (!result.is_complete || strcmp(result.sha256, sha256) != 0))
        rc = err_set(err, ERR_CONFIG, "what is kept of it was damaged: \"%s\"", path.data);
    buf_free(&path);
    return rc;
}

static int
check_submission(struct rebuilding *rebuilding, size_t i, struct err *err)
{
    const char *sha256 = rebuilding->index.lines[i].sha256;

    if (check_object(rebuilding, sha256, err) != 0)
        return -1;
    return keep_read_how(rebuilding->from, sha256, &rebuilding->how[i], err);
}

static void
check_directory(struct rebuilding *rebuilding)
{
    const char *sha256 = rebuilding->index.directory_file;
    struct err err = {0};

    if (*sha256 == '\0' || check_object(rebuilding, sha256, &err) == 0)
        return;
    fprintf(stderr, "isprofile: the school directory: %s\n", err.text);
    note_failure(rebuilding, err.code);
}

/* All of them, before anything is done with the database. */
static int
check_objects(struct rebuilding *rebuilding, struct err *err)
{
    const struct keep_index *index = &rebuilding->index;

    rebuilding->how = memory_new_array(index->count + 1, sizeof *rebuilding->how);
    for (size_t i = 0; i < index->count; i++) {
        struct err bad = {0};

        if (interrupt_check(err) != 0)
            return -1;
        if (check_submission(rebuilding, i, &bad) != 0) {
            tell_line(&index->lines[i], bad.text);
            note_failure(rebuilding, bad.code);
        }
        progress_show(i + 1, index->count, "kept files");
    }
    progress_clear();
    check_directory(rebuilding);
    if (rebuilding->failure == ERR_NONE)
        return 0;
    return err_set(
        err, rebuilding->failure, "not all that is kept can be read; the database was left alone");
}

static int
ensure_directory(struct rebuilding *rebuilding, struct db *db, struct err *err)
{
    const struct keep_index *index = &rebuilding->index;
    char version[SHA256_TEXT_SIZE];
    struct buf path = {0};
    size_t count;
    int rc = directory_store_version(db, version, err);

    if (rc != 0 || strcmp(version, index->directory) == 0)
        return rc;
    if (index->directory_file[0] == '\0')
        return err_set(err, ERR_CONFIG,
            "the school directory that the submissions were judged with is not kept and not in "
            "the database; load it first: isprofile directory FILE");
    keep_add_path(&path, rebuilding->from, index->directory_file);
    rc = directory_load(path.data, db, version, &count, err);
    buf_free(&path);
    if (rc == 0 && strcmp(version, index->directory) != 0)
        rc = err_set(err, ERR_CONFIG, "the kept school directory is not the one of the index");
    return rc;
}

/* What stands in the database and is not what is kept: it may not be touched. */
static int
refuse_other(void *ctx, const struct submission *standing, struct err *err)
{
    const struct submission *kept = keep_index_find(ctx, standing);

    if (kept != NULL && strcmp(kept->sha256, standing->sha256) == 0)
        return 0;
    return err_set(err, ERR_CONFIG,
        "a submission of %s stands in the database that is not kept; rebuild fills a database that "
        "init has just made",
        standing->key.lea);
}

static int
prepare_database(struct rebuilding *rebuilding, struct err *err)
{
    struct db *db = NULL;
    int rc = -1;

    if (database_open_ready(rebuilding->settings, &db, err) != 0)
        return -1;
    if (ledger_walk_current(db, refuse_other, &rebuilding->index, err) == 0 &&
        ensure_directory(rebuilding, db, err) == 0 &&
        materials_from_database(&rebuilding->materials, db, err) == 0)
        rc = reference_store_check(
            db, rebuilding->materials.basis.rule_set, rebuilding->materials.basis.reference, err);
    db_close(db);
    return rc;
}

/* The kept files stand for what an inbox would hold. */
static void
fill_inbox(struct rebuilding *rebuilding)
{
    const struct keep_index *index = &rebuilding->index;
    struct inbox *inbox = &rebuilding->inbox;

    inbox->files = memory_new_array(index->count + 1, sizeof *inbox->files);
    for (size_t i = 0; i < index->count; i++) {
        const struct submission *line = &index->lines[i];
        struct inbox_file *file = &inbox->files[inbox->file_count++];
        struct buf path = {0};

        keep_add_path(&path, rebuilding->from, line->sha256);
        file->path = memory_copy_text(path.data, path.len);
        file->name = memory_copy_text(line->file_name, strlen(line->file_name));
        memcpy(file->expected_lea, line->key.lea, sizeof file->expected_lea);
        file->size = line->bytes;
        file->node = (ino_t)i;
        file->how = &rebuilding->how[i];
        buf_free(&path);
    }
}

static void
take_result(void *ctx, const struct run_result *result)
{
    struct rebuilding *rebuilding = ctx;

    run_totals_add(&rebuilding->totals, result);
    if (result->outcome == RUN_FAILED || result->outcome == RUN_REFUSED) {
        progress_clear();
        fprintf(stderr, "isprofile: %s: %s\n", rebuilding->plan.files[result->file].from->path,
            result->reason);
        note_failure(rebuilding, result->outcome == RUN_REFUSED ? ERR_DATA : result->failure);
    }
}

static void
take_law(void *ctx, const struct run_law_result *result)
{
    struct rebuilding *rebuilding = ctx;

    if (result->failure == ERR_NONE)
        return;
    progress_clear();
    fprintf(stderr, "isprofile: the files of %s were not judged together: %s\n", result->lea,
        result->reason);
    note_failure(rebuilding, result->failure);
}

struct comparing {
    struct rebuilding *rebuilding;
    size_t same;
};

static int
compare_standing(void *ctx, const struct submission *standing, struct err *err)
{
    struct comparing *comparing = ctx;
    const struct submission *kept = keep_index_find(&comparing->rebuilding->index, standing);

    (void)err;
    if (kept == NULL)
        return 0;
    if (strcmp(kept->sha256, standing->sha256) == 0 && kept->rows.read == standing->rows.read &&
        kept->rows.loaded == standing->rows.loaded &&
        kept->rows.rejected == standing->rows.rejected)
        comparing->same++;
    else
        tell_line(kept, "it was judged otherwise than before; the rules may be newer");
    return 0;
}

/* Whether the database is what it was. */
static int
compare_all(struct rebuilding *rebuilding, struct err *err)
{
    struct comparing comparing = {rebuilding, 0};
    struct db *db = NULL;
    int rc = db_open(&db, settings_text(rebuilding->settings, OPTION_DB), err);

    if (rc == 0)
        rc = ledger_walk_current(db, compare_standing, &comparing, err);
    db_close(db);
    if (rc != 0)
        return -1;
    printf("%zu of %zu submissions stand again as they did.\n", comparing.same,
        rebuilding->index.count);
    if (comparing.same != rebuilding->index.count)
        note_failure(rebuilding, ERR_DATA);
    return 0;
}

static int
load_all(struct rebuilding *rebuilding, struct err *err)
{
    const struct settings *settings = rebuilding->settings;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    const struct plan_filter everything = {NULL, 0};
    struct run_pool pool = {
        .settings = settings,
        .rules = &rebuilding->rules,
        .plan = &rebuilding->plan,
        .jobs = settings_flag(settings, OPTION_JOBS) ? (int)settings_number(settings, OPTION_JOBS)
                                                     : (int)processors,
        .done = take_result,
        .judged = take_law,
        .ctx = rebuilding,
    };
    bool is_worker = false;
    int rc;

    fill_inbox(rebuilding);
    run_plan_make(&rebuilding->plan, &rebuilding->inbox, NULL, &rebuilding->rules.pipeline.ingest,
        &everything);
    rebuilding->results =
        memory_new_array(rebuilding->plan.file_count + 1, sizeof *rebuilding->results);
    pool.results = rebuilding->results;
    if (pool.jobs < 1)
        pool.jobs = 1;
    rc = run_pool_work(&pool, &is_worker, err);
    progress_clear();
    if (rc != 0 || is_worker)
        return rc;
    if (compare_all(rebuilding, err) != 0 || run_record_write(settings, &rebuilding->totals,
                                                 err_exit_status(rebuilding->failure), err) != 0)
        return -1;
    return rebuilding->failure == ERR_NONE ? 0 : err_set(err, rebuilding->failure, "%s", "");
}

int
command_rebuild(const struct settings *settings, struct err *err)
{
    struct rebuilding rebuilding = {
        .settings = settings,
        .from = settings_text(settings, OPTION_FROM),
        .rules = {.pipeline = {.max_rejected = ALL_MAY_BE_REJECTED},
            .allow_shrink = true,
            .wait_seconds = (int)settings_number(settings, OPTION_WAIT)},
    };
    int rc = -1;

    if (rebuilding.from == NULL)
        return err_set(err, ERR_USAGE, "rebuild: --from is needed");
    rebuilding.rules.pipeline.materials = &rebuilding.materials;
    if (keep_index_read(rebuilding.from, &rebuilding.index, err) == 0 &&
        check_objects(&rebuilding, err) == 0 && prepare_database(&rebuilding, err) == 0)
        rc = load_all(&rebuilding, err);
    free(rebuilding.results);
    free(rebuilding.how);
    run_plan_reset(&rebuilding.plan);
    inbox_reset(&rebuilding.inbox);
    materials_free(&rebuilding.materials);
    keep_index_reset(&rebuilding.index);
    return rc;
}
