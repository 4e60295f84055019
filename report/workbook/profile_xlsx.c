#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/err.h"
#include "base/interrupt.h"
#include "base/memory.h"

#include "report/render/out.h"
#include "report/render/zip_merge.h"
#include "report/workbook/profile_xlsx_sheet.h"

#include "report/workbook/profile_xlsx.h"

enum { MAX_SHEETS = 40, PARTS = 2, HEAD_START = 4, HEADING_COLOR = 0xEEF1F6 };

/* Files that the library has open beside one for each sheet. */
enum { MORE_FILES = 8 };

/*
 * The sheets of a workbook are written by two processes, each into a workbook of its own
 * in which the sheets of the other are all but empty.
 */
struct xlsx_job {
    const struct profile *profile;
    struct xlsx_sheet sheets[MAX_SHEETS];
    size_t sheet_count;
    int part_of[MAX_SHEETS];
    int files[PARTS];
    int part_count;      /* how many files there are */
    struct child *child; /* writes the last part; NULL before and after */
};

/* 1 January 2000, where a workbook says when it was made: a clock would change its bytes. */
static const time_t always = 946684800;

static const char *
temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");

    return folder == NULL || folder[0] == '\0' ? "/tmp" : folder;
}

/* A file without a name, mode 0600: nothing is left of it, whatever happens to the process. */
static int
open_unnamed(struct err *err)
{
    struct buf path = {0};
    int fd;

    buf_printf(&path, "%s/isprofile-XXXXXX", temporary_folder());
    fd = mkstemp(path.data);
    if (fd < 0)
        err_set_errno(
            err, ERR_CANNOT_CREATE, errno, "could not create a file in \"%s\"", temporary_folder());
    else
        unlink(path.data);
    if (fd < 0 && err->code == ERR_NO_INPUT)
        err->code = ERR_CANNOT_CREATE;
    buf_free(&path);
    return fd;
}

/* The library does not look whether it may open the files that it needs, so that is tried before.
 */
static int
try_descriptors(const struct xlsx_job *job, struct err *err)
{
    int tried[MAX_SHEETS + MORE_FILES];
    size_t count = 0, wanted = job->sheet_count + MORE_FILES;

    while (count < wanted && (tried[count] = dup(job->files[0])) >= 0)
        count++;
    if (count < wanted)
        err_set_errno(err, ERR_IO, errno, "could not open the files that a workbook is made in");
    for (size_t i = 0; i < count; i++)
        close(tried[i]);
    return count == wanted ? 0 : -1;
}

static void
add_formats(struct xlsx_book *book)
{
    book->title = workbook_add_format(book->workbook);
    format_set_bold(book->title);
    format_set_font_size(book->title, 14);
    if (!book->profile->is_suppressed)
        format_set_font_color(book->title, XLSX_WARNING_COLOR);
    book->heading = workbook_add_format(book->workbook);
    format_set_bold(book->heading);
    format_set_text_wrap(book->heading);
    format_set_align(book->heading, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(book->heading, LXW_BORDER_THIN);
    format_set_bg_color(book->heading, HEADING_COLOR);
    book->wrapped = workbook_add_format(book->workbook);
    format_set_text_wrap(book->wrapped);
    format_set_align(book->wrapped, LXW_ALIGN_VERTICAL_TOP);
    book->count = workbook_add_format(book->workbook);
    format_set_num_format(book->count, "#,##0");
    book->percent = workbook_add_format(book->workbook);
    format_set_num_format(book->percent, "0.0");
    book->mark = workbook_add_format(book->workbook);
    format_set_align(book->mark, LXW_ALIGN_RIGHT);
}

/* The library's structure is of char *, and only read. */
static void
set_properties(lxw_workbook *workbook, bool is_public)
{
    static char title[] = "Independent study in California";
    static char subject[] = "Statewide profile, Education Code 51749";
    static char hidden[] = "Small counts are hidden.";
    static char shown[] = "UNSUPPRESSED: not for the public.";
    lxw_doc_properties properties = {
        .title = title,
        .subject = subject,
        .comments = is_public ? hidden : shown,
        .created = always,
    };

    workbook_set_properties(workbook, &properties);
}

static size_t
plan_sheets(const struct profile *profile, struct xlsx_sheet sheets[MAX_SHEETS])
{
    const char *last = "";
    size_t count = 0;

    for (size_t i = 0; i < profile->category_count && count < MAX_SHEETS; i++) {
        const char *breakdown = profile->categories[i].breakdown;

        if (strcmp(breakdown, last) != 0)
            sheets[count++] = xlsx_sheet_plan(profile, breakdown, XLSX_MAX_ROWS);
        last = breakdown;
    }
    return count;
}

static int
write_sheets(const struct xlsx_book *book, const struct xlsx_job *job, int part, struct err *err)
{
    if (xlsx_notes_write(book, job->sheets, job->sheet_count, err) != 0)
        return -1;
    for (size_t i = 0; i < job->sheet_count; i++) {
        struct xlsx_sheet sheet = job->sheets[i];

        sheet.is_elsewhere = job->part_of[i] != part;
        if (interrupt_check(err) != 0 || xlsx_sheet_write(book, &sheet, err) != 0)
            return -1;
    }
    return 0;
}

/* The library opens its file by name. */
static int
write_part(const struct xlsx_job *job, int part, struct err *err)
{
    struct buf folder = {0};
    char path[40];
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE};
    struct xlsx_book book = {.profile = job->profile};
    lxw_error failure;
    int rc;

    if (try_descriptors(job, err) != 0)
        return -1;
    buf_add_text(&folder, temporary_folder());
    options.tmpdir = folder.data;
    snprintf(path, sizeof path, "/proc/self/fd/%d", job->files[part]);
    book.workbook = workbook_new_opt(path, &options);
    if (book.workbook == NULL)
        return err_set(err, ERR_BUG, "could not begin the workbook");
    add_formats(&book);
    set_properties(book.workbook, job->profile->is_suppressed);
    rc = write_sheets(&book, job, part, err);
    failure = workbook_close(book.workbook);
    if (rc == 0 && failure != LXW_NO_ERROR)
        rc = err_set(err, ERR_IO, "could not write the workbook: %s", lxw_strerror(failure));
    buf_free(&folder);
    return rc;
}

static int
write_last_part(void *job, struct err *err)
{
    return write_part(job, PARTS - 1, err);
}

/* Each sheet, the longest first, goes where there is less to do; the first part comes later. */
static void
share_out(struct xlsx_job *job)
{
    size_t rows[PARTS] = {0}, left = job->sheet_count;

    for (size_t i = 0; i < job->sheet_count; i++) {
        job->part_of[i] = -1;
        rows[0] += job->sheets[i].row_count / HEAD_START;
    }
    for (; left > 0; left--) {
        size_t longest = 0;
        int part = rows[0] <= rows[1] ? 0 : 1;

        while (job->part_of[longest] >= 0)
            longest++;
        for (size_t i = longest + 1; i < job->sheet_count; i++)
            if (job->part_of[i] < 0 && job->sheets[i].row_count > job->sheets[longest].row_count)
                longest = i;
        job->part_of[longest] = part;
        rows[part] += job->sheets[longest].row_count;
    }
}

void
profile_xlsx_abandon(struct xlsx_job *job)
{
    if (job == NULL)
        return;
    child_kill(job->child);
    for (int i = 0; i < job->part_count; i++)
        close(job->files[i]);
    free(job);
}

int
profile_xlsx_begin(struct xlsx_job **job, const struct profile *profile, struct err *err)
{
    struct xlsx_job *begun = memory_new(sizeof *begun);

    *job = NULL;
    begun->profile = profile;
    begun->sheet_count = plan_sheets(profile, begun->sheets);
    share_out(begun);
    for (; begun->part_count < PARTS; begun->part_count++) {
        int fd = open_unnamed(err);

        if (fd < 0)
            break;
        begun->files[begun->part_count] = fd;
    }
    if (begun->part_count < PARTS || child_begin(&begun->child, write_last_part, begun, err) != 0) {
        profile_xlsx_abandon(begun);
        return -1;
    }
    *job = begun;
    return 0;
}

void
profile_xlsx_end(struct xlsx_job *job, struct out *out)
{
    struct err err = {0};
    int rc = write_part(job, 0, &err);

    if (rc == 0) {
        struct child *child = job->child;

        job->child = NULL;
        rc = child_end(child, &err);
    }
    if (rc == 0)
        rc = zip_merge(out, job->files, PARTS, &err);
    if (rc != 0)
        out_fail(out, &err);
    profile_xlsx_abandon(job);
}

void
profile_xlsx_write(struct out *out, const struct profile *profile)
{
    struct err err = {0};
    struct xlsx_job *job;

    if (profile_xlsx_begin(&job, profile, &err) != 0)
        out_fail(out, &err);
    else
        profile_xlsx_end(job, out);
}
