#ifndef RUN_STATE_H
#define RUN_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/run/state_findings.h"

struct err;
struct run_plan;
struct run_result;
struct settings;

/*
 * The end of a run: the rules on all LEAs together, for the school years in which
 * something was loaded and the pupils of the LEAs that it was loaded for, by this
 * run or by one that ended before it came to this.
 */
struct run_state {
    struct state_result *years; /* in their order */
    size_t year_count;
};

/* results: one a planned file. Nothing was loaded: nothing is asked. When it fails, the years
 * are those before. */
int run_state_judge(struct run_state *state, const struct settings *settings,
    const struct run_plan *plan, const struct run_result *results, struct err *err);
void run_state_reset(struct run_state *state);

#endif
