#include <errno.h>
#include <fts.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/text.h"
#include "ingest/ingest.h"

#include "cli/screen/terminal.h"

#include "cli/run/inbox.h"

#define STILL_BEING_SENT "still being sent"

enum { LEA_DIGITS = 7 };

static void
tell_failure(struct inbox *inbox, const char *path, int errnum)
{
    struct err err = {0};
    struct buf buf = {0};

    err_set_errno(&err, ERR_IO, errnum, "could not read \"%s\"", path);
    terminal_add_name(&buf, err.text);
    fprintf(stderr, "isprofile: %s\n", buf.data);
    buf_free(&buf);
    if (inbox->failure == ERR_NONE)
        inbox->failure = err.code;
}

static bool
is_lea(const char *name)
{
    return strlen(name) == LEA_DIGITS && text_is_digits(text_of(name));
}

/* The outermost folder named as an LEA, so that none can speak for another from inside its own. */
static void
find_expected_lea(const FTSENT *entry, char lea[LEA_DIGITS + 1])
{
    lea[0] = '\0';
    for (const FTSENT *at = entry->fts_parent; at->fts_level >= FTS_ROOTLEVEL;
         at = at->fts_parent) {
        if (is_lea(at->fts_name))
            snprintf(lea, LEA_DIGITS + 1, "%s", at->fts_name);
    }
}

/*
 * A folder given as "." or "0161119/." is known by its real name; fts has the
 * name as it was given.
 */
static void
find_root_lea(const char *path, char lea[LEA_DIGITS + 1])
{
    char *real = realpath(path, NULL);
    const char *slash = real != NULL ? strrchr(real, '/') : NULL;

    lea[0] = '\0';
    if (slash != NULL && is_lea(slash + 1))
        snprintf(lea, LEA_DIGITS + 1, "%s", slash + 1);
    free(real);
}

/*
 * A file that was named itself lies in somebody's inbox no less than one that was found there:
 * naming every file of an inbox must not let one LEA speak for another. It is the folder in which
 * it was named that counts, not where a link there leads to.
 */
static void
find_named_lea(const char *path, char lea[LEA_DIGITS + 1])
{
    const char *slash = strrchr(path, '/');
    struct buf folder = {0};

    if (slash == NULL)
        buf_add_text(&folder, ".");
    else
        buf_printf(&folder, "%.*s", (int)(slash - path + 1), path);
    find_root_lea(folder.data, lea);
    buf_free(&folder);
}

/* Paths can overlap: what was left alone below an earlier one is not told of again. */
static void
add_note(struct inbox *inbox, const FTSENT *entry, const char *reason)
{
    const struct stat *status = entry->fts_statp;

    for (size_t i = 0; i < inbox->earlier_notes; i++) {
        if (inbox->notes[i].device == status->st_dev && inbox->notes[i].node == status->st_ino)
            return;
    }
    inbox->notes = memory_grow(inbox->notes, inbox->note_count + 1, sizeof *inbox->notes);
    inbox->notes[inbox->note_count++] =
        (struct inbox_note){.path = memory_copy_text(entry->fts_path, strlen(entry->fts_path)),
            .reason = reason,
            .device = status->st_dev,
            .node = status->st_ino};
}

static void
write_stamp(const struct inbox_file *file, const struct stat *status, char stamp[INBOX_STAMP_SIZE])
{
    snprintf(stamp, INBOX_STAMP_SIZE, "%s:%llx:%llx:%llx:%lld.%09ld:%lld.%09ld", file->expected_lea,
        (unsigned long long)status->st_dev, (unsigned long long)status->st_ino,
        (unsigned long long)status->st_size, (long long)status->st_mtim.tv_sec,
        status->st_mtim.tv_nsec, (long long)status->st_ctim.tv_sec, status->st_ctim.tv_nsec);
}

bool
inbox_file_is_as_seen(const struct inbox_file *file)
{
    char stamp[INBOX_STAMP_SIZE];
    struct stat status;

    if (file->stamp[0] == '\0' || stat(file->path, &status) != 0)
        return false;
    write_stamp(file, &status, stamp);
    return strcmp(stamp, file->stamp) == 0;
}

struct ingest_options
inbox_file_reading(const struct inbox_file *file, const struct ingest_options *options)
{
    struct ingest_options reading = *options;

    reading.given_len = file->given_len;
    return reading;
}

static size_t
root_len(const FTSENT *entry)
{
    while (entry->fts_level > FTS_ROOTLEVEL)
        entry = entry->fts_parent;
    return entry->fts_pathlen;
}

static void
add_file(struct inbox *inbox, const FTSENT *entry, const char *root_lea)
{
    size_t len = strlen(entry->fts_path);
    struct inbox_file file = {.path = memory_copy_text(entry->fts_path, len)};
    const char *slash = strrchr(file.path, '/');
    struct buf name = {0};

    terminal_add_name(&name, slash != NULL ? slash + 1 : file.path);
    file.name = memory_copy_text(name.data, name.len);
    buf_free(&name);
    file.size = (uint64_t)entry->fts_statp->st_size;
    file.device = entry->fts_statp->st_dev;
    file.node = entry->fts_statp->st_ino;
    if (entry->fts_level > FTS_ROOTLEVEL) {
        file.given_len = root_len(entry);
        find_expected_lea(entry, file.expected_lea);
    } else {
        find_named_lea(file.path, file.expected_lea);
    }
    if (entry->fts_level > FTS_ROOTLEVEL && *root_lea != '\0')
        memcpy(file.expected_lea, root_lea, sizeof file.expected_lea);
    if (time(NULL) - entry->fts_statp->st_ctim.tv_sec >= INBOX_SETTLED_SECONDS)
        write_stamp(&file, entry->fts_statp, file.stamp);
    inbox->files = memory_grow(inbox->files, inbox->file_count + 1, sizeof *inbox->files);
    inbox->files[inbox->file_count++] = file;
}

static bool
is_own(const struct inbox *inbox, const FTSENT *entry)
{
    for (int i = 0; i < inbox->own_count; i++) {
        if (inbox->own[i].device == entry->fts_statp->st_dev &&
            inbox->own[i].node == entry->fts_statp->st_ino)
            return true;
    }
    return false;
}

static bool
is_on_its_way(const FTSENT *entry)
{
    const char *name = entry->fts_name;
    size_t len = strlen(name);

    return len > 5 && strcmp(name + len - 5, ".part") == 0;
}

static void
take_entry(struct inbox *inbox, FTS *tree, FTSENT *entry, const char *root_lea)
{
    bool is_below = entry->fts_level > FTS_ROOTLEVEL;
    bool is_hidden = is_below && entry->fts_name[0] == '.';
    bool is_late = is_below && !is_hidden && is_on_its_way(entry); /* of a folder */

    switch (entry->fts_info) {
    case FTS_D:
        if (is_hidden || is_own(inbox, entry) || is_late)
            fts_set(tree, entry, FTS_SKIP);
        if (is_late)
            add_note(inbox, entry, STILL_BEING_SENT);
        return;
    case FTS_DP:
        return;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        tell_failure(inbox, entry->fts_path, entry->fts_errno);
        return;
    case FTS_F:
        if (is_on_its_way(entry))
            add_note(inbox, entry, STILL_BEING_SENT);
        else if (!is_hidden)
            add_file(inbox, entry, root_lea);
        return;
    case FTS_SL:
    case FTS_SLNONE:
        /* One that was named is followed, so it is a link here only if it leads nowhere. */
        if (entry->fts_level == FTS_ROOTLEVEL)
            tell_failure(inbox, entry->fts_path, ENOENT);
        else
            add_note(inbox, entry, "a link");
        return;
    default:
        add_note(inbox, entry, "no regular file");
    }
}

static int
compare_names(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void
read_path(struct inbox *inbox, char *path)
{
    char *const roots[] = {path, NULL};
    char root_lea[LEA_DIGITS + 1];
    FTSENT *entry;
    FTS *tree;

    find_root_lea(path, root_lea);
    /* The path itself may be a link: somebody has named it. */
    tree = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, compare_names);
    if (tree == NULL) {
        tell_failure(inbox, path, errno);
        return;
    }
    while ((errno = 0, entry = fts_read(tree)) != NULL)
        take_entry(inbox, tree, entry, root_lea);
    if (errno != 0)
        tell_failure(inbox, path, errno);
    fts_close(tree);
}

void
inbox_leave_out(struct inbox *inbox, const char *folder)
{
    struct stat status;

    if (folder != NULL && stat(folder, &status) == 0)
        inbox->own[inbox->own_count++] = (struct inbox_own_folder){status.st_dev, status.st_ino};
}

void
inbox_read(struct inbox *inbox, char *const *paths, int path_count)
{
    for (int i = 0; i < path_count; i++) {
        inbox->earlier_notes = inbox->note_count;
        read_path(inbox, paths[i]);
    }
}

void
inbox_reset(struct inbox *inbox)
{
    for (size_t i = 0; i < inbox->file_count; i++) {
        free(inbox->files[i].path);
        free(inbox->files[i].name);
    }
    for (size_t i = 0; i < inbox->note_count; i++)
        free(inbox->notes[i].path);
    free(inbox->files);
    free(inbox->notes);
    *inbox = (struct inbox){0};
}
