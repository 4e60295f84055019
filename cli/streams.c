#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "cli/streams.h"

void
streams_hold(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        /* The wrong way round: reading or writing there fails, as if it were closed. */
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

bool
streams_reader_has_gone(void)
{
    struct pollfd pipe = {.fd = STDOUT_FILENO, .events = POLLOUT};

    return poll(&pipe, 1, 0) > 0 && (pipe.revents & POLLERR) != 0;
}
