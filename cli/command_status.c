#include "base/date.h"
#include "base/err.h"
#include "base/school.h"
#include "report/year/coverage.h"
#include "sql/db.h"
#include "sql/load/ledger.h"
#include "sql/moment.h"
#include "sql/reference_store.h"
#include "sql/status.h"

#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/options/settings.h"
#include "cli/status_output.h"

enum { SECONDS_AN_HOUR = 3600 };

static int
add_school(void *coverage, const struct school *school, struct err *err)
{
    (void)err;
    coverage_add_school(coverage, school);
    return 0;
}

static int
add_submission(void *coverage, const struct submission *submission, struct err *err)
{
    (void)err;
    coverage_add_submission(coverage, submission);
    return 0;
}

static int
read_coverage(struct db *db, struct status_told *told, struct err *err)
{
    char version[SHA256_TEXT_SIZE];
    struct school_sink sink = {add_school, NULL};
    size_t count;

    told->coverage = coverage_new(told->year);
    sink.ctx = told->coverage;
    if (directory_store_read(db, &sink, version, err) != 0 ||
        ledger_walk_year(db, told->year - 1, add_submission, told->coverage, err) != 0 ||
        ledger_walk_year(db, told->year, add_submission, told->coverage, err) != 0)
        return -1;
    (void)coverage_finish(told->coverage, &count);
    return 0;
}

/* The year asked for, or the latest that has a submission. */
static int
read_all(const struct settings *settings, struct db *db, struct status_told *told, struct err *err)
{
    bool has_day = settings_flag(settings, OPTION_AS_OF);
    char day[DATE_TEXT_SIZE];

    date_format(settings_today(settings), day);
    if (status_last_run(db, has_day ? day : NULL, &told->run, err) != 0 ||
        status_last_submission(db, has_day ? day : NULL, &told->submission, err) != 0)
        return -1;
    told->year = (int)settings_number(settings, OPTION_YEAR);
    if (told->year == 0 && status_last_year(db, &told->year, err) != 0)
        return -1;
    return told->year == 0 ? 0 : read_coverage(db, told, err);
}

static bool
is_older(const struct status_moment *moment, int64_t seconds)
{
    return !moment->is_there || moment->age > seconds;
}

/* Either may be missing: a run that took nothing, a submission of a run that was killed. */
static int
check_age(const struct settings *settings, const struct status_told *told, struct err *err)
{
    int64_t hours = settings_number(settings, OPTION_MAX_AGE);

    if (!settings_flag(settings, OPTION_MAX_AGE) ||
        !is_older(&told->run.ended, hours * SECONDS_AN_HOUR) ||
        !is_older(&told->submission, hours * SECONDS_AN_HOUR))
        return 0;
    return err_set(err, ERR_TRY_AGAIN, "no run has ended within the last %lld hour%s",
        (long long)hours, hours == 1 ? "" : "s");
}

int
command_status(const struct settings *settings, struct err *err)
{
    struct status_told told = {0};
    struct db *db = NULL;
    int64_t formats = settings_number(settings, OPTION_FORMAT);
    int rc = -1;

    if (formats != 0 && (formats & (formats - 1)) != 0)
        return err_set(err, ERR_USAGE, "status: --format takes one of text and json");
    if (database_open_ready(settings, &db, err) != 0)
        return -1;
    if (moment_begin(db, false, err) == 0 && read_all(settings, db, &told, err) == 0)
        rc = status_output_write(&told, formats == FORMAT_JSON, err);
    if (rc == 0)
        rc = check_age(settings, &told, err);
    moment_end(db);
    coverage_free(told.coverage);
    db_close(db);
    return rc;
}
