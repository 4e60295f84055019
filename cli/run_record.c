#include "base/buf.h"
#include "sql/audit_chain.h"
#include "sql/db.h"
#include "sql/status.h"

#include "cli/run_report.h"
#include "cli/settings.h"

#include "cli/run_record.h"

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
    rc = audit_chain_add(db, "run", subject.data, details.data, err);
    buf_free(&subject);
    buf_free(&details);
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
    db_close(db);
    return rc;
}
