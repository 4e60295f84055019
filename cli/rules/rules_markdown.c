#include "base/buf.h"
#include "base/finding.h"
#include "base/text.h"
#include "report/render/out.h"
#include "transform/catalogue.h"
#include "transform/rule_text.h"

#include "cli/rules/rule_sentence.h"

#include "cli/rules/rules_list.h"

/* What would be markup in Markdown is our own text in the catalogue: "CONT_*", "<lea>". */
static void
write_text(struct out *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("*<|#", *text) != NULL)
            out_text(out, "\\");
        out_bytes(out, text, 1);
    }
}

/* "**Why.** text" as a paragraph; nothing when there is none. Empties buf. */
static void
write_paragraph(struct out *out, const char *title, struct buf *buf)
{
    if (buf->len > 0) {
        out_printf(out, "**%s.** ", title);
        write_text(out, buf_terminate(buf));
        out_text(out, "\n\n");
    }
    buf_reset(buf);
}

static void
write_index(struct out *out)
{
    out_text(out, "| rule | severity | what was found |\n|---|---|---|\n");
    for (size_t i = 0; i < catalogue_size(); i++) {
        const struct rule_info *rule = catalogue_rule(i);

        out_printf(out, "| [%s](#%s) | %s | ", rule->id, rule->id, severity_name(rule->severity));
        write_text(out, rule->message);
        out_text(out, " |\n");
    }
}

static void
write_severities(struct out *out)
{
    out_text(out, "| severity | what it does |\n|---|---|\n");
    for (int severity = SEVERITY_FATAL; severity >= SEVERITY_INFO; severity--)
        out_printf(out, "| %s | %s |\n", severity_name((enum severity)severity),
            rule_sentence_effect((enum severity)severity));
}

static void
write_rule(struct out *out, const struct rule_info *rule)
{
    struct buf buf = {0};

    out_printf(out, "\n## %s\n\n", rule->id);
    rule_sentence_add_clause(&buf, rule->text);
    write_text(out, buf.data);
    out_text(out, "\n\n");
    buf_reset(&buf);
    rule_sentence_add_clause(&buf, severity_name(rule->severity));
    buf_printf(&buf, " %s", rule_sentence_effect(rule->severity));
    write_paragraph(out, "Severity", &buf);
    rule_sentence_add_extracts(&buf, rule);
    buf_printf(&buf, "; %s.", rule_sentence_scope(rule->scope));
    write_paragraph(out, "Looked for in", &buf);
    rule_sentence_add_years(&buf, rule);
    buf_add_text(&buf, ".");
    buf.data[0] = text_upper(buf.data[0]);
    write_paragraph(out, "School years", &buf);
    rule_text_add(&buf, rule->id, RULE_TEXT_WHY);
    write_paragraph(out, "Why", &buf);
    rule_text_add(&buf, rule->id, RULE_TEXT_EXAMPLE);
    write_paragraph(out, "Example", &buf);
    buf_add_text(&buf, rule->fix);
    write_paragraph(out, "How to fix it", &buf);
    rule_sentence_add_source(&buf, rule);
    if (buf.len > 0)
        out_printf(out, "**Source.** %s.\n", buf.data);
    else
        out_text(out, "**Source.** How extracts are read; no clause of the law.\n");
    buf_free(&buf);
}

void
rules_list_write_markdown(struct out *out)
{
    out_text(out,
        "# Rules\n\n"
        "<!-- Written by `isprofile rules --format md`; a test compares it. Do not edit. -->\n\n"
        "Everything that is looked for in an extract, from the table that runs. "
        "`isprofile explain RULE` says the same of one rule.\n\n");
    write_severities(out);
    out_text(out, "\nA rule holds in the school years that it names; the academic year of the row "
                  "decides, never the day of the check. A rule whose file or directory is not "
                  "there is listed as not judged.\n\n");
    write_index(out);
    for (size_t i = 0; i < catalogue_size(); i++)
        write_rule(out, catalogue_rule(i));
}
