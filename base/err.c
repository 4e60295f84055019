#include <errno.h>
#include <stdarg.h>

#include "base/err.h"

int
err_set(struct err *err, enum err_code code, const char *format, ...)
{
    va_list args;

    err->code = code;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return -1;
}

int
err_wrap(struct err *err, const char *format, ...)
{
    char text[sizeof err->text];
    va_list args;
    size_t len;

    memcpy(text, err->text, sizeof text);
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    len = strlen(err->text);
    snprintf(err->text + len, sizeof err->text - len, ": %s", text);
    return -1;
}

int
err_set_errno(struct err *err, enum err_code code, int errnum, const char *format, ...)
{
    const char *description = errnum == ENOMEM ? "out of memory" : strerrordesc_np(errnum);
    va_list args;
    size_t len;

    err->code = code;
    if (errnum == ENOENT)
        err->code = ERR_NO_INPUT;
    if (errnum == EACCES || errnum == EPERM)
        err->code = ERR_PERMISSION;
    if (errnum == ENOMEM)
        err->code = ERR_NO_MEMORY;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    len = strlen(err->text);
    if (description != NULL)
        snprintf(err->text + len, sizeof err->text - len, ": %s", description);
    else
        snprintf(err->text + len, sizeof err->text - len, ": error %d", errnum);
    return -1;
}

int
err_exit_status(enum err_code code)
{
    static const int statuses[] = {
        [ERR_NONE] = 0,
        [ERR_USAGE] = 64,
        [ERR_DATA] = 65,
        [ERR_NO_INPUT] = 66,
        [ERR_UNAVAILABLE] = 69,
        [ERR_BUG] = 70,
        [ERR_NO_MEMORY] = 71,
        [ERR_CANNOT_CREATE] = 73,
        [ERR_IO] = 74,
        [ERR_TRY_AGAIN] = 75,
        [ERR_PERMISSION] = 77,
        [ERR_CONFIG] = 78,
    };

    return statuses[code];
}
