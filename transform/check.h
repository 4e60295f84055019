#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/layout.h"
#include "base/row.h"
#include "transform/place.h"
#include "transform/reference.h"
#include "transform/rule.h"

/*
 * Rules on one row. A rule is a ROW_RULE line of transform/rules.def and a
 * function check_<id>() in one of the check_*.c files: no I/O, no globals, no
 * allocation. It sees the cells that passed; it is not asked in a school year, of
 * an extract, or on a row whose inputs do not let it judge.
 */
struct check_row {
    enum extract extract;
    int year; /* first calendar year of the row's school year; 0 when it is not known */
    const struct value *values;
    const struct code *const *codes; /* the code of each cell that holds one, else NULL */
    const struct place *place;       /* of school_of_attendance */
    const struct school *lea; /* the file's LEA in the directory; NULL when it is not known */
    const struct reference *reference;
};

enum check_result {
    CHECK_NOT_APPLICABLE, /* the rule has nothing to say about this row */
    CHECK_PASSED,
    CHECK_FOUND,
};

enum { CHECK_DETAIL_SIZE = 200 };

/* Filled by a function that returns CHECK_FOUND; column is -1 and the detail "" before. */
struct check_hit {
    int column;                     /* the column to mend, by its place in the layout */
    char detail[CHECK_DETAIL_SIZE]; /* never a pupil's value */
};

typedef enum check_result check_function(const struct check_row *row, struct check_hit *hit);

#define RULE(...)
#define LAW_RULE(...)
#define ROW_RULE(id, ...) check_function check_##id;
#include "transform/rules.def"
#undef RULE
#undef ROW_RULE
#undef LAW_RULE

/* A rule that is asked on the rows of one extract. */
struct check {
    enum rule_id rule;
    check_function *function;
    uint64_t inputs; /* a bit a column, by its place in the layout */
    int since, until;
};

struct check_plan {
    int count;
    struct check checks[RULE_COUNT];
};

/* The rules for an extract, in the order of the catalogue. */
void check_plan_init(struct check_plan *plan, enum extract extract, bool has_directory);

/* The names of a rule's inputs with blanks between; NULL when it is no rule on a row. */
const char *check_inputs(enum rule_id rule);

/* True when the cell is present and holds that code. */
static inline bool
check_is_code(const struct check_row *row, int column, struct text code)
{
    const struct value *value = &row->values[column];

    return value->is_present && text_equals(value->text, code);
}

/* The first and the last day of the row's school year. */
int32_t check_year_start(const struct check_row *row);
int32_t check_year_end(const struct check_row *row);

#endif
