#ifndef ERR_H
#define ERR_H

/*
 * Failures: why the program cannot go on. What is wrong with the data is a
 * finding (base/finding.h) and never travels in a struct err.
 */

/* The class of a failure decides the exit status; see err_exit_status(). */
enum err_code {
    ERR_NONE,
    ERR_USAGE,         /* 64 the command line is wrong */
    ERR_DATA,          /* 65 a file was refused; used only to end a command */
    ERR_NO_INPUT,      /* 66 a named input does not exist */
    ERR_UNAVAILABLE,   /* 69 the database cannot be reached */
    ERR_BUG,           /* 70 an internal error */
    ERR_NO_MEMORY,     /* 71 */
    ERR_CANNOT_CREATE, /* 73 an output cannot be created */
    ERR_IO,            /* 74 reading or writing failed */
    ERR_TRY_AGAIN,     /* 75 a lock was not free in time; a retry is safe */
    ERR_PERMISSION,    /* 77 */
    ERR_CONFIG,        /* 78 the set-up is not fit: no schema, changed migration, bad value */
};

/* Set where the failure is detected, prefixed with context on the way up, printed once by main. */
struct err {
    enum err_code code;
    char text[1024];
};

/* Sets code and text. Returns -1, so that "return err_set(...)" reads as one step. */
int err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "format: " before the text that is there. Returns -1. */
int err_wrap(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Sets the text with ": " and the description of errnum after it. The class is
 * by errnum: ENOENT gives ERR_NO_INPUT, EACCES and EPERM ERR_PERMISSION, ENOMEM
 * ERR_NO_MEMORY, others the given code. Returns -1.
 */
int err_set_errno(struct err *err, enum err_code code, int errnum, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The exit status of a class of failure, as in sysexits.h; 0 for ERR_NONE. */
int err_exit_status(enum err_code code);

#endif
