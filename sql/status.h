#ifndef STATUS_H
#define STATUS_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct err;

/* When the database was last worked on, for those who watch it. */

enum { STATUS_TIME_SIZE = 20 };

/* A moment of the past. */
struct status_moment {
    bool is_there;               /* false: nothing has happened yet */
    char time[STATUS_TIME_SIZE]; /* CCYY-MM-DD HH:MM:SS, UTC */
    int64_t age;                 /* seconds; below 0 for what lies ahead of the given now */
};

/* How a run ended, in the order of what can become of a file. */
enum {
    RUN_FILES_ACCEPTED,
    RUN_FILES_UNCHANGED,
    RUN_FILES_REFUSED,
    RUN_FILES_REFUSED_BEFORE,
    RUN_FILES_FAILED,
    RUN_FILES_COUNT,
};

struct status_run {
    struct status_moment ended;
    int exit_status;
    uint64_t files[RUN_FILES_COUNT];
};

/* Records a run that has ended; ended is set by the server. */
int status_add_run(struct db *db, const struct status_run *run, struct err *err);

/* now is CCYY-MM-DD, its beginning in UTC; NULL for the server's clock. */
int status_last_run(struct db *db, const char *now, struct status_run *run, struct err *err);

/* The submission that was judged last, accepted or refused; a withdrawal is none. */
int status_last_submission(
    struct db *db, const char *now, struct status_moment *moment, struct err *err);

/* The latest school year with a current submission, by its first calendar year; 0 for none. */
int status_last_year(struct db *db, int *year, struct err *err);

#endif
