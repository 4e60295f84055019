#include "sql/db.h"
#include "sql/status.h"

#include "cli/run_report.h"
#include "cli/settings.h"

#include "cli/run_record.h"

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
    db_close(db);
    return rc;
}
