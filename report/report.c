#include "base/err.h"

#include "report/file_set.h"
#include "report/manifest.h"
#include "report/profile_builder.h"
#include "report/profile_csv.h"
#include "report/profile_html.h"
#include "report/profile_json.h"
#include "report/profile_make.h"
#include "report/year_basis.h"
#include "report/year_data.h"

#include "report/report.h"

static const struct format {
    unsigned bit;
    const char *file_name;
    void (*write)(struct out *out, const struct profile *profile);
} formats[] = {
    {REPORT_CSV, "profile-unsuppressed.csv", profile_csv_write},
    {REPORT_JSON, "profile-unsuppressed.json", profile_json_write},
    {REPORT_HTML, "profile-unsuppressed.html", profile_html_write},
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats, AGENCY_MODE = 0600 };

static int
write_formats(
    struct file_set *files, const struct profile *profile, unsigned asked, struct err *err)
{
    struct out *out;

    for (int i = 0; i < FORMAT_COUNT; i++) {
        if ((asked & formats[i].bit) == 0)
            continue;
        if (file_set_begin(files, formats[i].file_name, AGENCY_MODE, &out, err) != 0)
            return -1;
        formats[i].write(out, profile);
        if (file_set_end(files, err) != 0)
            return -1;
    }
    return 0;
}

static int
write_manifest(struct file_set *files, const struct year_basis *basis, struct err *err)
{
    struct manifest manifest = {.basis = basis};
    struct out *out;

    if (file_set_begin(files, "manifest.json", AGENCY_MODE, &out, err) != 0)
        return -1;
    manifest.files = file_set_files(files, &manifest.file_count);
    manifest_write(out, &manifest);
    return file_set_end(files, err);
}

/* All are written before the first is put in place: a full disk leaves the old set whole. */
static int
write_files(const struct profile *profile, const struct year_basis *basis,
    const struct report_request *request, struct err *err)
{
    struct file_set *files = NULL;
    int rc = -1;

    if (file_set_open(&files, request->output, err) == 0 &&
        write_formats(files, profile, request->formats, err) == 0 &&
        write_manifest(files, basis, err) == 0)
        rc = file_set_commit(files, err);
    file_set_close(files);
    return rc;
}

/* The first row is the state's total, always there. */
static void
summarize(const struct profile *profile, struct report_summary *summary)
{
    const struct profile_place *last = NULL;

    *summary = (struct report_summary){.row_count = profile->row_count};
    memcpy(summary->measures, profile->rows[0].measures, sizeof summary->measures);
    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_place *place = profile->rows[i].place;

        summary->school_count += place->level == LEVEL_SCHOOL && place != last;
        last = place;
    }
}

int
report_write_unsuppressed(struct db *db, const struct report_request *request,
    struct report_summary *summary, struct err *err)
{
    const struct year_request asked = {request->year, request->reference, request->versions};
    struct profile_builder *builder = NULL;
    struct year_data *data;
    const struct profile *profile;
    int rc = -1;

    if (year_data_open(&data, db, &asked, err) != 0)
        return -1;
    builder = profile_make(data, NULL, err);
    if (builder == NULL)
        goto done;
    profile = profile_builder_finish(builder);
    summarize(profile, summary);
    rc = write_files(profile, year_data_basis(data), request, err);

done:
    profile_builder_free(builder);
    year_data_close(data);
    return rc;
}
