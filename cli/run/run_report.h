#ifndef RUN_REPORT_H
#define RUN_REPORT_H

#include <stddef.h>
#include <stdint.h>

#include "cli/run/run_result.h"

struct inbox;
struct materials;
struct out;
struct run_law_result;
struct run_plan;
struct run_state;

/* What a run says: a line for each submission, a summary line, and run.json. */

/* Sums over the results so far. Zero it before the first. */
struct run_totals {
    uint64_t outcomes[RUN_OUTCOME_COUNT];
    struct row_counts rows; /* of files that were judged in this run */
};

void run_totals_add(struct run_totals *totals, const struct run_result *result);

/* "0161119 SENR 2023-2024  accepted        6,000 rows" */
void run_report_write_line(
    struct out *out, const struct run_plan *plan, const struct run_result *result);

void run_report_write_summary(struct out *out, const struct inbox *inbox,
    const struct run_plan *plan, const struct run_totals *totals, bool dry_run);

/* A line for each rule on all LEAs together that found something. */
void run_report_write_state(struct out *out, const struct run_state *state);

/* Everything about the whole run, without a clock: docs/summary-json.md. */
struct run_report {
    const struct materials *materials;
    unsigned max_rejected; /* hundredths of a percent */
    bool dry_run;
    const struct inbox *inbox;
    const struct run_plan *plan;
    const struct run_result *results;
    const struct run_totals *totals;
    const struct run_law_result *law; /* by LEA and year */
    size_t law_count;
    const struct run_state *state;
};

void run_report_write_json(struct out *out, const struct run_report *report);

#endif
