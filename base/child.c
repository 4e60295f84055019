#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/interrupt.h"
#include "base/memory.h"

#include "base/child.h"

struct child {
    pid_t pid;
    int failure; /* where its struct err comes from, if it has one */
};

/* In the process itself. What is buffered or connected is the parent's, so nothing is closed. */
static _Noreturn void
live(int (*work)(void *ctx, struct err *err), void *ctx, int failure, pid_t parent)
{
    struct err err = {0};
    ssize_t written;

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    /* It may have ended before that. */
    if (getppid() != parent)
        _exit(err_exit_status(ERR_TRY_AGAIN));
    if (work(ctx, &err) == 0)
        _exit(0);
    written = write(failure, &err, sizeof err);
    (void)written;
    _exit(err_exit_status(err.code));
}

int
child_begin(
    struct child **child, int (*work)(void *ctx, struct err *err), void *ctx, struct err *err)
{
    pid_t pid, parent = getpid();
    int ends[2];

    *child = NULL;
    if (pipe(ends) != 0)
        return err_set_errno(err, ERR_IO, errno, "could not make a pipe to a process");
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        live(work, ctx, ends[1], parent);
    }
    close(ends[1]);
    if (pid < 0) {
        err_set_errno(err, ERR_TRY_AGAIN, errno, "could not start a process");
        close(ends[0]);
        return -1;
    }
    *child = memory_new(sizeof **child);
    **child = (struct child){pid, ends[0]};
    return 0;
}

/* Its status, as waitpid() tells it. */
static int
bury(struct child *child)
{
    int status = 0;

    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    close(child->failure);
    free(child);
    return status;
}

void
child_kill(struct child *child)
{
    if (child == NULL)
        return;
    (void)kill(child->pid, SIGKILL);
    (void)bury(child);
}

int
child_end(struct child *child, struct err *err)
{
    struct err told = {0};
    ssize_t got;
    int status;

    while ((got = read(child->failure, &told, sizeof told)) < 0 && errno == EINTR) {
        if (interrupt_check(err) != 0) {
            child_kill(child);
            return -1;
        }
    }
    status = bury(child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    if (got == (ssize_t)sizeof told) {
        *err = told;
        return -1;
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == err_exit_status(ERR_NO_MEMORY))
        return err_set(err, ERR_NO_MEMORY, "a process of this one ran out of memory");
    return err_set(err, ERR_BUG, "a process of this one ended with %s %d",
        WIFSIGNALED(status) ? "signal" : "status",
        WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}
