#ifndef FINDINGS_IN_H
#define FINDINGS_IN_H

#include "base/text.h"

struct err;

/* Reads the findings.csv of an earlier result, a finding at a time, in bounded memory. */

/* One line of it, borrowed. */
struct finding_line {
    struct text file, rule, severity, column, message;
    struct text value;  /* masked, whether the file shows values or not */
    unsigned long line; /* 0 for none */
};

struct finding_line_sink {
    int (*accept)(void *ctx, const struct finding_line *line, struct err *err);
    void *ctx;
};

/*
 * path is the file or a folder that holds findings.csv. Fails with ERR_NO_INPUT
 * when it is not there, and with ERR_USAGE when it is something else.
 */
int findings_in_read(const char *path, const struct finding_line_sink *sink, struct err *err);

#endif
