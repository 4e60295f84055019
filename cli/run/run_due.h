#ifndef RUN_DUE_H
#define RUN_DUE_H

struct err;
struct materials;
struct run_law_result;
struct run_plan;
struct run_rules;
struct settings;

/*
 * Years that stand and that a run before has not come to judge together, because it was killed or
 * could not, and of which this one has no file: whoever comes next judges them, so that nothing
 * depends on what lies in the inbox then.
 */
struct run_due {
    const struct settings *settings; /* for the connection */
    const struct run_rules *rules;
    const struct run_plan *plan;
    struct materials *materials; /* completed when they are needed */

    /* Called for each year that was judged or failed. */
    void (*judged)(void *ctx, const struct run_law_result *result);
    void *ctx;
};

/* Does nothing in a dry run. Fails when a signal has come, or before the first year. */
int run_due_judge(const struct run_due *due, struct err *err);

#endif
