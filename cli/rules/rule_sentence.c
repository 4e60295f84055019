#include "base/buf.h"
#include "base/submission.h"
#include "base/text.h"

#include "cli/rules/rule_sentence.h"

const char *
rule_sentence_effect(enum severity severity)
{
    static const char *const effects[] = {
        [SEVERITY_INFO] = "Nothing follows from it; it is only said.",
        [SEVERITY_WARNING] = "Nothing is refused; it should be looked at.",
        [SEVERITY_INELIGIBLE] = ("The row is loaded and counted in the profile, and some or all of "
                                 "its attendance earns no apportionment."),
        [SEVERITY_ERROR] = "The row is refused; the others are not.",
        [SEVERITY_FATAL] = "The file is refused; none of its rows is loaded.",
    };

    return effects[severity];
}

const char *
rule_sentence_scope(enum rule_scope scope)
{
    static const char *const scopes[] = {
        [SCOPE_FIELD] = "each value",
        [SCOPE_ROW] = "each row",
        [SCOPE_FILE] = "the file as a whole",
        [SCOPE_CROSS] = "several files together",
        [SCOPE_LEA] = "the year of an LEA",
        [SCOPE_STATE] = "all LEAs together",
    };

    return scopes[scope];
}

/* Words with blanks between as a list: "SENR, STAS and ISAG". */
static void
add_list(struct buf *buf, const char *words)
{
    while (*words != '\0') {
        size_t len = strcspn(words, " ");

        buf_add(buf, words, len);
        words += len;
        words += *words == ' ';
        if (*words != '\0')
            buf_add_text(buf, strchr(words, ' ') != NULL ? ", " : " and ");
    }
    buf_terminate(buf);
}

void
rule_sentence_add_extracts(struct buf *buf, const struct rule_info *rule)
{
    if (strcmp(rule->extracts, "all") == 0)
        buf_add_text(buf, "every extract");
    else
        add_list(buf, rule->extracts);
}

void
rule_sentence_add_years(struct buf *buf, const struct rule_info *rule)
{
    char since[10], until[10];

    school_year_format(rule->since, since);
    school_year_format(rule->until, until);
    if (rule->since == 0 && rule->until == 0)
        buf_add_text(buf, "every year");
    else if (rule->until == 0)
        buf_printf(buf, "from %s", since);
    else if (rule->since == 0)
        buf_printf(buf, "to %s", until);
    else if (rule->since == rule->until)
        buf_printf(buf, "%s only", since);
    else
        buf_printf(buf, "%s to %s", since, until);
}

void
rule_sentence_add_source(struct buf *buf, const struct rule_info *rule)
{
    static const char code[] = "EC ";
    const char *authority = rule->authority;

    if (strncmp(authority, code, sizeof code - 1) == 0)
        buf_printf(buf, "Education Code %s", authority + sizeof code - 1);
    else
        buf_add_text(buf, authority);
    if (*authority != '\0' && *rule->calpads != '\0')
        buf_add_text(buf, "; ");
    if (*rule->calpads != '\0') {
        buf_add_text(buf, "CALPADS ");
        add_list(buf, rule->calpads);
    }
}

void
rule_sentence_add_clause(struct buf *buf, const char *clause)
{
    size_t len = strlen(clause);

    if (len == 0)
        return;
    buf_add_byte(buf, text_upper(clause[0]));
    buf_add(buf, clause + 1, len - 1);
    buf_add_text(buf, clause[len - 1] == '.' ? "" : ".");
}
