#include "report/render/json_member.h"
#include "report/render/json_out.h"

#include "cli/compare/comparison.h"
#include "cli/compare/file_pairs.h"

#include "cli/compare/compare_page.h"

enum { SCHEMA_VERSION = 1, LISTED_CAUSES = 1000 };

static void
add_line(struct json_out *json, const char *key, unsigned long line)
{
    json_out_key(json, key);
    if (line == 0)
        json_out_null(json);
    else
        json_out_unsigned(json, line);
}

static void
add_counts(struct json_out *json, const struct comparison_counts *counts)
{
    static const char *const names[] = {"before", "now", "fixed", "new_count", "persisting"};
    const uint64_t cells[] = {
        counts->before, counts->now, counts->fixed, counts->added, counts->persisting};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        json_member_unsigned(json, names[i], cells[i]);
    }
}

static void
add_files(struct json_out *json, const struct file_pairs *files)
{
    json_out_key(json, "files");
    json_out_begin_array(json);
    for (size_t i = 0; i < file_pairs_count(files); i++) {
        const struct file_pair *pair = file_pairs_at(files, i);

        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "old", pair->names[FILE_OLD]);
        json_member_string(json, "new", pair->names[FILE_NEW]);
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

static void
add_rules(struct json_out *json, const struct comparison *comparison)
{
    json_out_key(json, "rules");
    json_out_begin_array(json);
    for (size_t i = 0; i < comparison_rule_count(comparison); i++) {
        const struct comparison_rule *rule = comparison_rule(comparison, i);

        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "rule", rule->id);
        json_member_string(json, "severity", rule->severity);
        add_counts(json, &rule->counts);
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

/* What a finding or a cause is of; file is the place of its pair. */
static void
add_cause(struct json_out *json, const struct comparison *comparison,
    const struct comparison_cause *cause)
{
    json_member_unsigned(json, "file", cause->file);
    json_member_string(json, "rule", comparison_cause_rule(comparison, cause)->id);
    json_member_known(json, "column", cause->column);
    json_member_known(json, "value", cause->value);
}

static void
add_causes(struct json_out *json, const struct comparison *comparison)
{
    size_t count = comparison_cause_count(comparison);
    size_t listed = count < LISTED_CAUSES ? count : LISTED_CAUSES;

    json_out_key(json, "causes");
    json_out_begin_array(json);
    for (size_t i = 0; i < listed; i++) {
        const struct comparison_cause *cause = comparison_cause(comparison, i);

        json_out_compact(json);
        json_out_begin_object(json);
        add_cause(json, comparison, cause);
        add_counts(json, &cause->counts);
        add_line(json, "first_line", cause->line);
        json_out_end_object(json);
    }
    json_out_end_array(json);
    json_member_boolean(json, "causes_are_all", listed == count);
}

static void
add_samples(struct json_out *json, const struct comparison *comparison)
{
    json_out_key(json, "new_findings");
    json_out_begin_array(json);
    for (size_t i = 0; i < comparison_sample_count(comparison); i++) {
        const struct comparison_sample *sample = comparison_sample(comparison, i);

        json_out_compact(json);
        json_out_begin_object(json);
        add_cause(json, comparison, comparison_cause(comparison, sample->cause));
        add_line(json, "line", sample->line);
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

void
compare_json_write(
    struct out *out, const struct comparison *comparison, const char *old, const char *new)
{
    struct comparison_counts total = comparison_total(comparison);
    struct json_out json = {.out = out};

    json_out_begin_object(&json);
    json_member_string(&json, "schema", "isprofile/comparison");
    json_member_integer(&json, "schema_version", SCHEMA_VERSION);
    json_member_string(&json, "program", "isprofile " ISPROFILE_VERSION);
    json_member_string(&json, "old", old);
    json_member_string(&json, "new", new);
    add_counts(&json, &total);
    add_files(&json, comparison_files(comparison));
    add_rules(&json, comparison);
    add_causes(&json, comparison);
    add_samples(&json, comparison);
    json_out_end_object(&json);
    json_out_finish(&json);
}
