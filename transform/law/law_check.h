#ifndef LAW_CHECK_H
#define LAW_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/layout.h"
#include "transform/check.h"
#include "transform/law/law_agreement.h"
#include "transform/law/law_days.h"
#include "transform/law/law_facts.h"
#include "transform/law/law_policy.h"
#include "transform/law/law_row.h"
#include "transform/law/law_terms.h"
#include "transform/rule.h"

/*
 * Rules on one row beside the other rows of its LEA and year. A rule is a LAW_RULE
 * line of transform/rules.def and a function law_check_<id>() in one of the
 * law_check_*.c files: no I/O, no globals, no allocation. It is not asked in a school
 * year, or without a file, that does not let it judge.
 */

/* How two counties lie. */
enum county_contact { COUNTY_APART, COUNTY_TOUCHES, COUNTY_ADJACENT };

enum { LAW_COUNTIES = 100 };

struct law_case {
    enum extract extract;
    const struct law_terms *terms;
    const enum county_contact *contacts; /* of the county of the claim; NULL when not known */

    /* A row of ISAG. */
    const struct agreement *agreement; /* NULL for rows of other extracts */
    const struct law_days *days;       /* of the agreement */
    const struct pupil_facts *facts;   /* NULL when the pupil has none */
    const struct policy *policy;       /* NULL when none applies */
    bool is_policy_open; /* none applies because the grade is not identified: one might */

    /* A row of another extract. */
    const struct law_row *row;
    int64_t credited; /* STAS: is_days_credited; hundredths */
};

/* What an ineligible row loses. */
enum law_cost {
    LAW_COST_ALL,    /* every day */
    LAW_COST_RANGE,  /* the schooldays in a range */
    LAW_COST_EXCESS, /* so much, without a date */
};

/* Filled by a function that returns CHECK_FOUND; column -1, the detail "" and ALL before. */
struct law_hit {
    int column;
    char detail[CHECK_DETAIL_SIZE]; /* never a pupil's value */
    enum law_cost cost;
    struct day_range barred;
    int64_t excess; /* hundredths of a day */
};

typedef enum check_result law_check_function(const struct law_case *row, struct law_hit *hit);

#define RULE(...)
#define ROW_RULE(...)
#define LAW_RULE(id, ...) law_check_function law_check_##id;
#include "transform/rules.def"
#undef RULE
#undef ROW_RULE
#undef LAW_RULE

/* A rule of the law, and what it looks at: a bit an extract. */
struct law_rule {
    enum rule_id rule;
    law_check_function *function;
    unsigned covers;
    unsigned stands_on; /* on whose rows it is found */
    bool is_in_part;    /* judged as far as the files at hand tell */
};

/* The rules of the law, in the order of the catalogue; returns how many. */
int law_check_rules(struct law_rule rules[RULE_COUNT]);

#endif
