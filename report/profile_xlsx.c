#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"

#include "report/profile_xlsx_sheet.h"
#include "report/render/out.h"

#include "report/profile_xlsx.h"

enum { MAX_SHEETS = 40, COPY_SIZE = 64 * 1024, HEADING_COLOR = 0xEEF1F6 };

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
    buf_free(&path);
    return fd;
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
write_sheets(const struct xlsx_book *book, struct err *err)
{
    struct xlsx_sheet sheets[MAX_SHEETS];
    size_t count = plan_sheets(book->profile, sheets);

    if (xlsx_notes_write(book, sheets, count, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (xlsx_sheet_write(book, &sheets[i], err) != 0)
            return -1;
    }
    return 0;
}

/* The library opens its file by name. */
static int
write_workbook(int fd, const struct profile *profile, struct err *err)
{
    struct buf folder = {0};
    char path[40];
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE};
    struct xlsx_book book = {.profile = profile};
    lxw_error failure;
    int rc;

    buf_add_text(&folder, temporary_folder());
    options.tmpdir = folder.data;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    book.workbook = workbook_new_opt(path, &options);
    if (book.workbook == NULL)
        return err_set(err, ERR_BUG, "could not begin the workbook");
    add_formats(&book);
    set_properties(book.workbook, profile->is_suppressed);
    rc = write_sheets(&book, err);
    failure = workbook_close(book.workbook);
    if (rc == 0 && failure != LXW_NO_ERROR)
        rc = err_set(err, ERR_IO, "could not write the workbook: %s", lxw_strerror(failure));
    buf_free(&folder);
    return rc;
}

static int
copy_file(int fd, struct out *out, struct err *err)
{
    char *bytes = memory_new_array(COPY_SIZE, 1);
    off_t at = 0;
    ssize_t got;

    while ((got = pread(fd, bytes, COPY_SIZE, at)) > 0) {
        out_bytes(out, bytes, (size_t)got);
        at += got;
    }
    free(bytes);
    if (got < 0)
        return err_set_errno(err, ERR_IO, errno, "could not read the workbook back");
    return 0;
}

void
profile_xlsx_write(struct out *out, const struct profile *profile)
{
    struct err err = {0};
    int fd = open_unnamed(&err);
    int rc = fd < 0 ? -1 : write_workbook(fd, profile, &err);

    if (rc == 0)
        rc = copy_file(fd, out, &err);
    if (rc != 0)
        out_fail(out, &err);
    if (fd >= 0)
        close(fd);
}
