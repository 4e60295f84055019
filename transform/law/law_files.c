#include "transform/catalogue.h"

#include "transform/law/law_state.h"

/* Which rules are asked, and what the others lack. */

static unsigned
files_at_hand(const struct law *law)
{
    unsigned files = 0;

    for (int i = 0; i < EXTRACT_COUNT; i++)
        if (law->extracts[i].is_begun)
            files |= 1U << i;
    return files;
}

static bool
lacks_directory(const struct law *law, enum rule_id rule)
{
    return law->directory == NULL && catalogue_rule_needs(rule) == NEEDS_DIRECTORY;
}

bool
law_files_suffice(const struct law *law, const struct law_rule *rule, enum extract extract)
{
    unsigned needed = rule->covers & ~rule->stands_on;

    if ((rule->stands_on & 1U << extract) == 0 ||
        !catalogue_rule_in_force(rule->rule, law->key.year) || lacks_directory(law, rule->rule))
        return false;
    return rule->is_in_part || (needed & ~files_at_hand(law)) == 0;
}

static void
add_reason(char *text, const char *reason)
{
    size_t len = strlen(text);

    snprintf(text + len, LAW_REASON_SIZE - len, "%s%s", len > 0 ? ", " : "", reason);
}

static void
add_missing(char *text, unsigned missing)
{
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        char reason[16];

        if ((missing & 1U << i) == 0)
            continue;
        snprintf(reason, sizeof reason, "no %s file", layout_of((enum extract)i)->name);
        add_reason(text, reason);
    }
}

/* Writes why the rule is not judged on the rows of the extract; nothing if it is. */
static void
explain(const struct law *law, const struct law_rule *rule, enum extract extract, char *text)
{
    unsigned files = files_at_hand(law), needed = rule->covers & ~rule->stands_on;
    bool is_judged;

    if ((rule->stands_on & files) == 0) {
        add_missing(text, rule->stands_on);
        return;
    }
    if ((rule->stands_on & 1U << extract) == 0)
        return;
    /* A rule that compares rows of equal standing needs two extracts of them. */
    if (needed == 0 && (rule->stands_on & files) == 1U << extract &&
        rule->stands_on != 1U << extract)
        add_reason(text, "no other file to compare with");
    add_missing(text, needed & ~files);
    if (lacks_directory(law, rule->rule))
        add_reason(text, "no directory");
    is_judged = text[0] != '\0' && law->counts[extract][rule->rule].applied > 0;
    if (is_judged) {
        size_t len = strlen(text);

        snprintf(text + len, LAW_REASON_SIZE - len, "; judged in part");
    }
}

void
law_files_list_missing(struct law *law)
{
    law->not_judged_count = 0;
    for (int extract = 0; extract < EXTRACT_COUNT; extract++) {
        if (extract == EXTRACT_ISAD)
            law_ada_list_missing(law);
        for (int i = 0; law->extracts[extract].is_begun && i < law->rule_count; i++) {
            const struct law_rule *rule = &law->rules[i];
            char *text = law->reasons[law->not_judged_count].text;

            text[0] = '\0';
            if ((rule->covers & 1U << extract) == 0 ||
                !catalogue_rule_in_force(rule->rule, law->key.year))
                continue;
            explain(law, rule, (enum extract)extract, text);
            if (text[0] == '\0')
                continue;
            law->not_judged[law->not_judged_count++] =
                (struct law_not_judged){(enum extract)extract, catalogue_rule(rule->rule), text};
        }
    }
}
