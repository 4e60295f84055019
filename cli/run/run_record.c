#include "base/buf.h"
#include "sql/audit_chain.h"
#include "sql/db.h"
#include "sql/status.h"

#include "cli/keep/keep.h"
#include "cli/keep/keep_index.h"
#include "cli/options/command.h"
#include "cli/options/settings.h"
#include "cli/run/run_report.h"

#include "cli/run/run_record.h"

/* What came of the files, and of what the run was told to look at. */
static int
enter(const struct settings *settings, struct db *db, const struct status_run *run, struct err *err)
{
    static const char *const names[] = {
        "accepted", "unchanged", "refused", "refused before", "failed"};
    const char *lea = settings_text(settings, OPTION_LEA);
    struct buf subject = {0}, details = {0};
    char year[10];
    int rc;

    school_year_format((int)settings_number(settings, OPTION_YEAR), year);
    buf_printf(&subject, "%s%s%s", lea == NULL ? "" : lea,
        lea != NULL && settings_flag(settings, OPTION_YEAR) ? " " : "",
        settings_flag(settings, OPTION_YEAR) ? year : "");
    for (int i = 0; i < RUN_FILES_COUNT; i++)
        buf_printf(&details, "%llu %s, ", (unsigned long long)run->files[i], names[i]);
    buf_printf(&details, "status %d%s", run->exit_status,
        settings_flag(settings, OPTION_SHOW_VALUES) ? ", values shown" : "");
    rc = audit_chain_add(db, settings->command->name, subject.data, details.data, err);
    buf_free(&subject);
    buf_free(&details);
    return rc;
}

/* What was accepted before anybody asked to keep it, and has not come again, is missing. */
static void
warn_of_missing(const char *folder, const struct keep_index *index)
{
    size_t missing = 0;

    for (size_t i = 0; i < index->count; i++)
        missing += !keep_has(folder, index->lines[i].sha256);
    if (missing > 0)
        fprintf(stderr,
            "isprofile: warning: %zu submission%s that stand%s %s not kept: taken without --keep, "
            "and not sent again since\n",
            missing, missing == 1 ? "" : "s", missing == 1 ? "s" : "", missing == 1 ? "is" : "are");
    if (index->directory[0] != '\0' && !keep_has(folder, index->directory_file))
        fputs("isprofile: warning: the school directory is not kept: loaded without --keep; load "
              "it with --keep once more\n",
            stderr);
}

static int
write_index(const char *folder, struct db *db, struct err *err)
{
    struct keep_index index = {0};
    int rc = keep_index_write(folder, db, NULL, err);

    if (rc == 0)
        rc = keep_index_read(folder, &index, err);
    if (rc == 0)
        warn_of_missing(folder, &index);
    keep_index_reset(&index);
    return rc;
}

int
run_record_write(const struct settings *settings, const struct run_totals *totals, int exit_status,
    struct err *err)
{
    const struct status_run run = {
        .exit_status = exit_status,
        .files =
            {
                [RUN_FILES_ACCEPTED] = totals->outcomes[RUN_ACCEPTED],
                [RUN_FILES_UNCHANGED] = totals->outcomes[RUN_UNCHANGED],
                [RUN_FILES_REFUSED] = totals->outcomes[RUN_REFUSED],
                [RUN_FILES_REFUSED_BEFORE] = totals->outcomes[RUN_REFUSED_BEFORE],
                [RUN_FILES_FAILED] = totals->outcomes[RUN_FAILED],
            },
    };
    struct db *db;
    int rc;

    if (db_open(&db, settings_text(settings, OPTION_DB), err) != 0)
        return -1;
    rc = status_add_run(db, &run, err);
    if (rc == 0)
        rc = enter(settings, db, &run, err);
    if (rc == 0 && settings_text(settings, OPTION_KEEP) != NULL)
        rc = write_index(settings_text(settings, OPTION_KEEP), db, err);
    db_close(db);
    return rc;
}
