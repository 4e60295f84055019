#include "base/date.h"

#include "transform/catalogue.h"
#include "transform/check.h"

static const struct {
    enum rule_id rule;
    check_function *function;
    const char *inputs;
} row_rules[] = {
#define RULE(...)
#define LAW_RULE(...)
#define ROW_RULE(id, severity, scope, extracts, authority, calpads, since, until, needs, text,     \
    message, fix, inputs)                                                                          \
    {RULE_##id, check_##id, inputs},
#include "transform/rules.def"
#undef RULE
#undef ROW_RULE
#undef LAW_RULE
};

enum { ROW_RULE_COUNT = sizeof row_rules / sizeof *row_rules };

/* A name that the extract has no column of belongs to another extract of the same rule. */
static uint64_t
input_columns(const char *inputs, enum extract extract)
{
    uint64_t columns = 0;
    char name[64];

    while (*inputs != '\0') {
        size_t len = strcspn(inputs, " ");
        int column;

        snprintf(name, sizeof name, "%.*s", (int)len, inputs);
        column = layout_column(extract, name);
        if (column >= 0)
            columns |= UINT64_C(1) << column;
        inputs += len + (inputs[len] == ' ');
    }
    return columns;
}

void
check_plan_init(struct check_plan *plan, enum extract extract, bool has_directory)
{
    plan->count = 0;
    for (size_t i = 0; i < ROW_RULE_COUNT; i++) {
        enum rule_id rule = row_rules[i].rule;
        const struct rule_info *info = catalogue_rule(rule);

        if (!catalogue_rule_covers(rule, extract))
            continue;
        if (catalogue_rule_needs(rule) == NEEDS_DIRECTORY && !has_directory)
            continue;
        plan->checks[plan->count++] = (struct check){
            .rule = rule,
            .function = row_rules[i].function,
            .inputs = input_columns(row_rules[i].inputs, extract),
            .since = info->since,
            .until = info->until,
        };
    }
}

const char *
check_inputs(enum rule_id rule)
{
    for (size_t i = 0; i < ROW_RULE_COUNT; i++)
        if (row_rules[i].rule == rule)
            return row_rules[i].inputs;
    return NULL;
}

int32_t
check_year_start(const struct check_row *row)
{
    int32_t date = 0;

    date_from_civil(row->year, 7, 1, &date);
    return date;
}

int32_t
check_year_end(const struct check_row *row)
{
    int32_t date = 0;

    date_from_civil(row->year + 1, 6, 30, &date);
    return date;
}
