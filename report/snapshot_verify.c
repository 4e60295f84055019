#include "base/buf.h"
#include "base/err.h"

#include "report/frozen/snapshot_lines.h"
#include "report/frozen/snapshot_reader.h"
#include "report/render/file_set.h"
#include "report/snapshot_files.h"
#include "report/year_data.h"
#include "report/year_report.h"

#include "report/snapshot.h"

struct comparing {
    const struct snapshot_verdict *verdict;
    const struct file_digest *files; /* made again */
    size_t count;
    size_t next;  /* the same program makes them in the same order: it is looked at first */
    size_t wrong; /* not the same so far */
};

static const struct file_digest *
find_file(struct comparing *comparing, const char *name)
{
    for (size_t i = 0; i < comparing->count; i++) {
        size_t at = (comparing->next + i) % comparing->count;

        if (strcmp(comparing->files[at].name, name) == 0) {
            comparing->next = at + 1;
            return &comparing->files[at];
        }
    }
    return NULL;
}

static int
compare_file(void *ctx, struct tab_reader *lines, struct err *err)
{
    struct comparing *comparing = ctx;
    enum snapshot_file outcome = SNAPSHOT_FILE_MISSING;
    const struct file_digest *file;
    struct file_digest expected;

    (void)err;
    snapshot_lines_read_file(lines, &expected);
    file = find_file(comparing, expected.name);
    if (file != NULL)
        outcome = file->bytes == expected.bytes && strcmp(file->sha256, expected.sha256) == 0
                      ? SNAPSHOT_FILE_SAME
                      : SNAPSHOT_FILE_DIFFERENT;
    comparing->wrong += outcome != SNAPSHOT_FILE_SAME;
    comparing->verdict->file(comparing->verdict->ctx, expected.name, outcome);
    return 0;
}

static int
compare_files(struct snapshot_reader *reader, const struct file_set *files,
    const struct snapshot_verdict *verdict, struct err *err)
{
    struct comparing comparing = {.verdict = verdict};

    comparing.files = file_set_files(files, &comparing.count);
    if (snapshot_lines_each(reader, SECTION_FILES, compare_file, &comparing, err) != 0)
        return -1;
    if (comparing.wrong == 0)
        return 0;
    return err_set(err, ERR_CONFIG,
        "this program, version %s, does not make the same files of the snapshot",
        ISPROFILE_VERSION);
}

/* Sections that the profile does not need have to hold, too. */
static int
read_everything(struct snapshot_reader *reader, struct err *err)
{
    struct buf bytes = {0};
    int rc = 0;

    for (enum snapshot_section section = SECTION_BASIS; rc == 0 && section < SECTION_COUNT;
         section++) {
        snapshot_reader_rewind(reader, section);
        while ((rc = snapshot_reader_next(reader, section, &bytes, err)) == 1)
            continue;
        snapshot_reader_rewind(reader, section);
    }
    buf_free(&bytes);
    return rc;
}

static int
verify(struct year_data *data, const struct snapshot_verdict *verdict, struct err *err)
{
    struct year_report report = {0};
    struct file_set *files = NULL;
    int rc = -1;

    if (read_everything(year_data_snapshot(data), err) == 0 &&
        year_report_make(&report, data, NULL, err) == 0)
        files = snapshot_files_digest(&report, err);
    if (files != NULL)
        rc = compare_files(year_data_snapshot(data), files, verdict, err);
    file_set_close(files);
    year_report_reset(&report);
    return rc;
}

int
snapshot_verify(struct db *db, int64_t id, const struct snapshot_verdict *verdict, struct err *err)
{
    const struct year_request asked = {.snapshot = id};
    struct year_data *data;
    int rc;

    if (year_data_open(&data, db, &asked, err) != 0)
        return -1;
    rc = verify(data, verdict, err);
    year_data_close(data);
    return rc;
}
