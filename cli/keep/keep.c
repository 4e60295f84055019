#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/outfile.h"
#include "ingest/ingest.h"
#include "ingest/pack.h"

#include "cli/keep/keep.h"

enum { KEEP_MODE = 0600, HOW_SIZE = 64 };

/* objects/3f */
enum { OWN_FOLDERS = 2 };

static const char windows_1252[] = "windows-1252";

static void
add_folder(struct buf *path, const char *folder, const char *sha256)
{
    buf_printf(path, "%s/objects/%.2s", folder, sha256);
}

void
keep_add_path(struct buf *path, const char *folder, const char *sha256)
{
    add_folder(path, folder, sha256);
    buf_printf(path, "/%s.gz", sha256);
}

bool
keep_has(const char *folder, const char *sha256)
{
    struct buf path = {0};
    bool has;

    keep_add_path(&path, folder, sha256);
    has = access(path.data, F_OK) == 0;
    buf_free(&path);
    return has;
}

static int
write_packed(void *file, const void *bytes, size_t len, struct err *err)
{
    return outfile_write(file, bytes, len, err);
}

static int
add_object(const char *place, const char *path, const struct ingest_options *options,
    const char *sha256, struct err *err)
{
    struct pack_sink sink = {write_packed, NULL};
    char name[SHA256_TEXT_SIZE + 4], found[SHA256_TEXT_SIZE];
    struct outfile *file;

    snprintf(name, sizeof name, "%s.gz", sha256);
    if (outfile_open(&file, place, name, KEEP_MODE, err) != 0)
        return -1;
    sink.ctx = file;
    if (pack_file(path, options, &sink, found, err) != 0) {
        outfile_discard(file);
        return -1;
    }
    if (strcmp(found, sha256) == 0)
        return outfile_commit(file, err);
    outfile_discard(file);
    return err_set(err, ERR_TRY_AGAIN, "the file changed before it could be kept; run again");
}

static int
add_how(const char *place, const char *sha256, const struct keep_how *how, struct err *err)
{
    char name[SHA256_TEXT_SIZE + 4], day[DATE_TEXT_SIZE], text[HOW_SIZE];
    struct outfile *file;

    snprintf(name, sizeof name, "%s.how", sha256);
    date_format(how->as_of, day);
    snprintf(text, sizeof text, "%s %s\n", day, how->is_windows_1252 ? windows_1252 : "utf-8");
    if (outfile_open(&file, place, name, KEEP_MODE, err) != 0)
        return -1;
    if (outfile_write(file, text, strlen(text), err) == 0)
        return outfile_commit(file, err);
    outfile_discard(file);
    return -1;
}

/* Another process that keeps the same bytes would write the same file. */
static int
lock(const char *place, int *fd, struct err *err)
{
    *fd = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (*fd >= 0 && flock(*fd, LOCK_EX) != 0) {
        if (errno != EINTR)
            return err_set_errno(err, ERR_IO, errno, "could not lock \"%s\"", place);
    }
    return *fd >= 0 ? 0 : err_set_errno(err, ERR_IO, errno, "could not open \"%s\"", place);
}

int
keep_add(const char *folder, const char *path, const struct ingest_options *options,
    const char *sha256, const struct keep_how *how, struct err *err)
{
    struct buf place = {0};
    int fd = -1, rc;

    add_folder(&place, folder, sha256);
    rc = outfile_make_folder_inside(place.data, OWN_FOLDERS, err);
    if (rc == 0)
        rc = lock(place.data, &fd, err);
    if (rc == 0 && how != NULL)
        rc = add_how(place.data, sha256, how, err);
    if (rc == 0 && !keep_has(folder, sha256))
        rc = add_object(place.data, path, options, sha256, err);
    if (fd >= 0)
        close(fd);
    buf_free(&place);
    return rc == 0 ? 0 : err_wrap(err, "could not keep the file");
}

int
keep_read_how(const char *folder, const char *sha256, struct keep_how *how, struct err *err)
{
    struct buf path = {0};
    char text[HOW_SIZE] = "", *encoding;
    FILE *file;
    int rc = 0;

    add_folder(&path, folder, sha256);
    buf_printf(&path, "/%s.how", sha256);
    file = fopen(path.data, "re");
    if (file == NULL) {
        rc = err_set_errno(err, ERR_IO, errno, "could not open \"%s\"", path.data);
        buf_free(&path);
        return rc;
    }
    if (fgets(text, sizeof text, file) == NULL)
        text[0] = '\0';
    fclose(file);
    text[strcspn(text, "\n")] = '\0';
    encoding = strchr(text, ' ');
    if (encoding != NULL)
        *encoding++ = '\0';
    if (encoding == NULL || !date_parse(text_of(text), &how->as_of))
        rc = err_set(err, ERR_CONFIG, "\"%s\" does not say what it should", path.data);
    else
        how->is_windows_1252 = strcmp(encoding, windows_1252) == 0;
    buf_free(&path);
    return rc;
}
