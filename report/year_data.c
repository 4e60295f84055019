#include "base/date.h"
#include "base/err.h"
#include "base/memory.h"
#include "sql/load/ledger.h"
#include "sql/moment.h"
#include "sql/reference_store.h"
#include "sql/report/pupil_cursor.h"

#include "report/frozen/frozen_year.h"
#include "report/frozen/trend_read.h"
#include "report/year/year_basis.h"

#include "report/year_data.h"

enum { OCTOBER = 10, WEDNESDAY = 2 };

struct year_data {
    struct db *db;
    bool has_begun;             /* a moment of its own, which ends with it */
    struct frozen_year *frozen; /* of a snapshot; then what follows is not used */
    struct year_basis basis;
    const struct report_reference *reference;
    struct pupil_cursor *cursor; /* NULL before the rows are read */
};

static int
add_submission(void *basis, const struct submission *submission, struct err *err)
{
    (void)err;
    year_basis_add(basis, submission);
    return 0;
}

static int
read_basis(struct year_data *data, const struct year_request *request, struct err *err)
{
    struct year_basis *basis = &data->basis;

    basis->year = request->year;
    basis->versions = *request->versions;
    snprintf(basis->program_version, sizeof basis->program_version, "%s", ISPROFILE_VERSION);
    if (reference_store_check(
            data->db, request->versions->rule_set, request->versions->reference, err) != 0 ||
        directory_store_version(data->db, basis->versions.directory, err) != 0)
        return -1;
    return ledger_walk_year(data->db, request->year, add_submission, basis, err);
}

static int
open_snapshot(struct year_data *data, const struct year_request *request, struct err *err)
{
    char year[10];
    int of_year;

    if (frozen_year_open(&data->frozen, data->db, request->snapshot, err) != 0)
        return -1;
    of_year = frozen_year_basis(data->frozen)->year;
    if (request->year == 0 || request->year == of_year)
        return 0;
    school_year_format(of_year, year);
    return err_set(err, ERR_USAGE, "snapshot %lld is of %s", (long long)request->snapshot, year);
}

static int
open_data(struct year_data *data, const struct year_request *request, struct err *err)
{
    data->has_begun = !moment_is_open(data->db);
    if (data->has_begun && moment_begin(data->db, false, err) != 0)
        return -1;
    if (request->snapshot != 0)
        return open_snapshot(data, request, err);
    data->reference = request->reference;
    return read_basis(data, request, err);
}

int
year_data_open(
    struct year_data **data, struct db *db, const struct year_request *request, struct err *err)
{
    struct year_data *opened = memory_new(sizeof *opened);

    *data = NULL;
    opened->db = db;
    if (open_data(opened, request, err) != 0) {
        year_data_close(opened);
        return -1;
    }
    *data = opened;
    return 0;
}

void
year_data_close(struct year_data *data)
{
    if (data == NULL)
        return;
    frozen_year_close(data->frozen);
    pupil_cursor_close(data->cursor);
    if (data->has_begun)
        moment_end(data->db);
    year_basis_reset(&data->basis);
    free(data);
}

const struct year_basis *
year_data_basis(const struct year_data *data)
{
    return data->frozen != NULL ? frozen_year_basis(data->frozen) : &data->basis;
}

const struct report_reference *
year_data_reference(const struct year_data *data)
{
    return data->frozen != NULL ? frozen_year_reference(data->frozen) : data->reference;
}

struct snapshot_reader *
year_data_snapshot(const struct year_data *data)
{
    return data->frozen != NULL ? frozen_year_reader(data->frozen) : NULL;
}

int
year_data_schools(struct year_data *data, const struct school_sink *sink, struct err *err)
{
    char version[SHA256_TEXT_SIZE];

    if (data->frozen != NULL)
        return frozen_year_schools(data->frozen, sink, err);
    return directory_store_read(data->db, sink, version, err);
}

static int32_t
census_day(int year)
{
    int32_t day = 0;

    (void)date_from_civil(year, OCTOBER, 1, &day);
    while (date_weekday(day) != WEDNESDAY)
        day++;
    return day;
}

/* One reading of the rows serves both. */
static int
open_cursor(struct year_data *data, struct err *err)
{
    int year = data->basis.year;

    if (data->cursor != NULL)
        return 0;
    return pupil_cursor_open(&data->cursor, data->db, year, census_day(year), err);
}

int
year_data_next_pupil(struct year_data *data, const struct pupil **pupil, struct err *err)
{
    if (data->frozen != NULL)
        return frozen_year_next_pupil(data->frozen, pupil, err);
    if (open_cursor(data, err) != 0)
        return -1;
    return pupil_cursor_next(data->cursor, pupil, err);
}

int
year_data_earlier(struct year_data *data, struct buf *bytes, struct err *err)
{
    return data->frozen == NULL ? 0 : frozen_year_earlier(data->frozen, bytes, err);
}

int
year_data_prior(struct year_data *data,
    int (*submission)(void *ctx, const struct submission *submission, struct err *err), void *ctx,
    struct err *err)
{
    if (data->frozen != NULL)
        return frozen_year_prior(data->frozen, submission, ctx, err);
    return ledger_walk_year(data->db, data->basis.year - 1, submission, ctx, err);
}

int
year_data_trend(
    struct year_data *data, struct trend *trend, struct lea_trend *leas, struct err *err)
{
    if (data->frozen != NULL)
        return frozen_year_trend(data->frozen, trend, leas, err);
    return trend_read(data->db, data->basis.year, trend, leas, err);
}

int
year_data_enrollment(struct year_data *data,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err)
{
    if (data->frozen != NULL)
        return frozen_year_enrollment(data->frozen, count, ctx, err);
    if (open_cursor(data, err) != 0)
        return -1;
    return pupil_cursor_enrollment(data->cursor, count, ctx, err);
}
