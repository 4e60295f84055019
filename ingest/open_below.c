#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/memory.h"

#include "ingest/open_below.h"

enum { FOLDER = O_PATH | O_DIRECTORY | O_CLOEXEC };

/* Opens a name in a folder and closes the folder. */
static int
step(int folder, const char *name, int flags)
{
    int next = openat(folder, name, flags | O_NOFOLLOW);
    int errnum = errno;

    close(folder);
    errno = errnum;
    return next;
}

int
open_below(const char *path, size_t given, int flags)
{
    char *folder, *names, *rest;
    int fd;

    if (given == 0 || path[given] == '\0')
        return open(path, flags);
    folder = memory_copy_text(path, given);
    names = rest = memory_copy_text(path + given, strlen(path + given));
    fd = open(folder, FOLDER);
    while (fd >= 0 && rest != NULL) {
        const char *name = strsep(&rest, "/");

        if (*name != '\0')
            fd = step(fd, name, rest == NULL ? flags : FOLDER);
    }
    free(folder);
    free(names);
    return fd;
}
