/*
 * Loaded before the C library: a signal every FAULT_STORM microseconds, in every process, which
 * interrupts whatever waits; and with FAULT_SHORT no call reads or writes more bytes than that.
 */
#include <dlfcn.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "faults/preload.h"

static size_t longest;

static void
ignore(int number)
{
    (void)number;
}

static void __attribute__((constructor)) begin_storm(void)
{
    /* Without SA_RESTART: what the signal meets ends with EINTR. */
    struct sigaction action = {.sa_handler = ignore};
    suseconds_t pause = (suseconds_t)number_of("FAULT_STORM");
    struct itimerval timer = {{0, pause}, {0, pause}};

    longest = number_of("FAULT_SHORT");
    if (pause == 0)
        return;
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

static size_t
cut(size_t size)
{
    return longest != 0 && size > longest ? longest : size;
}

pid_t
fork(void)
{
    static pid_t (*next)(void);
    pid_t pid;

    if (next == NULL)
        *(void **)&next = dlsym(RTLD_NEXT, "fork");
    pid = next();
    if (pid == 0)
        begin_storm();
    return pid;
}

ssize_t
read(int fd, void *bytes, size_t size)
{
    static ssize_t (*next)(int, void *, size_t);

    if (next == NULL)
        *(void **)&next = dlsym(RTLD_NEXT, "read");
    return next(fd, bytes, cut(size));
}

ssize_t
write(int fd, const void *bytes, size_t size)
{
    static ssize_t (*next)(int, const void *, size_t);

    if (next == NULL)
        *(void **)&next = dlsym(RTLD_NEXT, "write");
    return next(fd, bytes, cut(size));
}
