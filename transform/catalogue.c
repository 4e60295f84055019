#include "base/digest.h"

#include "transform/catalogue.h"

#define INFO(id, severity, scope, extracts, authority, calpads, since, until, text, message, fix)  \
    [RULE_##id] = {#id, RULE_##id, SEVERITY_##severity, SCOPE_##scope, extracts, authority,        \
        calpads, since, until, text, message, fix},

static const struct rule_info rules[] = {
#define RULE(                                                                                      \
    id, severity, scope, extracts, authority, calpads, since, until, needs, text, message, fix)    \
    INFO(id, severity, scope, extracts, authority, calpads, since, until, text, message, fix)
#define ROW_RULE(id, severity, scope, extracts, authority, calpads, since, until, needs, text,     \
    message, fix, inputs)                                                                          \
    INFO(id, severity, scope, extracts, authority, calpads, since, until, text, message, fix)
#define LAW_RULE(id, severity, scope, extracts, authority, calpads, since, until, needs, text,     \
    message, fix, stands_on, judged)                                                               \
    INFO(id, severity, scope, extracts, authority, calpads, since, until, text, message, fix)
#include "transform/rules.def"
#undef RULE
#undef ROW_RULE
#undef LAW_RULE
};

static const unsigned char needs_of_rule[] = {
#define RULE(id, severity, scope, extracts, authority, calpads, since, until, needs, ...)          \
    NEEDS_##needs,
#define ROW_RULE RULE
#define LAW_RULE RULE
#include "transform/rules.def"
#undef RULE
#undef ROW_RULE
#undef LAW_RULE
};

static const bool is_of_law[] = {
#define RULE(id, severity, scope, ...) SCOPE_##scope == SCOPE_LEA,
#define ROW_RULE(...) false,
#define LAW_RULE(...) true,
#include "transform/rules.def"
#undef RULE
#undef ROW_RULE
#undef LAW_RULE
};

size_t
catalogue_size(void)
{
    return RULE_COUNT;
}

const struct rule_info *
catalogue_rule(size_t number)
{
    return &rules[number];
}

const struct rule_info *
catalogue_find(const char *id)
{
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (strcmp(rules[i].id, id) == 0)
            return &rules[i];
    return NULL;
}

enum rule_needs
catalogue_rule_needs(enum rule_id rule)
{
    return (enum rule_needs)needs_of_rule[rule];
}

bool
catalogue_rule_is_of_law(enum rule_id rule)
{
    return is_of_law[rule];
}

bool
catalogue_rule_in_force(enum rule_id rule, int year)
{
    const struct rule_info *info = &rules[rule];

    if (year == 0)
        return info->since == 0 && info->until == 0;
    return (info->since == 0 || year >= info->since) && (info->until == 0 || year <= info->until);
}

bool
catalogue_rule_covers(enum rule_id rule, enum extract extract)
{
    const char *extracts = rules[rule].extracts;

    /* Names of extracts have four letters each, and "all" is none of them. */
    return strcmp(extracts, "all") == 0 || strstr(extracts, layout_of(extract)->name) != NULL;
}

/* Each text ends with its NUL, so that two neighbours cannot trade letters. */
static void
digest_add_text(struct digest *digest, const char *text)
{
    digest_add(digest, text, strlen(text) + 1);
}

void
catalogue_version(char text[SHA256_TEXT_SIZE])
{
    struct digest *digest = digest_new();
    char revision[16];

    snprintf(revision, sizeof revision, "%d", (int)CATALOGUE_REVISION);
    digest_add_text(digest, revision);
    for (size_t i = 0; i < RULE_COUNT; i++) {
        char years[64];

        digest_add_text(digest, rules[i].id);
        digest_add_text(digest, severity_name(rules[i].severity));
        digest_add_text(digest, rule_scope_name(rules[i].scope));
        digest_add_text(digest, rules[i].extracts);
        digest_add_text(digest, rules[i].authority);
        digest_add_text(digest, rules[i].calpads);
        snprintf(years, sizeof years, "%d %d", rules[i].since, rules[i].until);
        digest_add_text(digest, years);
        digest_add_text(digest, rules[i].text);
        digest_add_text(digest, rules[i].message);
        digest_add_text(digest, rules[i].fix);
    }
    digest_finish(digest, text);
    digest_free(digest);
}
