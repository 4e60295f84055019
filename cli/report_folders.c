#include "base/buf.h"
#include "base/err.h"
#include "report/report_files.h"

#include "cli/folder.h"
#include "cli/options/settings.h"
#include "cli/screen/terminal.h"

#include "cli/report_folders.h"

/* In the order of the bits of formats, then the folder of the LEAs' pages, which go with HTML. */
static const char *const public_files[] = {
    "profile.csv", "profile.json", "profile.html", "profile.xlsx", "profile-lea", NULL};
static const char *const agency_files[] = {"profile-unsuppressed.csv", "profile-unsuppressed.json",
    "profile-unsuppressed.html", "profile-unsuppressed.xlsx", "profile-unsuppressed-lea",
    "apportionment.csv", "ineligible.csv", "coverage.csv", "suppression.csv", NULL};

static const unsigned file_formats[] = {
    REPORT_CSV, REPORT_JSON, REPORT_HTML, REPORT_XLSX, REPORT_HTML};

enum { FILE_COUNT = sizeof file_formats / sizeof *file_formats };

/* A page alone may be anybody's; a report puts its manifest beside it. */
static bool
holds_public_report(const char *folder)
{
    static const char *const manifest[] = {"manifest.json", NULL};

    return folder_find_file(folder, public_files) != NULL &&
           folder_find_file(folder, manifest) != NULL;
}

/*
 * The agency's own files do not go where an earlier report has put public ones, nor anywhere
 * below: who publishes a folder publishes what is in it.
 */
static int
check_not_public(const char *folder, struct err *err)
{
    const char *file = folder_find_file(folder, public_files);
    char *outer;

    if (file != NULL)
        return err_set(err, ERR_USAGE,
            "report: the agency's own files must not go to \"%s\": %s there is for the public",
            folder, file);
    outer = folder_find_outer(folder, holds_public_report);
    if (outer == NULL)
        return 0;
    err_set(err, ERR_USAGE,
        "report: the agency's own files must not go to \"%s\": it lies in \"%s\", where %s is for "
        "the public",
        folder, outer, folder_find_file(outer, public_files));
    free(outer);
    return -1;
}

int
report_folders_check(const struct settings *settings, struct err *err)
{
    const char *output = settings_text(settings, OPTION_OUTPUT);
    const char *agency = settings_text(settings, OPTION_AGENCY);
    bool is_public = !settings_flag(settings, OPTION_UNSUPPRESSED);

    if (output != NULL && agency != NULL && is_public && folder_is_inside(agency, output))
        return err_set(err, ERR_USAGE,
            "report: --agency must not be in the folder of the public files, --output");
    if (agency != NULL && check_not_public(agency, err) != 0)
        return -1;
    if (output != NULL && !is_public && check_not_public(output, err) != 0)
        return -1;
    return 0;
}

/* The other way round nothing of the agency's is moved, but whoever publishes has to know. */
static void
warn_of_agency_files(const char *output, const char *shown)
{
    const char *file = folder_find_file(output, agency_files);

    if (file != NULL)
        fprintf(stderr, "isprofile: warning: %s also holds files that are not for the public: %s\n",
            shown, file);
}

/* Side by side with this one, an earlier report can tell what this one hides. */
static void
warn_of_earlier_files(
    const char *output, const char *shown, const char *const *names, unsigned formats)
{
    struct buf left = {0};

    for (int i = 0; i < FILE_COUNT; i++) {
        const char *const name[] = {names[i], NULL};

        if ((formats & file_formats[i]) == 0 && folder_find_file(output, name) != NULL)
            buf_printf(&left, "%s%s", left.len == 0 ? "" : ", ", names[i]);
    }
    if (left.len > 0)
        fprintf(stderr,
            "isprofile: warning: %s also holds files of an earlier report: %s; they can differ "
            "from this one and tell what it hides, and manifest.json does not name them: remove "
            "them, or write them too (--format)\n",
            shown, left.data);
    buf_free(&left);
}

void
report_folders_warn(const struct settings *settings, unsigned formats)
{
    const char *output = settings_text(settings, OPTION_OUTPUT);
    bool is_public = !settings_flag(settings, OPTION_UNSUPPRESSED);
    struct buf name = {0};
    const char *shown;

    if (output == NULL)
        return;
    terminal_add_name(&name, output);
    shown = name.len > 0 ? name.data : ".";
    if (is_public)
        warn_of_agency_files(output, shown);
    warn_of_earlier_files(output, shown, is_public ? public_files : agency_files, formats);
    buf_free(&name);
}
