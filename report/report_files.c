#include "base/profile_row.h"

#include "report/manifest.h"
#include "report/page/lea_pages.h"
#include "report/page/profile_html.h"
#include "report/profile/data_dictionary.h"
#include "report/profile/profile_csv.h"
#include "report/profile/profile_json.h"
#include "report/render/file_set.h"
#include "report/workbook/profile_xlsx.h"

#include "report/report_files.h"

enum { AGENCY_MODE = 0600, PUBLIC_MODE = 0644 };

static const struct format {
    unsigned bit;
    const char *public_name;
    const char *unsuppressed_name;
    void (*write)(struct out *out, const struct profile *profile); /* NULL: in a way of its own */
} formats[] = {
    {REPORT_CSV, "profile.csv", "profile-unsuppressed.csv", profile_csv_write},
    {REPORT_CSV, "data-dictionary.csv", "data-dictionary.csv", data_dictionary_write},
    {REPORT_JSON, "profile.json", "profile-unsuppressed.json", profile_json_write},
    {REPORT_HTML, "profile.html", "profile-unsuppressed.html", NULL},
    {REPORT_XLSX, "profile.xlsx", "profile-unsuppressed.xlsx", NULL},
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

static mode_t
mode_of(const struct profile *profile)
{
    return profile->is_suppressed ? PUBLIC_MODE : AGENCY_MODE;
}

static const char *
name_of(const struct profile *profile, const struct format *format)
{
    return profile->is_suppressed ? format->public_name : format->unsuppressed_name;
}

/* What is being written. The workbook takes longest and is begun before the others. */
struct writing {
    struct file_set *files;
    const struct profile_page *page;
    struct xlsx_job *workbook; /* NULL when it is not asked for, or ended */
};

static void
write_bytes(struct writing *writing, const struct format *format, struct out *out)
{
    if (format->bit == REPORT_HTML) {
        profile_page_write(out, writing->page);
    } else if (format->bit == REPORT_XLSX) {
        profile_xlsx_end(writing->workbook, out);
        writing->workbook = NULL;
    } else {
        format->write(out, writing->page->profile);
    }
}

static int
write_format(struct writing *writing, const struct format *format, struct err *err)
{
    const struct profile_page *page = writing->page;
    const struct profile *profile = page->profile;
    struct out *out;

    if (file_set_begin(writing->files, name_of(profile, format), mode_of(profile), &out, err) != 0)
        return -1;
    write_bytes(writing, format, out);
    if (file_set_end(writing->files, err) != 0)
        return -1;
    return format->bit == REPORT_HTML && page->has_lea_pages
               ? lea_pages_write(writing->files, page, err)
               : 0;
}

static bool
has_file(const struct file_set *files, const char *name)
{
    size_t count;
    const struct file_digest *digests = file_set_files(files, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(digests[i].name, name) == 0)
            return true;
    }
    return false;
}

/* Of the formats asked for, the files that are not in the set. */
static int
write_formats(
    struct file_set *files, const struct profile_page *page, unsigned asked, struct err *err)
{
    struct writing writing = {.files = files, .page = page};
    const char *workbook = name_of(page->profile, &formats[FORMAT_COUNT - 1]);
    int rc = 0;

    if ((asked & REPORT_XLSX) != 0 && !has_file(files, workbook))
        rc = profile_xlsx_begin(&writing.workbook, page->profile, err);
    for (int i = 0; rc == 0 && i < FORMAT_COUNT; i++) {
        if ((asked & formats[i].bit) != 0 && !has_file(files, name_of(page->profile, &formats[i])))
            rc = write_format(&writing, &formats[i], err);
    }
    profile_xlsx_abandon(writing.workbook);
    return rc;
}

static int
write_manifest(struct file_set *files, const struct profile *profile,
    const struct year_basis *basis, struct err *err)
{
    struct manifest manifest = {.basis = basis, .is_public = profile->is_suppressed};
    struct out *out;

    if (file_set_begin(files, "manifest.json", mode_of(profile), &out, err) != 0)
        return -1;
    manifest.files = file_set_files(files, &manifest.file_count);
    manifest_write(out, &manifest);
    return file_set_end(files, err);
}

int
report_files_write(struct file_set *files, const struct profile_page *page, unsigned asked,
    const struct year_basis *basis, struct err *err)
{
    if (write_formats(files, page, asked, err) != 0)
        return -1;
    return basis == NULL ? 0 : write_manifest(files, page->profile, basis, err);
}

int
report_files_digest(struct file_set *files, const struct profile_page *page, struct err *err)
{
    return write_formats(files, page, REPORT_ALL, err);
}
