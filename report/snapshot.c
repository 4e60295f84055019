#include "base/buf.h"
#include "base/err.h"
#include "sql/moment.h"
#include "sql/report/enrollment.h"
#include "sql/report/snapshot_store.h"

#include "report/frozen/pupil_line.h"
#include "report/frozen/report_reference.h"
#include "report/frozen/snapshot_lines.h"
#include "report/frozen/snapshot_writer.h"
#include "report/page/lea_pages.h"
#include "report/page/place_index.h"
#include "report/page/profile_html_lea.h"
#include "report/profile_make.h"
#include "report/render/file_set.h"
#include "report/snapshot_files.h"
#include "report/year/lea_trend.h"
#include "report/year/year_basis.h"
#include "report/year_data.h"
#include "report/year_report.h"

#include "report/snapshot.h"

/* Pupils that were written, and where. */
struct freezing {
    struct snapshot_writer *writer;
    const char *earlier; /* a file; NULL for none */
    uint64_t pupils;
};

static int
freeze_school(void *ctx, const struct school *school, struct err *err)
{
    struct freezing *freezing = ctx;

    school_line_write(snapshot_writer_lines(freezing->writer, SECTION_SCHOOLS), school);
    return snapshot_writer_settle(freezing->writer, SECTION_SCHOOLS, err);
}

static int
freeze_pupil(void *ctx, const struct pupil *pupil, struct err *err)
{
    struct freezing *freezing = ctx;

    freezing->pupils++;
    pupil_line_write(snapshot_writer_lines(freezing->writer, SECTION_PUPILS), pupil);
    return snapshot_writer_settle(freezing->writer, SECTION_PUPILS, err);
}

static int
freeze_prior(void *ctx, const struct submission *submission, struct err *err)
{
    struct freezing *freezing = ctx;

    snapshot_lines_write_submission(
        snapshot_writer_lines(freezing->writer, SECTION_PRIOR), submission);
    return snapshot_writer_settle(freezing->writer, SECTION_PRIOR, err);
}

static void
freeze_basis(struct freezing *freezing, const struct year_basis *basis)
{
    struct buf *lines = snapshot_writer_lines(freezing->writer, SECTION_SUBMISSIONS);

    for (size_t i = 0; i < basis->submission_count; i++)
        snapshot_lines_write_submission(lines, &basis->submissions[i]);
    snapshot_lines_write_basis(
        snapshot_writer_lines(freezing->writer, SECTION_BASIS), basis, freezing->pupils);
}

static void
freeze_reference(struct freezing *freezing, const struct report_reference *reference)
{
    struct text lines = report_reference_lines(reference);

    buf_add(snapshot_writer_lines(freezing->writer, SECTION_REFERENCE), lines.at, lines.len);
}

/* The rows of the state, as they may be published; without a mask none of it may be. */
static void
freeze_figures(struct freezing *freezing, const struct year_report *report)
{
    struct buf *lines = snapshot_writer_lines(freezing->writer, SECTION_FIGURES);
    const struct profile *profile = report->page.profile;

    for (size_t i = 0; i < profile->row_count; i++) {
        struct profile_row row = profile->rows[i];

        if (row.place->level != LEVEL_STATE)
            continue;
        if (!profile->is_suppressed)
            row.hidden = (1U << MEASURE_COUNT) - 1;
        snapshot_lines_write_figure(lines, &row);
    }
}

static int
freeze_lea(void *ctx, const struct lea_page *lea, const char *code, struct err *err)
{
    struct freezing *freezing = ctx;

    snapshot_lines_write_lea_figure(
        snapshot_writer_lines(freezing->writer, SECTION_LEA_FIGURES), code, lea->place->rows);
    return snapshot_writer_settle(freezing->writer, SECTION_LEA_FIGURES, err);
}

/* All pupils of each LEA, as they may be published; nothing without a mask. */
static int
freeze_leas(struct freezing *freezing, const struct year_report *report, struct err *err)
{
    const struct lea_taker taker = {freeze_lea, freezing};

    return report->page.profile->is_suppressed ? lea_pages_each(&report->page, &taker, err) : 0;
}

static int
freeze_lea_trend(struct freezing *freezing, const struct lea_trend *leas, struct err *err)
{
    for (size_t i = 0; i < leas->count; i++) {
        snapshot_lines_write_lea_year(
            snapshot_writer_lines(freezing->writer, SECTION_LEA_TREND), &leas->years[i]);
        if (snapshot_writer_settle(freezing->writer, SECTION_LEA_TREND, err) != 0)
            return -1;
    }
    return 0;
}

/* What stands beside the profile. */
static void
freeze_surroundings(struct freezing *freezing, const struct year_report *report)
{
    struct buf *lines = snapshot_writer_lines(freezing->writer, SECTION_TREND);

    for (size_t i = 0; i + 1 < report->trend.count; i++)
        snapshot_lines_write_trend(lines, &report->trend.years[i]);
    lines = snapshot_writer_lines(freezing->writer, SECTION_ENROLLMENT);
    for (size_t i = 0; i < report->enrollment_count; i++)
        snapshot_lines_write_enrollment(lines, &report->enrollment[i]);
}

/* The bytes of the file, cut into chunks behind the ends of lines. */
static int
freeze_earlier(struct freezing *freezing, const struct buf *bytes, struct err *err)
{
    struct buf *lines = snapshot_writer_lines(freezing->writer, SECTION_EARLIER);
    size_t at = 0;

    while (at < bytes->len) {
        const char *end = memchr(bytes->data + at, '\n', bytes->len - at);
        size_t len = end == NULL ? bytes->len - at : (size_t)(end - bytes->data) + 1 - at;

        buf_add(lines, bytes->data + at, len);
        at += len;
        if (snapshot_writer_settle(freezing->writer, SECTION_EARLIER, err) != 0)
            return -1;
    }
    return 0;
}

static int
freeze_files(struct freezing *freezing, struct year_report *report, struct err *err)
{
    struct file_set *files = snapshot_files_digest(report, err);
    const struct file_digest *list;
    size_t count;
    int rc = 0;

    if (files == NULL)
        return -1;
    list = file_set_files(files, &count);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        snapshot_lines_write_file(snapshot_writer_lines(freezing->writer, SECTION_FILES), &list[i]);
        rc = snapshot_writer_settle(freezing->writer, SECTION_FILES, err);
    }
    file_set_close(files);
    return rc;
}

static int
freeze_report(struct freezing *freezing, struct year_data *data, struct err *err)
{
    const struct year_listener listener = {freeze_school, freeze_pupil, freezing};
    struct year_report report;
    int rc = year_report_make(&report, data, &listener, err);

    if (rc == 0 && freezing->earlier != NULL)
        rc = year_report_add_earlier(&report, freezing->earlier, err);
    if (rc == 0)
        rc = freeze_earlier(freezing, &report.earlier, err);
    if (rc == 0) {
        freeze_surroundings(freezing, &report);
        rc = freeze_files(freezing, &report, err);
        freeze_figures(freezing, &report);
    }
    if (rc == 0)
        rc = freeze_lea_trend(freezing, &report.lea_trend, err);
    if (rc == 0)
        rc = freeze_leas(freezing, &report, err);
    year_report_reset(&report);
    return rc;
}

/* Inside the moment. */
static int
freeze_year(struct db *db, struct year_data *data, const struct snapshot_request *request,
    struct snapshot_info *info, struct err *err)
{
    const struct year_basis *basis = year_data_basis(data);
    struct freezing freezing = {.earlier = request->earlier};
    int rc = -1;

    if (snapshot_writer_open(&freezing.writer, db, err) != 0)
        return -1;
    freeze_reference(&freezing, year_data_reference(data));
    if (year_data_prior(data, freeze_prior, &freezing, err) != 0 ||
        freeze_report(&freezing, data, err) != 0)
        goto done;
    freeze_basis(&freezing, basis);
    info->pupils = freezing.pupils;
    info->submissions = basis->submission_count;
    snprintf(info->program_version, sizeof info->program_version, "%s", basis->program_version);
    if (snapshot_writer_finish(freezing.writer, info, err) == 0)
        rc = snapshot_store_add(db, info, err);

done:
    snapshot_writer_close(freezing.writer);
    return rc;
}

int
snapshot_create(struct db *db, const struct snapshot_request *request, struct snapshot_info *info,
    struct err *err)
{
    const struct year_request asked = {
        .year = request->year, .reference = request->reference, .versions = request->versions};
    struct year_data *data = NULL;
    int rc = -1;

    *info = (struct snapshot_info){.year = request->year};
    snprintf(info->note, sizeof info->note, "%s", request->note);
    if (moment_begin(db, true, err) != 0)
        return -1;
    if (year_data_open(&data, db, &asked, err) == 0 &&
        freeze_year(db, data, request, info, err) == 0)
        rc = moment_keep(db, err);
    year_data_close(data);
    moment_end(db);
    return rc;
}
