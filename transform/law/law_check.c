#include "transform/catalogue.h"

#include "transform/law/law_check.h"

enum { WHOLE, IN_PART };

static const struct {
    enum rule_id rule;
    law_check_function *function;
    const char *stands_on;
    bool is_in_part;
} law_rules[] = {
#define RULE(...)
#define ROW_RULE(...)
#define LAW_RULE(id, severity, scope, extracts, authority, calpads, since, until, needs, text,     \
    message, fix, stands_on, judged)                                                               \
    {RULE_##id, law_check_##id, stands_on, judged == IN_PART},
#include "transform/rules.def"
#undef RULE
#undef ROW_RULE
#undef LAW_RULE
};

int
law_check_rules(struct law_rule rules[RULE_COUNT])
{
    enum { COUNT = sizeof law_rules / sizeof *law_rules };

    for (int i = 0; i < COUNT; i++) {
        rules[i] = (struct law_rule){.rule = law_rules[i].rule,
            .function = law_rules[i].function,
            .is_in_part = law_rules[i].is_in_part};
        for (int k = 0; k < EXTRACT_COUNT; k++) {
            if (catalogue_rule_covers(rules[i].rule, (enum extract)k))
                rules[i].covers |= 1U << k;
            if (strstr(law_rules[i].stands_on, layout_of((enum extract)k)->name) != NULL)
                rules[i].stands_on |= 1U << k;
        }
    }
    return COUNT;
}
