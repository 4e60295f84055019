#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/*
 * Runs a command and writes what it took to a file: wall seconds, processor seconds, peak memory in
 * KiB. A small process, because a child's peak begins with what its parent held. When it is killed,
 * so is the command.
 */

static double
seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double
seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static int
write_usage(const char *path, double wall, const struct rusage *usage)
{
    FILE *file = fopen(path, "we");
    int rc;

    if (file == NULL)
        return -1;
    rc = fprintf(file, "%.6f %.6f %ld\n", wall,
        seconds_of(usage->ru_utime) + seconds_of(usage->ru_stime), usage->ru_maxrss);
    return fclose(file) == 0 && rc > 0 ? 0 : -1;
}

int
main(int argc, char **argv)
{
    struct rusage usage;
    double started = seconds_now();
    pid_t child;
    int status;

    if (argc < 3) {
        fprintf(stderr, "usage: usage FILE COMMAND...\n");
        return 64;
    }
    child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        execvp(argv[2], argv + 2);
        fprintf(stderr, "usage: cannot run %s: %s\n", argv[2], strerror(errno));
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return 71;
    if (write_usage(argv[1], seconds_now() - started, &usage) != 0)
        return 74;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
