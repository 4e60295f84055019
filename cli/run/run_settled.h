#ifndef RUN_SETTLED_H
#define RUN_SETTLED_H

struct run_plan;
struct run_result;
struct run_rules;

/*
 * Takes out of the plan's groups the LEAs of which nothing is new: every file stands as it is, and
 * every folder shows it. Fills the results of their files; on most nights that is nearly all,
 * and no process needs to be asked.
 */
void run_settled_take(
    const struct run_rules *rules, struct run_plan *plan, struct run_result *results);

#endif
