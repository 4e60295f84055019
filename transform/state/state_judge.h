#ifndef STATE_JUDGE_H
#define STATE_JUDGE_H

#include <stdbool.h>

#include "base/layout.h"
#include "transform/state/state_suspects.h"

struct err;

/* The rules on the current rows of all LEAs together (scope "state"), judged of complete rows. */

/* The LEAs that have something in the year, in the order of their codes. */
struct state_leas {
    const char (*codes)[8];
    const bool *is_due; /* only what concerns one of these is found */
    size_t count;
};

/* A row of SENR, SINF or STAS. Texts are borrowed. */
struct state_row {
    struct state_key key;
    enum extract extract;
    uint32_t lea; /* its place among the LEAs */
    uint32_t record, line;
    const char *file_name;
    int32_t first, last; /* SENR: days of the enrollment, since 1970-01-01; INT32_MAX while open */
    const char *last_name, *first_name, *middle_name; /* SENR, SINF: "" for none */
};

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
 * Judges rows, all that state_suspects.h collects for the question of one or more pupils or birth
 * dates, and changes their order. Passes the findings: by SSID or, for names, by birth date and
 * name; then by LEA and record. pupil_in_two_leas: primary enrollments of one SSID overlap in
 * different LEAs; the last day counts. days_claimed_twice: the days of one SSID are more than a
 * year has. identity_conflict: one SSID has different birth dates in several LEAs, of each the
 * first row, SENR before SINF; or several SSIDs have one first and last name, ASCII case folded,
 * and birth date, unless both have a middle name and they begin differently.
 */
int state_judge(enum state_question question, struct state_row *rows, size_t count,
    const struct state_leas *leas, const struct state_sink *sink, struct err *err);

#endif
