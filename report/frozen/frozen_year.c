#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/parse.h"
#include "base/school.h"
#include "sql/report/enrollment.h"
#include "sql/report/snapshot_store.h"

#include "report/frozen/pupil_line.h"
#include "report/frozen/report_reference.h"
#include "report/frozen/snapshot_lines.h"
#include "report/frozen/snapshot_reader.h"
#include "report/year/lea_trend.h"
#include "report/year/trend.h"
#include "report/year/year_basis.h"

#include "report/frozen/frozen_year.h"

struct frozen_year {
    struct snapshot_reader *reader;
    struct year_basis basis;
    struct report_reference *reference;
    struct pupil_reader pupils;
    struct buf pupil_bytes; /* the chunk that pupils reads */
};

/* What the lines say has to be what the list of snapshots says. */
static int
check_basis(struct frozen_year *year, uint64_t pupils, struct err *err)
{
    const struct snapshot_info *info = snapshot_reader_info(year->reader);
    struct year_basis *basis = &year->basis;

    if (basis->year != info->year || pupils != info->pupils ||
        basis->submission_count != info->submissions ||
        strcmp(basis->program_version, info->program_version) != 0)
        return err_set(err, ERR_CONFIG,
            "snapshot %lld: it was changed after its creation: the list of snapshots does not "
            "tell what it holds",
            (long long)info->id);
    basis->snapshot = info->id;
    memcpy(basis->checksum, info->checksum, sizeof basis->checksum);
    return 0;
}

static int
take_basis_line(void *ctx, struct tab_reader *lines, struct err *err)
{
    struct basis_reading *reading = ctx;

    (void)err;
    snapshot_lines_read_basis(lines, reading);
    return 0;
}

static int
take_submission_line(void *ctx, struct tab_reader *lines, struct err *err)
{
    struct year_basis *basis = ctx;
    struct submission submission;

    (void)err;
    snapshot_lines_read_submission(lines, basis->year, &submission);
    if (!lines->is_broken)
        year_basis_add(basis, &submission);
    return 0;
}

/* The table, and its row; the first of a table is the header. */
static int
take_reference_line(void *ctx, struct tab_reader *lines, struct err *err)
{
    struct text fields[TAB_LINE_MAX_FIELDS] = {{0}};
    const char *table = tab_reader_string(lines, 0);
    bool is_header = strcmp(tab_reader_string(lines, 1), "header") == 0;

    for (int i = 2; i < lines->count; i++)
        fields[i - 2] = text_of(tab_reader_string(lines, i));
    if (lines->is_broken)
        return 0;
    return report_reference_row(ctx, table, fields, lines->count - 2, is_header, err);
}

static int
read_all(struct frozen_year *year, struct err *err)
{
    struct basis_reading reading = {.basis = &year->basis};

    if (snapshot_lines_each(year->reader, SECTION_BASIS, take_basis_line, &reading, err) != 0 ||
        snapshot_lines_each(
            year->reader, SECTION_SUBMISSIONS, take_submission_line, &year->basis, err) != 0 ||
        snapshot_lines_each(
            year->reader, SECTION_REFERENCE, take_reference_line, year->reference, err) != 0)
        return -1;
    return check_basis(year, reading.pupils, err);
}

int
frozen_year_open(struct frozen_year **year, struct db *db, int64_t id, struct err *err)
{
    struct frozen_year *opened = memory_new(sizeof *opened);

    *year = NULL;
    opened->reference = report_reference_new();
    if (snapshot_reader_open(&opened->reader, db, id, err) != 0 || read_all(opened, err) != 0) {
        frozen_year_close(opened);
        return -1;
    }
    *year = opened;
    return 0;
}

void
frozen_year_close(struct frozen_year *year)
{
    if (year == NULL)
        return;
    snapshot_reader_close(year->reader);
    year_basis_reset(&year->basis);
    report_reference_free(year->reference);
    pupil_reader_reset(&year->pupils);
    buf_free(&year->pupil_bytes);
    free(year);
}

const struct year_basis *
frozen_year_basis(const struct frozen_year *year)
{
    return &year->basis;
}

const struct report_reference *
frozen_year_reference(const struct frozen_year *year)
{
    return year->reference;
}

struct snapshot_reader *
frozen_year_reader(struct frozen_year *year)
{
    return year->reader;
}

static int
take_school_line(void *ctx, struct tab_reader *lines, struct err *err)
{
    const struct school_sink *sink = ctx;
    struct school school;

    school_line_read(lines, &school);
    return lines->is_broken ? 0 : sink->accept(sink->ctx, &school, err);
}

int
frozen_year_schools(struct frozen_year *year, const struct school_sink *sink, struct err *err)
{
    struct school_sink copy = *sink;

    return snapshot_lines_each(year->reader, SECTION_SCHOOLS, take_school_line, &copy, err);
}

int
frozen_year_next_pupil(struct frozen_year *year, const struct pupil **pupil, struct err *err)
{
    int rc;

    while ((*pupil = pupil_reader_next(&year->pupils)) == NULL) {
        if (year->pupils.lines.is_broken)
            return snapshot_reader_fail(year->reader, SECTION_PUPILS, err);
        rc = snapshot_reader_next(year->reader, SECTION_PUPILS, &year->pupil_bytes, err);
        if (rc != 1)
            return rc;
        pupil_reader_feed(&year->pupils, year->pupil_bytes.data, year->pupil_bytes.len);
    }
    return 1;
}

int
frozen_year_earlier(struct frozen_year *year, struct buf *bytes, struct err *err)
{
    struct buf chunk = {0};
    int rc;

    snapshot_reader_rewind(year->reader, SECTION_EARLIER);
    while ((rc = snapshot_reader_next(year->reader, SECTION_EARLIER, &chunk, err)) == 1)
        buf_add(bytes, chunk.data, chunk.len);
    buf_free(&chunk);
    return rc;
}

struct walking {
    int year;
    int (*submission)(void *ctx, const struct submission *submission, struct err *err);
    void *ctx;
};

static int
take_prior_line(void *ctx, struct tab_reader *lines, struct err *err)
{
    const struct walking *walking = ctx;
    struct submission submission;

    snapshot_lines_read_submission(lines, walking->year, &submission);
    return lines->is_broken ? 0 : walking->submission(walking->ctx, &submission, err);
}

int
frozen_year_prior(struct frozen_year *year,
    int (*submission)(void *ctx, const struct submission *submission, struct err *err), void *ctx,
    struct err *err)
{
    struct walking walking = {year->basis.year - 1, submission, ctx};

    return snapshot_lines_each(year->reader, SECTION_PRIOR, take_prior_line, &walking, err);
}

static int
take_trend_line(void *ctx, struct tab_reader *lines, struct err *err)
{
    struct trend *trend = ctx;
    struct trend_year year;

    (void)err;
    snapshot_lines_read_trend(lines, &year);
    if (trend->count == TREND_YEARS - 1)
        lines->is_broken = true;
    if (!lines->is_broken)
        trend_add(trend, &year);
    return 0;
}

static int
take_lea_line(void *ctx, struct tab_reader *lines, struct err *err)
{
    struct lea_year year;

    (void)err;
    snapshot_lines_read_lea_year(lines, &year);
    if (!lines->is_broken)
        lea_trend_add(ctx, &year);
    return 0;
}

int
frozen_year_trend(
    struct frozen_year *year, struct trend *trend, struct lea_trend *leas, struct err *err)
{
    if (snapshot_lines_each(year->reader, SECTION_TREND, take_trend_line, trend, err) != 0 ||
        snapshot_lines_each(year->reader, SECTION_LEA_TREND, take_lea_line, leas, err) != 0)
        return -1;
    lea_trend_finish(leas);
    return 0;
}

struct counting {
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err);
    void *ctx;
};

static int
take_enrollment_line(void *ctx, struct tab_reader *lines, struct err *err)
{
    const struct counting *counting = ctx;
    struct enrollment_count count;

    snapshot_lines_read_enrollment(lines, &count);
    return lines->is_broken ? 0 : counting->count(counting->ctx, &count, err);
}

int
frozen_year_enrollment(struct frozen_year *year,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err)
{
    struct counting counting = {count, ctx};

    return snapshot_lines_each(
        year->reader, SECTION_ENROLLMENT, take_enrollment_line, &counting, err);
}
