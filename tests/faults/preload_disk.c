/*
 * Loaded before the C library: of the calls that FAULT_CALL names ("write", "close", "fsync",
 * "rename", "mkdir" or "create", which is an open() that makes a file), the FAULT_NUMBER-th of each
 * process fails with FAULT_ERRNO, and all that follow, unless FAULT_ONCE is set; on regular files
 * and folders alone. At a normal end of each process the number of these calls is added to the file
 * FAULT_COUNT, if that is set.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faults/preload.h"

static atomic_ulong made;

static bool
must_fail(const char *call)
{
    const char *wanted = getenv("FAULT_CALL");
    unsigned long first = number_of("FAULT_NUMBER"), number;

    if (wanted == NULL || strcmp(wanted, call) != 0)
        return false;
    number = atomic_fetch_add(&made, 1) + 1;
    if (first == 0 || number < first || (number > first && getenv("FAULT_ONCE") != NULL))
        return false;
    errno = (int)number_of("FAULT_ERRNO");
    return true;
}

static bool
is_on_disk(int fd)
{
    struct stat about;

    return fstat(fd, &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode));
}

/* The next function of that name. */
static void *
next_of(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

ssize_t
write(int fd, const void *bytes, size_t size)
{
    static ssize_t (*next)(int, const void *, size_t);

    if (next == NULL)
        *(void **)&next = next_of("write");
    return is_on_disk(fd) && must_fail("write") ? -1 : next(fd, bytes, size);
}

int
close(int fd)
{
    static int (*next)(int);
    bool fails = is_on_disk(fd) && must_fail("close");
    int errnum = errno, rc;

    if (next == NULL)
        *(void **)&next = next_of("close");
    rc = next(fd);
    if (fails)
        errno = errnum;
    return fails ? -1 : rc;
}

int
fsync(int fd)
{
    static int (*next)(int);

    if (next == NULL)
        *(void **)&next = next_of("fsync");
    return must_fail("fsync") ? -1 : next(fd);
}

int
rename(const char *old, const char *new)
{
    static int (*next)(const char *, const char *);

    if (next == NULL)
        *(void **)&next = next_of("rename");
    return must_fail("rename") ? -1 : next(old, new);
}

int
mkdir(const char *path, mode_t mode)
{
    static int (*next)(const char *, mode_t);

    if (next == NULL)
        *(void **)&next = next_of("mkdir");
    return must_fail("mkdir") ? -1 : next(path, mode);
}

int
open(const char *path, int flags, ...)
{
    static int (*next)(const char *, int, ...);
    mode_t mode = 0;
    va_list args;

    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
        va_start(args, flags);
        mode = va_arg(args, mode_t);
        va_end(args);
    }
    if (next == NULL)
        *(void **)&next = next_of("open");
    return (flags & O_CREAT) != 0 && must_fail("create") ? -1 : next(path, flags, mode);
}

static void __attribute__((destructor)) tell(void)
{
    const char *path = getenv("FAULT_COUNT");
    unsigned long count = atomic_load(&made);
    int fd =
        path != NULL ? openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;

    if (fd >= 0)
        dprintf(fd, "%lu\n", count);
}
