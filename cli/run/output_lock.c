#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/err.h"

#include "base/interrupt.h"

#include "cli/run/output_lock.h"

enum { TRIES_A_SECOND = 10 };

int
output_lock_take(const char *dir, int wait_seconds, struct err *err)
{
    const struct timespec pause = {.tv_nsec = 1000000000L / TRIES_A_SECOND};
    /* Stays open: the lock is to last as long as the process. */
    int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder < 0)
        return err_set_errno(err, ERR_CANNOT_CREATE, errno, "could not open folder \"%s\"", dir);
    for (int tries = 0; flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; tries++) {
        if (interrupt_check(err) != 0)
            return -1;
        if (tries >= wait_seconds * TRIES_A_SECOND)
            return err_set(err, ERR_TRY_AGAIN,
                "\"%s\" is in use by another command, and was not free within %d second%s", dir,
                wait_seconds, wait_seconds == 1 ? "" : "s");
        nanosleep(&pause, NULL);
    }
    return 0;
}
