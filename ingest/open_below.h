#ifndef OPEN_BELOW_H
#define OPEN_BELOW_H

#include <stddef.h>

/*
 * Opens a file below a folder, however the names on the way are changed
 * meanwhile. The first given bytes of path name the folder, and may go through
 * links; no name behind them may be one: -1 with errno ELOOP, or ENOTDIR for one
 * that should be a folder. flags are those of open(). given 0 is open() itself.
 */
int open_below(const char *path, size_t given, int flags);

#endif
