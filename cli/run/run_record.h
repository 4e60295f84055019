#ifndef RUN_RECORD_H
#define RUN_RECORD_H

struct err;
struct run_totals;
struct settings;

/* Records that a run has ended, and how, for isprofile status. */
int run_record_write(const struct settings *settings, const struct run_totals *totals,
    int exit_status, struct err *err);

#endif
