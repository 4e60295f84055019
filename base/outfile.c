#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/fault_point.h"
#include "base/memory.h"

#include "base/outfile.h"

enum { FLUSH_AT = 64 * 1024, FOLDER_MODE = 0750 };

struct outfile {
    int fd; /* -1 once it is finished: thousands may wait for their names */
    char *folder;
    char *temporary;
    char *path; /* where it goes; for messages, too */
    struct buf pending;
    dev_t device; /* with node: which file it is, whatever its name */
    ino_t node;
    uint64_t size, room; /* bytes that were written, and those that there is room for */
    bool is_sync_deferred;
};

static bool
is_folder(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/*
 * Makes one folder whose parent is there, and counts it. A file of that name is a failure, a
 * folder is not.
 */
static int
make_one_folder(const char *path, int *made, struct err *err)
{
    struct stat about;
    int errnum;

    if (mkdir(path, FOLDER_MODE) == 0) {
        ++*made;
        return 0;
    }
    errnum = errno;
    if (errnum == EEXIST && stat(path, &about) == 0) {
        if (S_ISDIR(about.st_mode))
            return 0;
        errnum = ENOTDIR;
    }
    return err_set_errno(err, ERR_CANNOT_CREATE, errnum, "could not create folder \"%s\"", path);
}

int
outfile_make_folder(const char *dir, struct err *err)
{
    int made;

    return outfile_make_folder_counted(dir, &made, err);
}

int
outfile_make_folder_counted(const char *dir, int *made, struct err *err)
{
    char *path;
    int rc = 0;

    *made = 0;
    if (dir[0] == '\0')
        return err_set(err, ERR_CANNOT_CREATE, "could not create a folder without a name");
    /* Mostly the parent is there, or all of it is. */
    *made = mkdir(dir, FOLDER_MODE) == 0;
    if (*made == 1 || (errno == EEXIST && is_folder(dir)))
        return 0;
    path = memory_copy_text(dir, strlen(dir));
    for (char *end = path + 1; rc == 0; end++) {
        char kept = *end;

        if (kept != '/' && kept != '\0')
            continue;
        *end = '\0';
        rc = make_one_folder(path, made, err);
        *end = kept;
        if (kept == '\0')
            break;
    }
    /* A missing parent cannot be: what is left of ENOENT is a place that does not take folders. */
    if (rc != 0 && err->code == ERR_NO_INPUT)
        err->code = ERR_CANNOT_CREATE;
    free(path);
    return rc;
}

static void
strip_slashes(char *path)
{
    size_t len = strlen(path);

    while (len > 1 && path[len - 1] == '/')
        path[--len] = '\0';
}

static void
strip_name(char *path)
{
    size_t len = strlen(path);

    while (len > 1 && path[len - 1] != '/')
        path[--len] = '\0';
    strip_slashes(path);
}

int
outfile_make_folder_inside(const char *dir, int own, struct err *err)
{
    char *path = memory_copy_text(dir, strlen(dir));
    struct stat about;
    int rc = 0;

    strip_slashes(path);
    for (; own > 0 && rc == 0; own--) {
        if (lstat(path, &about) == 0 && S_ISLNK(about.st_mode))
            rc = err_set(err, ERR_CANNOT_CREATE,
                "could not create folder \"%s\": a link stands in its place", path);
        strip_name(path);
    }
    free(path);
    return rc == 0 ? outfile_make_folder(dir, err) : -1;
}

void
outfile_remove_empty(const char *dir, int count)
{
    char *path = memory_copy_text(dir, strlen(dir));

    strip_slashes(path);
    while (count-- > 0 && rmdir(path) == 0)
        strip_name(path);
    free(path);
}

static void
outfile_free(struct outfile *file)
{
    if (file->fd >= 0)
        close(file->fd);
    free(file->folder);
    free(file->temporary);
    free(file->path);
    buf_free(&file->pending);
    free(file);
}

static char *
join_path(const char *dir, const char *before, const char *name, const char *after)
{
    struct buf text = {0};

    buf_printf(&text, "%s/%s%s%s", dir, before, name, after);
    return text.data;
}

static char *
temporary_path(const char *dir, const char *name)
{
    return join_path(dir, ".", name, ".part");
}

void
outfile_sweep(const char *dir, const char *name)
{
    char *path = temporary_path(dir, name);

    (void)unlink(path);
    free(path);
}

/*
 * A file of our own: what somebody has left or laid there, be it a link, a pipe or a file that he
 * could read, is taken away first and never written into.
 */
static int
create_anew(const char *path, mode_t mode)
{
    enum { TRIES = 3 };
    int fd = -1;

    for (int i = 0; i < TRIES && fd < 0; i++) {
        fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (fd < 0 && (errno != EEXIST || unlink(path) != 0))
            break;
    }
    return fd;
}

static int
note_identity(struct outfile *file)
{
    struct stat about;

    if (fstat(file->fd, &about) != 0)
        return -1;
    file->device = about.st_dev;
    file->node = about.st_ino;
    return 0;
}

/* False when another process has begun a file of that name meanwhile, which is not whole. */
static bool
is_still_ours(const struct outfile *file)
{
    struct stat about;

    return lstat(file->temporary, &about) == 0 && about.st_dev == file->device &&
           about.st_ino == file->node;
}

int
outfile_open(struct outfile **out, const char *dir, const char *name, mode_t mode, struct err *err)
{
    struct outfile *file = memory_new(sizeof *file);

    file->folder = memory_copy_text(dir, strlen(dir));
    file->path = join_path(dir, "", name, "");
    file->temporary = temporary_path(dir, name);
    file->fd = create_anew(file->temporary, mode);
    if (file->fd < 0 || fchmod(file->fd, mode) != 0 || note_identity(file) != 0) {
        err_set_errno(err, ERR_CANNOT_CREATE, errno, "could not create \"%s\"", file->path);
        if (err->code == ERR_NO_INPUT)
            err->code = ERR_CANNOT_CREATE;
        if (file->fd >= 0)
            unlink(file->temporary);
        outfile_free(file);
        *out = NULL;
        return -1;
    }
    *out = file;
    return 0;
}

static int
flush(struct outfile *file, struct err *err)
{
    size_t done = 0;

    while (done < file->pending.len) {
        ssize_t written = write(file->fd, file->pending.data + done, file->pending.len - done);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return err_set_errno(err, ERR_IO, errno, "could not write \"%s\"", file->path);
        done += (size_t)written;
    }
    file->size += done;
    buf_reset(&file->pending);
    return 0;
}

int
outfile_write(struct outfile *file, const void *bytes, size_t len, struct err *err)
{
    buf_add(&file->pending, bytes, len);
    return file->pending.len < FLUSH_AT ? 0 : flush(file, err);
}

int
outfile_make_room(struct outfile *file, uint64_t bytes, struct err *err)
{
    while (fallocate(file->fd, 0, 0, (off_t)bytes) != 0) {
        if (errno == EOPNOTSUPP || errno == ENOSYS)
            return 0;
        if (errno != EINTR)
            return err_set_errno(err, ERR_IO, errno, "could not write \"%s\"", file->path);
    }
    file->room = bytes;
    return 0;
}

/* Whole pages of nothing behind the last byte are no part of the file. */
static int
give_back_room(const struct outfile *file)
{
    while (file->room > file->size && ftruncate(file->fd, (off_t)file->size) != 0) {
        if (errno != EINTR)
            return -1;
    }
    return 0;
}

void
outfile_defer_sync(struct outfile *file)
{
    file->is_sync_deferred = true;
}

void
outfile_demand_sync(struct outfile *file)
{
    file->is_sync_deferred = false;
}

int
outfile_sync(const char *dir, struct err *err)
{
    int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int rc = 0;

    if (folder < 0 || syncfs(folder) != 0)
        rc = err_set_errno(err, ERR_IO, errno, "could not bring \"%s\" to the disk", dir);
    if (folder >= 0)
        close(folder);
    return rc;
}

int
outfile_finish(struct outfile *file, struct err *err)
{
    int fd = file->fd;

    if (fd < 0)
        return 0;
    if (flush(file, err) != 0)
        return -1;
    if (give_back_room(file) != 0 || (!file->is_sync_deferred && fsync(fd) != 0))
        return err_set_errno(err, ERR_IO, errno, "could not write \"%s\"", file->path);
    buf_free(&file->pending);
    file->fd = -1;
    /* Some file systems tell only now that there was no room. */
    if (close(fd) != 0)
        return err_set_errno(err, ERR_IO, errno, "could not write \"%s\"", file->path);
    return 0;
}

/* Some file systems cannot do this; the rename itself has succeeded. */
static void
sync_folder(const char *dir)
{
    int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder < 0)
        return;
    (void)fsync(folder);
    close(folder);
}

int
outfile_commit(struct outfile *file, struct err *err)
{
    int rc = outfile_finish(file, err);

    if (rc == 0 && !is_still_ours(file)) {
        rc = err_set(
            err, ERR_TRY_AGAIN, "another command writes \"%s\" at the same time", file->path);
        outfile_free(file);
        return rc;
    }
    if (rc == 0 && rename(file->temporary, file->path) != 0)
        rc = err_set_errno(err, ERR_IO, errno, "could not put \"%s\" in place", file->path);
    if (rc != 0) {
        outfile_discard(file);
        return -1;
    }
    fault_point_pass("file_in_place");
    if (!file->is_sync_deferred)
        sync_folder(file->folder);
    outfile_free(file);
    return 0;
}

void
outfile_discard(struct outfile *file)
{
    if (file == NULL)
        return;
    if (is_still_ours(file))
        unlink(file->temporary);
    outfile_free(file);
}
