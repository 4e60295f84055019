#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"

#include "ingest/gunzip.h"
#include "ingest/magic.h"
#include "ingest/open_below.h"
#include "ingest/source.h"

enum { BLOCK_SIZE = 256 * 1024 };

struct source {
    int fd;
    const char *path; /* NULL for stdin */
    struct stat before;
    uint64_t max_expanded;
    uint64_t raw_bytes;
    uint64_t bytes;
    bool has_begun;
    bool is_at_end;
    struct gunzip *gunzip; /* NULL for a plain file */
    char *raw;             /* BLOCK_SIZE bytes as stored */
    char *expanded;        /* BLOCK_SIZE bytes; NULL for a plain file */
    bool has_problem;
    int errnum; /* the system's own reason; 0 for any other */
    struct read_problem problem;
    struct buf detail;
};

static void __attribute__((format(printf, 3, 4)))
set_problem(struct source *source, enum read_problem_kind kind, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    buf_reset(&source->detail);
    buf_add_text(&source->detail, text);
    source->problem = (struct read_problem){.kind = kind, .detail = source->detail.data};
    source->has_problem = true;
    source->is_at_end = true;
}

static const char *
kind_of_file(mode_t mode)
{
    if (S_ISDIR(mode))
        return "it is a folder, not a file; name a file in it";
    if (S_ISFIFO(mode))
        return "it is a named pipe; give - to read from a pipe on stdin";
    return "it is not a regular file";
}

/* Nothing blocks here: a pipe that nobody writes to opens at once and is then turned down. */
static int
open_path(struct source *source, const char *path, size_t given, struct err *err)
{
    source->path = path;
    source->fd = open_below(path, given, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (source->fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return err_set_errno(err, ERR_NO_INPUT, errno, "could not open \"%s\"", path);
    source->errnum = source->fd < 0 ? errno : 0;
    if (source->errnum == ELOOP && given != 0)
        set_problem(source, READ_UNREADABLE, "it has become a link");
    else if (source->errnum != 0)
        set_problem(source, READ_UNREADABLE, "it cannot be opened: %s", strerror(source->errnum));
    else if (fstat(source->fd, &source->before) != 0)
        set_problem(source, READ_UNREADABLE, "it cannot be examined: %s", strerror(errno));
    else if (!S_ISREG(source->before.st_mode))
        set_problem(source, READ_UNREADABLE, "%s", kind_of_file(source->before.st_mode));
    return 0;
}

int
source_open(struct source **opened, const char *path, uint64_t max_expanded, struct err *err)
{
    return source_open_below(opened, path, 0, max_expanded, err);
}

int
source_open_below(
    struct source **opened, const char *path, size_t given, uint64_t max_expanded, struct err *err)
{
    struct source *source = memory_new(sizeof *source);

    source->max_expanded = max_expanded != 0 ? max_expanded : UINT64_MAX;
    source->fd = STDIN_FILENO;
    if (strcmp(path, "-") != 0 && open_path(source, path, given, err) != 0) {
        source_close(source);
        return -1;
    }
    source->raw = memory_grow(NULL, BLOCK_SIZE, 1);
    *opened = source;
    return 0;
}

void
source_close(struct source *source)
{
    if (source == NULL)
        return;
    if (source->fd > STDIN_FILENO)
        close(source->fd);
    gunzip_free(source->gunzip);
    free(source->raw);
    free(source->expanded);
    buf_free(&source->detail);
    free(source);
}

/* One read that does not give up for a signal, nor for a pipe that is not ready. */
static ssize_t
read_some(int fd, char *bytes, size_t size)
{
    for (;;) {
        ssize_t got = read(fd, bytes, size);

        if (got >= 0 || (errno != EINTR && errno != EAGAIN))
            return got;
        if (errno == EAGAIN) {
            struct pollfd ready = {.fd = fd, .events = POLLIN};

            poll(&ready, 1, -1);
        }
    }
}

/* True when the file is still the one that was opened, as long as it was. */
static bool
is_unchanged(const struct source *source)
{
    struct stat now, named;

    if (source->path == NULL)
        return true;
    if (fstat(source->fd, &now) != 0 || stat(source->path, &named) != 0)
        return false;
    return now.st_size == source->before.st_size &&
           now.st_mtim.tv_sec == source->before.st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == source->before.st_mtim.tv_nsec &&
           named.st_ino == source->before.st_ino && named.st_dev == source->before.st_dev &&
           (uint64_t)now.st_size == source->raw_bytes;
}

/* Reads a block as stored, at least min bytes while there are some. Empty at the end. */
static struct text
read_raw(struct source *source, size_t min)
{
    size_t len = 0;

    while (len < min) {
        ssize_t got = read_some(source->fd, source->raw + len, BLOCK_SIZE - len);

        if (got < 0) {
            source->errnum = errno;
            set_problem(source, READ_UNREADABLE, "it cannot be read: %s", strerror(errno));
        }
        if (got <= 0)
            break;
        len += (size_t)got;
    }
    source->raw_bytes += len;
    if (len == 0 && !source->has_problem && !is_unchanged(source))
        set_problem(source, READ_UNREADABLE, "it changed while it was read");
    return (struct text){source->raw, len};
}

static struct text
expand(struct source *source)
{
    size_t len = 0;

    while (len < BLOCK_SIZE && !source->is_at_end) {
        enum gunzip_step step = gunzip_expand(source->gunzip, source->expanded, BLOCK_SIZE, &len);

        if (step == GUNZIP_HUNGRY) {
            struct text raw = read_raw(source, 1);

            gunzip_feed(source->gunzip, raw);
            if (raw.len > 0 || source->has_problem)
                continue;
            source->is_at_end = true;
            if (gunzip_is_whole(source->gunzip))
                break;
            step = GUNZIP_DAMAGED;
        }
        if (step == GUNZIP_DAMAGED)
            set_problem(source, READ_COMPRESSED_DAMAGED, "%s", gunzip_damage(source->gunzip));
    }
    return (struct text){source->expanded, len};
}

/* The first block tells whether the file is gzip. */
static struct text
begin(struct source *source)
{
    struct text raw = read_raw(source, MAGIC_SIZE);

    source->has_begun = true;
    if (!magic_is_gzip(raw))
        return raw;
    source->gunzip = gunzip_new();
    source->expanded = memory_grow(NULL, BLOCK_SIZE, 1);
    gunzip_feed(source->gunzip, raw);
    return expand(source);
}

bool
source_next(struct source *source, struct text *block)
{
    uint64_t room = source->max_expanded - source->bytes;

    if (source->is_at_end)
        return false;
    if (!source->has_begun)
        *block = begin(source);
    else if (source->gunzip != NULL)
        *block = expand(source);
    else
        *block = read_raw(source, 1);
    if (block->len > room) {
        block->len = (size_t)room;
        set_problem(
            source, READ_TOO_LARGE, "it expands past %" PRIu64 " bytes", source->max_expanded);
    }
    source->bytes += block->len;
    if (block->len == 0)
        source->is_at_end = true;
    return block->len > 0;
}

const struct read_problem *
source_problem(const struct source *source)
{
    return source->has_problem ? &source->problem : NULL;
}

int
source_errno(const struct source *source)
{
    return source->errnum;
}

bool
source_is_gzip(const struct source *source)
{
    return source->gunzip != NULL;
}

uint64_t
source_bytes(const struct source *source)
{
    return source->bytes;
}

uint64_t
source_raw_bytes(const struct source *source)
{
    return source->raw_bytes;
}

unsigned
source_gzip_members(const struct source *source)
{
    return source->gunzip != NULL ? gunzip_members(source->gunzip) : 0;
}
