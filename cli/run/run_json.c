#include "base/buf.h"
#include "base/finding.h"
#include "report/render/json_member.h"
#include "report/render/json_out.h"

#include "cli/pipeline/materials.h"
#include "cli/run/inbox.h"
#include "cli/run/run_law.h"
#include "cli/run/run_plan.h"
#include "cli/run/run_state.h"

#include "cli/run/run_report.h"

enum { SCHEMA_VERSION = 1 };

static void
add_rows(struct json_out *json, const struct row_counts *rows)
{
    static const char *const names[] = {"read", "loaded", "rejected", "withheld"};
    const uint64_t counts[] = {rows->read, rows->loaded, rows->rejected, rows->withheld};

    json_out_key(json, "rows");
    json_out_compact(json);
    json_out_begin_object(json);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        json_member_unsigned(json, names[i], counts[i]);
    }
    json_out_end_object(json);
}

static void
add_totals(struct json_out *json, const struct run_totals *totals)
{
    json_out_key(json, "outcomes");
    json_out_compact(json);
    json_out_begin_object(json);
    for (int i = 0; i < RUN_OUTCOME_COUNT; i++) {
        json_member_unsigned(json, run_outcome_name((enum run_outcome)i), totals->outcomes[i]);
    }
    json_out_end_object(json);
    add_rows(json, &totals->rows);
}

static void
add_submission(
    struct json_out *json, const struct planned_file *file, const struct run_result *result)
{
    enum extract extract = result->key.extract;
    char year[10] = "";

    if (result->key.year != 0)
        school_year_format(result->key.year, year);
    json_out_begin_object(json);
    json_member_known(json, "lea", file->lea);
    json_member_string(json, "extract", extract != EXTRACT_NONE ? layout_of(extract)->name : NULL);
    json_member_known(json, "academic_year", year);
    json_member_string(json, "file", file->from->path);
    json_member_string(json, "outcome", run_outcome_name(result->outcome));
    json_member_known(json, "reason", result->reason);
    json_member_known(json, "sha256", result->sha256);
    add_rows(json, &result->rows);
    json_member_string(json, "results", result->has_results ? file->folder : NULL);
    json_out_end_object(json);
}

static void
add_notes(struct json_out *json, const struct inbox *inbox)
{
    json_out_key(json, "left_alone");
    json_out_begin_array(json);
    for (size_t i = 0; i < inbox->note_count; i++) {
        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "path", inbox->notes[i].path);
        json_member_string(json, "reason", inbox->notes[i].reason);
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

/* One LEA's year, whose files were judged together. */
static void
add_law_year(struct json_out *json, const struct run_law_result *law)
{
    char year[10];

    school_year_format(law->year, year);
    json_out_compact(json);
    json_out_begin_object(json);
    json_member_string(json, "lea", law->lea);
    json_member_string(json, "academic_year", year);
    json_member_string(json, "reason", law->failure != ERR_NONE ? law->reason : NULL);
    if (law->failure == ERR_NONE) {
        json_member_unsigned(json, "findings", law->findings);
        json_member_hundredths(json, "claimed_days", law->claimed_days);
        json_member_hundredths(json, "ineligible_days", law->ineligible_days);
        json_member_hundredths(json, "eligible_days", law->claimed_days - law->ineligible_days);
    }
    json_out_end_object(json);
}

static void
add_law(struct json_out *json, const struct run_report *report)
{
    json_out_key(json, "law");
    json_out_begin_array(json);
    for (size_t i = 0; i < report->law_count; i++)
        add_law_year(json, &report->law[i]);
    json_out_end_array(json);
}

/* One school year, judged over all LEAs. */
static void
add_state_year(struct json_out *json, const struct state_result *result)
{
    struct buf folder = {0};
    char year[10];

    school_year_format(result->year, year);
    state_findings_folder(&folder, result->year);
    json_out_begin_object(json);
    json_member_string(json, "academic_year", year);
    json_out_key(json, "rules");
    json_out_begin_array(json);
    for (size_t i = 0; i < result->count; i++) {
        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "rule", result->counts[i].rule->id);
        json_member_unsigned(json, "found", result->counts[i].found);
        json_member_unsigned(json, "pupils", result->counts[i].pupils);
        json_out_end_object(json);
    }
    json_out_end_array(json);
    json_member_string(json, "results", folder.data);
    json_out_end_object(json);
    buf_free(&folder);
}

static void
add_state(struct json_out *json, const struct run_state *state)
{
    json_out_key(json, "state");
    json_out_begin_array(json);
    for (size_t i = 0; i < state->year_count; i++)
        add_state_year(json, &state->years[i]);
    json_out_end_array(json);
}

void
run_report_write_json(struct out *out, const struct run_report *report)
{
    const struct basis *basis = &report->materials->basis;
    struct json_out json = {.out = out};

    json_out_begin_object(&json);
    json_member_integer(&json, "schema", SCHEMA_VERSION);
    json_member_string(&json, "program", "isprofile " ISPROFILE_VERSION);
    json_member_string(&json, "rule_set", basis->rule_set);
    json_member_string(&json, "reference", basis->reference);
    json_member_known(&json, "directory", basis->directory);
    json_member_hundredths(&json, "max_rejected_percent", report->max_rejected);
    json_member_boolean(&json, "dry_run", report->dry_run);
    add_totals(&json, report->totals);
    json_out_key(&json, "submissions");
    json_out_begin_array(&json);
    for (size_t i = 0; i < report->plan->file_count; i++)
        add_submission(&json, &report->plan->files[i], &report->results[i]);
    json_out_end_array(&json);
    add_law(&json, report);
    add_state(&json, report->state);
    add_notes(&json, report->inbox);
    json_out_end_object(&json);
    json_out_finish(&json);
}
