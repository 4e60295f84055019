#include "base/profile_row.h"

#include "report/data_dictionary.h"
#include "report/file_set.h"
#include "report/lea_pages.h"
#include "report/manifest.h"
#include "report/profile_csv.h"
#include "report/profile_html.h"
#include "report/profile_json.h"
#include "report/profile_xlsx.h"

#include "report/report_files.h"

enum { AGENCY_MODE = 0600, PUBLIC_MODE = 0644 };

static const struct format {
    unsigned bit;
    const char *public_name;
    const char *unsuppressed_name;
    void (*write)(
        struct out *out, const struct profile *profile); /* NULL: the page itself, and the LEAs' */
} formats[] = {
    {REPORT_CSV, "profile.csv", "profile-unsuppressed.csv", profile_csv_write},
    {REPORT_CSV, "data-dictionary.csv", "data-dictionary.csv", data_dictionary_write},
    {REPORT_JSON, "profile.json", "profile-unsuppressed.json", profile_json_write},
    {REPORT_HTML, "profile.html", "profile-unsuppressed.html", NULL},
    {REPORT_XLSX, "profile.xlsx", "profile-unsuppressed.xlsx", profile_xlsx_write},
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

static int
write_format(struct file_set *files, const struct profile_page *page, const struct format *format,
    struct err *err)
{
    const struct profile *profile = page->profile;
    struct out *out;

    if (file_set_begin(files, name_of(profile, format), mode_of(profile), &out, err) != 0)
        return -1;
    if (format->write == NULL)
        profile_page_write(out, page);
    else
        format->write(out, profile);
    if (file_set_end(files, err) != 0)
        return -1;
    return format->write == NULL && page->has_lea_pages ? lea_pages_write(files, page, err) : 0;
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
    for (int i = 0; i < FORMAT_COUNT; i++) {
        if ((asked & formats[i].bit) != 0 && write_format(files, page, &formats[i], err) != 0)
            return -1;
    }
    return basis == NULL ? 0 : write_manifest(files, page->profile, basis, err);
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

int
report_files_digest(struct file_set *files, const struct profile_page *page, struct err *err)
{
    for (int i = 0; i < FORMAT_COUNT; i++) {
        if (!has_file(files, name_of(page->profile, &formats[i])) &&
            write_format(files, page, &formats[i], err) != 0)
            return -1;
    }
    return 0;
}
