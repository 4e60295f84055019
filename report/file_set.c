#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/outfile.h"

#include "report/file_set.h"

struct file_set {
    char *folder; /* NULL: nothing is written */
    struct file_digest *digests;
    struct outfile **files; /* beside the digests; NULL where nothing is written, or in place */
    size_t count;           /* of files that have begun */
    size_t ended;
    struct digest *digest; /* of the file that has begun last */
    struct out out;
};

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

static int
write_bytes(void *ctx, const void *bytes, size_t len, struct err *err)
{
    struct file_set *set = ctx;
    size_t last = set->count - 1;

    digest_add(set->digest, bytes, len);
    set->digests[last].bytes += len;
    return set->files[last] == NULL ? 0 : outfile_write(set->files[last], bytes, len, err);
}

int
file_set_begin(
    struct file_set *set, const char *name, mode_t mode, struct out **out, struct err *err)
{
    struct outfile *file = NULL;

    if (set->folder != NULL && outfile_open(&file, set->folder, name, mode, err) != 0)
        return -1;
    set->digests = memory_grow(set->digests, set->count + 1, sizeof *set->digests);
    set->files = memory_grow(set->files, set->count + 1, sizeof *set->files);
    set->files[set->count] = file;
    set->digests[set->count++] = (struct file_digest){.name = memory_copy_text(name, strlen(name))};
    set->out = (struct out){.write = write_bytes, .ctx = set, .err = err};
    *out = &set->out;
    return 0;
}

int
file_set_end(struct file_set *set, struct err *err)
{
    size_t last = set->count - 1;

    if (out_status(&set->out) != 0 ||
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

int
file_set_commit(struct file_set *set, struct err *err)
{
    for (size_t i = 0; i < set->count; i++) {
        struct outfile *file = set->files[i];

        set->files[i] = NULL;
        if (file != NULL && outfile_commit(file, err) != 0)
            return -1;
    }
    return 0;
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
    free(set->digests);
    free(set->files);
    free(set->folder);
    digest_free(set->digest);
    free(set);
}
