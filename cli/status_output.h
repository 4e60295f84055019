#ifndef STATUS_OUTPUT_H
#define STATUS_OUTPUT_H

#include <stdbool.h>

#include "sql/status.h"

struct coverage;
struct err;

/* What isprofile status says: the last run, who has submitted what, who is missing. */
struct status_told {
    struct status_run run;
    struct status_moment submission;
    int year;                  /* first calendar year; 0: there is no submission */
    struct coverage *coverage; /* of the year, finished; NULL without one */
};

/* To standard output, as text or as JSON. */
int status_output_write(const struct status_told *told, bool as_json, struct err *err);

#endif
