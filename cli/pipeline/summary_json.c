#include "report/render/json_member.h"
#include "report/render/json_out.h"
#include "transform/catalogue.h"
#include "transform/judge.h"

#include "cli/findings/tally.h"
#include "cli/pipeline/materials.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/rule_rate.h"

#include "cli/pipeline/summary_json.h"

enum { SCHEMA_VERSION = 1 };

bool
summary_is_accepted(const struct summary *summary)
{
    for (size_t i = 0; i < summary->file_count; i++) {
        if (summary->files[i].outcome->judgement.verdict != VERDICT_ACCEPTED)
            return false;
    }
    return true;
}

static void
add_position(struct json_out *json, const char *key, uint64_t position)
{
    json_out_key(json, key);
    if (position == 0)
        json_out_null(json);
    else
        json_out_unsigned(json, position);
}

static void
add_columns(struct json_out *json, const struct file_form *form)
{
    const struct layout *layout = layout_of(form->extract);

    json_out_key(json, "columns");
    json_out_compact(json);
    json_out_begin_array(json);
    for (int i = 0; i < form->field_count; i++) {
        int column = form->column_of_field[i];

        json_out_string(json, column >= 0 ? layout->columns[column].name : NULL);
    }
    json_out_end_array(json);
}

static const char *
encoding_name(const struct file_form *form)
{
    static const char *const names[] = {"utf-8", "utf-16le", "utf-16be", "windows-1252"};

    return names[form->encoding];
}

static void
add_form(struct json_out *json, const struct outcome *outcome)
{
    const struct file_form *form = &outcome->form;

    json_out_key(json, "read");
    json_out_begin_object(json);
    json_member_boolean(json, "complete", outcome->ingest.is_complete);
    json_member_unsigned(json, "bytes", outcome->ingest.bytes);
    json_member_unsigned(json, "stored_bytes", outcome->ingest.raw_bytes);
    json_member_unsigned(json, "gzip_members", outcome->ingest.gzip_members);
    json_member_string(json, "sha256", outcome->ingest.sha256);
    if (outcome->has_form) {
        json_member_string(json, "encoding", encoding_name(form));
        json_member_boolean(json, "byte_order_mark", form->has_bom);
        json_out_key(json, "delimiter");
        json_out_text(json, (struct text){&form->delimiter, 1});
        json_member_string(json, "form", form->has_header ? "header" : "positions");
        json_member_boolean(json, "ods", form->is_ods);
        add_columns(json, form);
    }
    json_out_end_object(json);
}

static void
add_rows(struct json_out *json, const struct row_counts *rows)
{
    json_out_key(json, "rows");
    json_out_compact(json);
    json_out_begin_object(json);
    json_member_unsigned(json, "read", rows->read);
    json_member_unsigned(json, "loaded", rows->loaded);
    json_member_unsigned(json, "rejected", rows->rejected);
    json_member_unsigned(json, "withheld", rows->withheld);
    json_out_end_object(json);
}

/* Left out where a rule or finding costs nothing. */
static void
add_cost(struct json_out *json, const char *key, int64_t cost)
{
    if (cost == NO_COST)
        return;
    json_member_hundredths(json, key, cost);
}

/* What the agreements claim and lose, each day once; only where the law has judged them. */
static void
add_days(struct json_out *json, const struct outcome *outcome)
{
    if (!outcome->has_days)
        return;
    json_out_key(json, "days");
    json_out_compact(json);
    json_out_begin_object(json);
    add_cost(json, "claimed", outcome->claimed_days);
    add_cost(json, "ineligible", outcome->ineligible_days);
    add_cost(json, "eligible", outcome->claimed_days - outcome->ineligible_days);
    json_out_end_object(json);
}

static void
add_sample(struct json_out *json, const struct sample *sample)
{
    json_out_compact(json);
    json_out_begin_object(json);
    add_position(json, "line", sample->line);
    add_position(json, "record", sample->record);
    add_position(json, "column_no", (uint64_t)sample->field);
    json_member_string(json, "column", sample->column);
    json_member_string(json, "value", sample->value);
    json_member_string(json, "detail", sample->detail);
    add_cost(json, "ineligible_days", sample->ineligible_days);
    add_cost(json, "ineligible_ada", sample->ineligible_ada);
    json_out_end_object(json);
}

static void
add_samples(struct json_out *json, const struct tally *tally, const struct rule_count *count)
{
    size_t sample_count;
    const struct sample *samples = tally_samples(tally, count->rule, &sample_count);

    json_out_key(json, "samples");
    json_out_begin_array(json);
    for (size_t i = 0; i < sample_count; i++)
        add_sample(json, &samples[i]);
    json_out_end_array(json);
    json_member_boolean(json, "samples_are_all", sample_count == count->found);
}

static void
add_rule(struct json_out *json, const struct tally *tally, const struct rule_count *count)
{
    const struct rule_info *rule = catalogue_rule((size_t)count->rule);

    if (count->found == 0 && count->applied == 0)
        return;
    if (count->found == 0)
        json_out_compact(json);
    json_out_begin_object(json);
    json_member_string(json, "rule", rule->id);
    json_member_string(json, "severity", severity_name(rule->severity));
    json_member_unsigned(json, "found", count->found);
    json_member_unsigned(json, "applied", count->applied);
    json_out_key(json, "rate_percent");
    if (count->applied == 0)
        json_out_null(json);
    else
        json_out_decimal(json, rule_rate(count), 2);
    if (count->found > 0) {
        struct tally_cost cost = tally_cost(tally, count->rule);

        add_cost(json, "ineligible_days", cost.days);
        add_cost(json, "ineligible_ada", cost.ada);
        json_member_string(json, "message", rule->message);
        json_member_string(json, "fix", rule->fix);
        add_samples(json, tally, count);
    }
    json_out_end_object(json);
}

static void
add_rules(struct json_out *json, const struct summary_file *file)
{
    const struct judgement *judgement = &file->outcome->judgement;

    json_out_key(json, "rules");
    json_out_begin_array(json);
    for (size_t i = 0; i < judgement->count_count; i++)
        add_rule(json, file->tally, &judgement->counts[i]);
    json_out_end_array(json);
}

static void
add_causes(struct json_out *json, const struct tally *tally)
{
    struct cause causes[TALLY_CAUSES];
    bool is_complete;
    size_t count = tally_causes(tally, causes, &is_complete);

    json_out_key(json, "causes");
    json_out_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "rule", causes[i].rule->id);
        json_member_string(json, "column", causes[i].column);
        json_member_string(json, "value", causes[i].value);
        json_member_string(json, "detail", causes[i].detail);
        json_member_unsigned(json, "rows", causes[i].rows);
        json_member_unsigned(json, "first_line", causes[i].line);
        json_out_end_object(json);
    }
    json_out_end_array(json);
    json_member_boolean(json, "causes_are_complete", is_complete);
}

static void
add_not_judged(struct json_out *json, const struct judgement *judgement)
{
    json_out_key(json, "not_judged");
    json_out_begin_array(json);
    for (size_t i = 0; i < judgement->not_judged_count; i++) {
        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "rule", judgement->not_judged[i].rule->id);
        json_member_string(json, "reason", judgement->not_judged[i].reason);
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

static void
add_normalizations(struct json_out *json, const struct judgement *judgement)
{
    json_out_key(json, "normalizations");
    json_out_begin_array(json);
    for (size_t i = 0; i < judgement->normalization_count; i++) {
        const struct normalization *each = &judgement->normalizations[i];

        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "column", each->column);
        json_member_string(json, "spelling", each->spelling);
        json_member_string(json, "code", each->code);
        json_member_unsigned(json, "rows", each->rows);
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

static void
add_key(struct json_out *json, const struct submission_key *key)
{
    char year[10] = "";

    if (key->year != 0)
        school_year_format(key->year, year);
    json_member_known(json, "lea", key->lea);
    json_member_string(
        json, "extract", key->extract != EXTRACT_NONE ? layout_of(key->extract)->name : NULL);
    json_member_known(json, "academic_year", year);
}

static void
add_file(struct json_out *json, const struct summary_file *file)
{
    const struct outcome *outcome = file->outcome;

    json_out_begin_object(json);
    json_member_string(json, "file", outcome->file);
    add_key(json, &outcome->judgement.key);
    json_member_string(json, "verdict", verdict_name(outcome->judgement.verdict));
    add_rows(json, &outcome->judgement.rows);
    add_days(json, outcome);
    add_form(json, outcome);
    add_rules(json, file);
    add_causes(json, file->tally);
    add_not_judged(json, &outcome->judgement);
    add_normalizations(json, &outcome->judgement);
    json_out_end_object(json);
}

unsigned
summary_max_rejected(const struct outcome *outcome, unsigned limit)
{
    unsigned share = row_counts_rejected_share(&outcome->judgement.rows);

    return outcome->judgement.verdict == VERDICT_ACCEPTED && share > limit ? share : limit;
}

void
summary_json_write(struct out *out, const struct summary *summary)
{
    const struct basis *basis = &summary->materials->basis;
    struct json_out json = {.out = out};

    json_out_begin_object(&json);
    json_member_string(&json, "schema", "isprofile/summary");
    json_member_unsigned(&json, "schema_version", SCHEMA_VERSION);
    json_member_string(&json, "program", "isprofile " ISPROFILE_VERSION);
    json_member_string(&json, "rule_set", basis->rule_set);
    json_member_string(&json, "reference", basis->reference);
    json_member_known(&json, "directory", basis->directory);
    json_member_known(&json, "set", summary->set != NULL ? summary->set : "");
    json_member_hundredths(&json, "max_rejected_percent", summary->max_rejected);
    json_member_string(&json, "verdict", summary_is_accepted(summary) ? "accepted" : "refused");
    json_out_key(&json, "files");
    json_out_begin_array(&json);
    for (size_t i = 0; i < summary->file_count; i++)
        add_file(&json, &summary->files[i]);
    json_out_end_array(&json);
    json_out_end_object(&json);
    json_out_finish(&json);
}
