#include <dirent.h>
#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "base/outfile.h"

#include "report/render/file_set.h"

struct file_set {
    char *folder; /* NULL: nothing is written */
    struct file_digest *digests;
    struct outfile **files; /* beside the digests; NULL where nothing is written, or in place */
    size_t count, room;     /* of files that have begun */
    size_t ended;
    char *inner; /* the folder in it; NULL for none */
    bool (*is_ours)(const char *name);
    struct digest *digest; /* of the file that has begun last */
    struct buf pending;    /* its bytes that are still to come there and into the file */
    struct out out;
};

/* Writers put a few bytes at a time; a digest or a file is not asked for each of them. */
enum { FLUSH_AT = 64 * 1024 };

int
file_set_open(struct file_set **set, const char *folder, struct err *err)
{
    struct file_set *opened;

    *set = NULL;
    if (folder != NULL && outfile_make_folder(folder, err) != 0)
        return -1;
    opened = memory_new(sizeof *opened);
    opened->folder = folder == NULL ? NULL : memory_copy_text(folder, strlen(folder));
    opened->digest = digest_new();
    *set = opened;
    return 0;
}

int
file_set_make_folder(
    struct file_set *set, const char *name, bool (*is_ours)(const char *name), struct err *err)
{
    struct buf path = {0};

    if (set->folder == NULL)
        return 0;
    buf_printf(&path, "%s/%s", set->folder, name);
    set->inner = path.data;
    set->is_ours = is_ours;
    return outfile_make_folder_inside(set->inner, 1, err);
}

static int
flush(struct file_set *set, struct err *err)
{
    size_t last = set->count - 1, len = set->pending.len;

    if (len == 0)
        return 0;
    digest_add(set->digest, set->pending.data, len);
    set->digests[last].bytes += len;
    buf_reset(&set->pending);
    if (interrupt_check(err) != 0)
        return -1;
    return set->files[last] == NULL ? 0
                                    : outfile_write(set->files[last], set->pending.data, len, err);
}

static int
write_bytes(void *ctx, const void *bytes, size_t len, struct err *err)
{
    struct file_set *set = ctx;

    buf_add(&set->pending, bytes, len);
    return set->pending.len < FLUSH_AT ? 0 : flush(set, err);
}

/* Without the folder in front. */
static const char *
name_in_folder(const char *name)
{
    const char *slash = strchr(name, '/');

    return slash == NULL ? name : slash + 1;
}

static int
open_file(const struct file_set *set, const char *name, mode_t mode, struct outfile **file,
    struct err *err)
{
    const char *inside = name_in_folder(name);

    if (inside == name)
        return outfile_open(file, set->folder, name, mode, err);
    if (outfile_open(file, set->inner, inside, mode, err) != 0)
        return -1;
    outfile_defer_sync(*file);
    return 0;
}

int
file_set_begin(
    struct file_set *set, const char *name, mode_t mode, struct out **out, struct err *err)
{
    struct outfile *file = NULL;

    if (set->folder != NULL && open_file(set, name, mode, &file, err) != 0)
        return -1;
    if (set->count == set->room) {
        set->room = set->room * 2 + 16;
        set->digests = memory_grow(set->digests, set->room, sizeof *set->digests);
        set->files = memory_grow(set->files, set->room, sizeof *set->files);
    }
    set->files[set->count] = file;
    set->digests[set->count++] = (struct file_digest){.name = memory_copy_text(name, strlen(name))};
    buf_reset(&set->pending);
    set->out = (struct out){.write = write_bytes, .ctx = set, .err = err};
    *out = &set->out;
    return 0;
}

int
file_set_end(struct file_set *set, struct err *err)
{
    size_t last = set->count - 1;

    if (out_status(&set->out) != 0 || flush(set, err) != 0 ||
        (set->files[last] != NULL && outfile_finish(set->files[last], err) != 0))
        return -1;
    digest_finish(set->digest, set->digests[last].sha256);
    set->ended = set->count;
    return 0;
}

const struct file_digest *
file_set_files(const struct file_set *set, size_t *count)
{
    *count = set->ended;
    return set->digests;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the files in the folder, sorted. */
static const char **
list_inner(const struct file_set *set, size_t *count)
{
    const char **names = memory_new_array(set->count + 1, sizeof *names);

    *count = 0;
    for (size_t i = 0; i < set->count; i++) {
        const char *name = name_in_folder(set->digests[i].name);

        if (name != set->digests[i].name)
            names[(*count)++] = name;
    }
    qsort(names, *count, sizeof *names, compare_names);
    return names;
}

static int
remove_others(const struct file_set *set, DIR *folder, struct err *err)
{
    size_t count;
    const char **names = list_inner(set, &count);
    const struct dirent *entry;
    int rc = 0;

    while (rc == 0 && (entry = readdir(folder)) != NULL) {
        const char *name = entry->d_name;

        if (!set->is_ours(name) ||
            bsearch(&name, names, count, sizeof *names, compare_names) != NULL)
            continue;
        if (unlinkat(dirfd(folder), name, 0) != 0)
            rc = err_set_errno(err, ERR_IO, errno, "could not remove \"%s/%s\"", set->inner, name);
    }
    free(names);
    return rc;
}

static int
clear_inner(const struct file_set *set, struct err *err)
{
    DIR *folder = opendir(set->inner);
    int rc;

    if (folder == NULL)
        return err_set_errno(err, ERR_IO, errno, "could not read \"%s\"", set->inner);
    rc = remove_others(set, folder, err);
    (void)fsync(dirfd(folder));
    closedir(folder);
    return rc;
}

/* What was deferred reaches the disk before the first name is taken. */
int
file_set_commit(struct file_set *set, struct err *err)
{
    if (set->inner != NULL && outfile_sync(set->inner, err) != 0)
        return -1;
    for (size_t i = 0; i < set->count; i++) {
        struct outfile *file = set->files[i];

        set->files[i] = NULL;
        if (file != NULL && outfile_commit(file, err) != 0)
            return -1;
    }
    return set->inner == NULL ? 0 : clear_inner(set, err);
}

void
file_set_close(struct file_set *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < set->count; i++) {
        outfile_discard(set->files[i]);
        free(set->digests[i].name);
    }
    /* A folder that was made for nothing goes; one with files stays. */
    if (set->inner != NULL)
        (void)rmdir(set->inner);
    free(set->digests);
    free(set->files);
    free(set->inner);
    free(set->folder);
    digest_free(set->digest);
    buf_free(&set->pending);
    free(set);
}
