#ifndef STATE_FINDINGS_H
#define STATE_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct db;
struct err;
struct rule_info;

/*
 * The rules on all LEAs together, for a school year: their findings as
 * <output>/state/<year>/findings.csv, and how many there are.
 */

enum { STATE_RULE_MAX = 8 };

struct state_rule_count {
    const struct rule_info *rule;
    uint64_t found;  /* rows */
    uint64_t pupils; /* SSIDs */
};

struct state_result {
    int year;
    struct state_rule_count counts[STATE_RULE_MAX];
    size_t count;
};

struct state_wish {
    const char *output; /* NULL: count only */
    bool show_values;
    int year;
    const char *const *leas; /* only pupils of these, NULL for all */
    size_t lea_count;
};

int state_findings_make(
    struct db *db, const struct state_wish *wish, struct state_result *result, struct err *err);

/* "state/2023-2024": the folder below output. */
void state_findings_folder(struct buf *buf, int year);

/* "2023-2024 pupil_in_two_leas: 2 rows of 1 pupil", a line for each rule that found something. */
void state_findings_write_lines(struct buf *buf, const struct state_result *result);

#endif
