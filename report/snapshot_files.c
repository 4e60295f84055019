#include "base/err.h"

#include "report/render/file_set.h"
#include "report/report_files.h"
#include "report/year_report.h"

#include "report/snapshot_files.h"

static int
digest(struct file_set *files, struct year_report *report, struct err *err)
{
    struct profile_page unsuppressed = report->page;

    if (year_report_suppress(report, err) == 0) {
        year_report_publish(report);
        if (report_files_digest(files, &report->page, err) != 0)
            return -1;
    } else if (err->code != ERR_DATA) {
        return -1;
    }
    return report_files_digest(files, &unsuppressed, err);
}

struct file_set *
snapshot_files_digest(struct year_report *report, struct err *err)
{
    struct file_set *files;

    if (file_set_open(&files, NULL, err) != 0)
        return NULL;
    if (digest(files, report, err) == 0)
        return files;
    file_set_close(files);
    return NULL;
}
