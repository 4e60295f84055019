#include "base/buf.h"
#include "base/err.h"
#include "base/outfile.h"
#include "sql/audit_chain.h"
#include "sql/db.h"

#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/options/settings.h"
#include "cli/run/state_findings.h"

/* Before anything is seen: who looks and fails has looked. */
static int
enter(struct db *db, const struct state_wish *wish, struct err *err)
{
    char year[10];

    school_year_format(wish->year, year);
    return audit_chain_add(db, "state", year, wish->show_values ? "values shown" : "", err);
}

int
command_state(const struct settings *settings, struct err *err)
{
    struct state_wish wish = {
        .output = settings_text(settings, OPTION_OUTPUT),
        .show_values = settings_flag(settings, OPTION_SHOW_VALUES),
        .year = (int)settings_number(settings, OPTION_YEAR),
    };
    struct state_result result;
    struct buf lines = {0};
    struct db *db = NULL;
    int rc;

    if (!settings_flag(settings, OPTION_YEAR))
        return err_set(err, ERR_USAGE, "state: --year is needed");
    if (wish.output == NULL)
        return err_set(err, ERR_USAGE, "state: --output is needed");
    if (outfile_make_folder(wish.output, err) != 0 || database_open_ready(settings, &db, err) != 0)
        return -1;
    rc = enter(db, &wish, err);
    if (rc == 0)
        rc = state_findings_make(db, &wish, &result, err);
    db_close(db);
    if (rc != 0)
        return -1;
    state_findings_write_lines(&lines, &result);
    fputs(lines.data, stdout);
    buf_free(&lines);
    return 0;
}
