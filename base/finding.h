#ifndef FINDING_H
#define FINDING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct err;

/* Findings: what is wrong with the data. Output, never a failure (base/err.h). */

/* Ordered from mild to grave. */
enum severity {
    SEVERITY_INFO,
    SEVERITY_WARNING,
    SEVERITY_INELIGIBLE, /* loaded and counted, but earns no apportionment */
    SEVERITY_ERROR,      /* the row is refused */
    SEVERITY_FATAL,      /* the file is refused */
};

/* What a rule looks at. CROSS, LEA and STATE need more than one file. */
enum rule_scope {
    SCOPE_FIELD,
    SCOPE_ROW,
    SCOPE_FILE,
    SCOPE_CROSS,
    SCOPE_LEA,
    SCOPE_STATE,
};

/* A line of the catalogue as everybody sees it. Columns of spec/rules.csv, and texts for people. */
struct rule_info {
    const char *id; /* stable, never used again for another rule */
    int number;     /* its place in the catalogue, from 0 */
    enum severity severity;
    enum rule_scope scope;
    const char *extracts;  /* "all", or names with blanks between: "SENR ISAG" */
    const char *authority; /* "EC 51747(c)(8)", "" for none */
    const char *calpads;   /* CALPADS rules of the same meaning, "" for none */
    int since, until;      /* first calendar year of the first and last school year; 0 is open */
    const char *text;      /* the definition, as in spec/rules.csv */
    const char *message;   /* one short clause for a findings list */
    const char *fix;       /* what to do about it, one sentence */
};

enum { NO_COST = -1 };

/* One finding. Borrowed: it dies when the call returns. */
struct finding {
    const struct rule_info *rule;
    unsigned long line;   /* physical line, from 1; 0 when the file as a whole is meant */
    unsigned long record; /* from 1; 0 likewise */
    int field;            /* position of the column in the file, from 1; 0 when none is meant */
    const char *column;   /* name as in layouts.csv; NULL when none is meant */
    struct text value;    /* as submitted: a pupil's data, for the findings file only, masked */
    bool has_value;
    const char *detail;      /* in our words, added to the message: a near code, a limit; or NULL */
    int64_t ineligible_days; /* hundredths of a day; NO_COST when it costs none */
    int64_t ineligible_ada;  /* hundredths; NO_COST likewise */
};

/* Where findings go. Returns 0, or -1 with err filled, which ends the work. */
struct finding_sink {
    int (*accept)(void *ctx, const struct finding *finding, struct err *err);
    void *ctx;
};

const char *severity_name(enum severity severity); /* "fatal", "error" ... */
const char *rule_scope_name(enum rule_scope scope);

#endif
