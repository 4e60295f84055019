/*
 * Loaded before the C library: the FAULT_ALLOCATION-th allocation of each process fails, and all
 * that follow, unless FAULT_ALLOCATION_ONCE is set. At a normal end of each process the number of
 * its allocations, with those of its parent before it, is added to the file FAULT_ALLOCATION_COUNT,
 * if that is set.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

#include "faults/preload.h"

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_ulong made;

static bool
must_fail(void)
{
    static unsigned long wanted;
    static bool is_read, is_once;
    unsigned long number = atomic_fetch_add(&made, 1) + 1;

    if (!is_read) {
        is_read = true;
        is_once = getenv("FAULT_ALLOCATION_ONCE") != NULL;
        wanted = number_of("FAULT_ALLOCATION");
    }
    if (wanted == 0 || number < wanted || (is_once && number > wanted))
        return false;
    errno = ENOMEM;
    return true;
}

void *
malloc(size_t size)
{
    return must_fail() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
    return must_fail() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
    return must_fail() ? NULL : __libc_realloc(old, size);
}

void *
reallocarray(void *old, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(old, bytes);
}

static void __attribute__((destructor)) tell(void)
{
    const char *path = getenv("FAULT_ALLOCATION_COUNT");
    int fd = path != NULL ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;

    if (fd >= 0) {
        dprintf(fd, "%lu\n", atomic_load(&made));
        close(fd);
    }
}
