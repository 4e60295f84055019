#include "base/err.h"

#include "report/render/file_set.h"
#include "report/report_files.h"
#include "report/year/year_basis.h"
#include "report/year_data.h"
#include "report/year_report.h"

#include "report/report.h"

static int
tell(const struct report_request *request, const struct year_report *report, struct err *err)
{
    return request->tell == NULL ? 0 : request->tell(request->ctx, report, err);
}

/* All are written before the first is put in place: a full disk leaves the old set whole. */
static int
write_files(const struct year_report *report, const struct year_basis *basis,
    const struct report_request *request, struct err *err)
{
    struct year_basis made_of = *basis;
    struct file_set *files = NULL;
    int rc = -1;

    memcpy(made_of.earlier, report->earlier_sha256, sizeof made_of.earlier);
    if (request->output == NULL)
        return tell(request, report, err);
    if (file_set_open(&files, request->output, err) == 0 &&
        report_files_write(files, &report->page, request->formats, &made_of, err) == 0 &&
        tell(request, report, err) == 0)
        rc = file_set_commit(files, err);
    file_set_close(files);
    return rc;
}

/* The first row is the state's total, always there. */
static void
summarize(const struct profile *profile, struct report_summary *summary)
{
    const struct profile_place *last = NULL;

    *summary = (struct report_summary){.year = profile->year, .row_count = profile->row_count};
    memcpy(summary->measures, profile->rows[0].measures, sizeof summary->measures);
    summary->hidden = profile->rows[0].hidden;
    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_place *place = profile->rows[i].place;

        summary->school_count += place->level == LEVEL_SCHOOL && place != last;
        last = place;
    }
}

static int
mask(struct year_report *report, const struct report_request *request, struct err *err)
{
    bool is_public = !request->is_unsuppressed;

    if (request->earlier != NULL && year_report_add_earlier(report, request->earlier, err) != 0)
        return -1;
    if ((is_public || request->wants_mask) && year_report_suppress(report, err) != 0)
        return -1;
    if (is_public)
        year_report_publish(report);
    return 0;
}

int
report_write(struct db *db, const struct report_request *request, struct report_summary *summary,
    struct err *err)
{
    const struct year_request asked = {
        request->year, request->snapshot, request->reference, request->versions};
    struct year_report report = {0};
    struct year_data *data;
    int rc = -1;

    if (year_data_open(&data, db, &asked, err) != 0)
        return -1;
    if (year_report_make(&report, data, NULL, err) == 0 && mask(&report, request, err) == 0) {
        summarize(report.page.profile, summary);
        rc = write_files(&report, year_data_basis(data), request, err);
    }
    year_report_reset(&report);
    year_data_close(data);
    return rc;
}
