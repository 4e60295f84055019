#include "base/buf.h"
#include "base/submission.h"
#include "report/render/csv_out.h"
#include "report/render/json_member.h"
#include "report/render/json_out.h"
#include "report/render/out.h"
#include "transform/catalogue.h"
#include "transform/rule_text.h"

#include "cli/rules/rule_sentence.h"
#include "cli/screen/terminal.h"

#include "cli/rules/rules_list.h"

enum { SCHEMA_VERSION = 1, SEVERITY_COLUMN = 2, MESSAGE_COLUMN = 14, TEXT_COLUMN = 2 };

void
rules_list_write_text(struct out *out)
{
    for (size_t i = 0; i < catalogue_size(); i++) {
        const struct rule_info *rule = catalogue_rule(i);

        out_printf(out, "%s\n", rule->id);
        out_printf(out, "  %-*s", MESSAGE_COLUMN - SEVERITY_COLUMN, severity_name(rule->severity));
        terminal_wrap(out, rule->message, MESSAGE_COLUMN, MESSAGE_COLUMN);
    }
}

static void
add_csv_year(struct csv_out *csv, int first_year)
{
    char year[10];

    if (first_year == 0) {
        csv_out_blank(csv);
        return;
    }
    school_year_format(first_year, year);
    csv_out_string(csv, year);
}

void
rules_list_write_csv(struct out *out)
{
    static const char *const columns[] = {
        "rule", "severity", "scope", "extracts", "authority", "calpads", "since", "until", "text"};
    struct csv_out csv = {.out = out};

    csv_out_header(&csv, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < catalogue_size(); i++) {
        const struct rule_info *rule = catalogue_rule(i);

        csv_out_string(&csv, rule->id);
        csv_out_string(&csv, severity_name(rule->severity));
        csv_out_string(&csv, rule_scope_name(rule->scope));
        csv_out_string(&csv, rule->extracts);
        csv_out_string(&csv, rule->authority);
        csv_out_string(&csv, rule->calpads);
        add_csv_year(&csv, rule->since);
        add_csv_year(&csv, rule->until);
        csv_out_string(&csv, rule->text);
        csv_out_end_row(&csv);
    }
}

static void
add_json_year(struct json_out *json, const char *key, int first_year)
{
    char year[10] = "";

    if (first_year != 0)
        school_year_format(first_year, year);
    json_member_known(json, key, year);
}

/* Words with blanks between. */
static void
add_words(struct json_out *json, const char *key, const char *words)
{
    json_out_key(json, key);
    json_out_compact(json);
    json_out_begin_array(json);
    while (*words != '\0') {
        size_t len = strcspn(words, " ");

        json_out_text(json, (struct text){words, len});
        words += len + (words[len] == ' ');
    }
    json_out_end_array(json);
}

static void
add_rule_text(struct json_out *json, const char *key, const char *id, enum rule_text_part part)
{
    struct buf buf = {0};

    rule_text_add(&buf, id, part);
    json_member_known(json, key, buf_terminate(&buf));
    buf_free(&buf);
}

static void
add_json_rule(struct json_out *json, const struct rule_info *rule)
{
    json_out_begin_object(json);
    json_member_known(json, "rule", rule->id);
    json_member_known(json, "severity", severity_name(rule->severity));
    json_member_known(json, "scope", rule_scope_name(rule->scope));
    add_words(json, "extracts", rule->extracts);
    json_member_known(json, "authority", rule->authority);
    add_words(json, "calpads", rule->calpads);
    add_json_year(json, "since", rule->since);
    add_json_year(json, "until", rule->until);
    json_member_known(json, "text", rule->text);
    json_member_known(json, "message", rule->message);
    json_member_known(json, "effect", rule_sentence_effect(rule->severity));
    add_rule_text(json, "why", rule->id, RULE_TEXT_WHY);
    add_rule_text(json, "example", rule->id, RULE_TEXT_EXAMPLE);
    json_member_known(json, "fix", rule->fix);
    json_out_end_object(json);
}

void
rules_list_write_json(struct out *out)
{
    struct json_out json = {.out = out};
    char version[SHA256_TEXT_SIZE];

    catalogue_version(version);
    json_out_begin_object(&json);
    json_member_known(&json, "schema", "isprofile/rules");
    json_member_integer(&json, "schema_version", SCHEMA_VERSION);
    json_member_known(&json, "program", "isprofile " ISPROFILE_VERSION);
    json_member_known(&json, "rule_set", version);
    json_out_key(&json, "rules");
    json_out_begin_array(&json);
    for (size_t i = 0; i < catalogue_size(); i++)
        add_json_rule(&json, catalogue_rule(i));
    json_out_end_array(&json);
    json_out_end_object(&json);
    json_out_finish(&json);
}

/* A heading and a paragraph, and an empty line before them. */
static void
write_part(struct out *out, const char *heading, struct buf *buf)
{
    out_printf(out, "\n%s\n", heading);
    terminal_indent(out, TEXT_COLUMN);
    terminal_wrap(out, buf_terminate(buf), TEXT_COLUMN, TEXT_COLUMN);
    buf_reset(buf);
}

static void
write_grounds(struct out *out, const struct rule_info *rule, struct buf *buf)
{
    rule_text_add(buf, rule->id, RULE_TEXT_WHY);
    write_part(out, "Why", buf);
    rule_text_add(buf, rule->id, RULE_TEXT_EXAMPLE);
    write_part(out, "Example", buf);
    buf_add_text(buf, rule->fix);
    write_part(out, "How to fix it", buf);
    rule_sentence_add_source(buf, rule);
    if (buf->len > 0)
        write_part(out, "Where it comes from", buf);
}

void
rules_list_explain(struct out *out, const struct rule_info *rule)
{
    struct buf buf = {0};

    buf_printf(&buf, "%s - ", rule->id);
    buf_add_text(&buf, rule->message);
    terminal_wrap(out, buf.data, 0, 0);
    buf_reset(&buf);
    rule_sentence_add_clause(&buf, rule->text);
    write_part(out, "What is found", &buf);
    buf_printf(&buf, "%s: %s", severity_name(rule->severity), rule_sentence_effect(rule->severity));
    write_part(out, "What it does", &buf);
    rule_sentence_add_extracts(&buf, rule);
    buf_printf(&buf, "; %s; ", rule_sentence_scope(rule->scope));
    rule_sentence_add_years(&buf, rule);
    write_part(out, "Where it is looked for", &buf);
    write_grounds(out, rule, &buf);
    buf_free(&buf);
}
