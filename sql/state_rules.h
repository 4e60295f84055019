#ifndef STATE_RULES_H
#define STATE_RULES_H

#include <stddef.h>

#include "base/layout.h"

struct db;
struct err;

/*
 * The rules on the current rows of all LEAs together (scope "state"), each as one
 * set-based statement of sql/state/, over one state of the database.
 */

/* A row that a rule stands on: one LEA's part of what several have sent. Borrowed. */
struct state_finding {
    const char *rule;
    const char *lea;
    enum extract extract;
    const char *file_name;      /* of the row's submission */
    unsigned long line, record; /* of the row in it */
    const char *ssid;
    const char *column;
    const char *value;  /* of the column: a pupil's */
    const char *what;   /* about the finding, in our words; "" for nothing */
    const char *others; /* the other LEAs concerned, ", " between; "" for none */
};

/* Returns 0, or -1 with err filled, which ends the work. */
struct state_sink {
    int (*accept)(void *ctx, const struct state_finding *finding, struct err *err);
    void *ctx;
};

/* The state's rules, in the order in which their findings come; NULL after the last. */
extern const char *const state_rules[];

/*
 * Passes the findings of a school year: by rule, then all rows of a pupil together.
 * With LEAs (7 digits each), only those of pupils that they have rows of; NULL for all.
 */
int state_rules_find(struct db *db, int year, const char *const *leas, size_t lea_count,
    const struct state_sink *sink, struct err *err);

#endif
