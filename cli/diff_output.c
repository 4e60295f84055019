#include "report/profile/profile_text.h"
#include "report/render/csv_out.h"
#include "report/render/json_member.h"
#include "report/render/json_out.h"
#include "report/render/out.h"
#include "report/snapshot_diff.h"
#include "report/year/year_basis.h"

#include "cli/diff_output.h"

/* The arrays of the JSON, in their order. */
enum list { LIST_BASIS, LIST_SUBMISSIONS, LIST_CELLS, LIST_COUNT };

struct output {
    struct out out;
    struct csv_out csv;
    struct json_out json;
    enum list next; /* the first JSON array that was not begun yet */
};

static const char *const columns[] = {"what", "change", "aggregate_level", "county_code",
    "district_code", "school_code", "charter", "breakdown", "category", "lea_code", "item", "old",
    "new"};

enum { COLUMNS = sizeof columns / sizeof *columns, PLACE_COLUMNS = 7 };

static const char *
change_name(const struct submission_change *change)
{
    if (change->old_one == NULL)
        return "added";
    if (change->new_one == NULL)
        return "withdrawn";
    return strcmp(change->old_one->sha256, change->new_one->sha256) == 0 ? "judged_again"
                                                                         : "replaced";
}

static const char *
figure_name(const struct cell_change *change)
{
    /* diploma_percent stands behind the count that it is of. */
    if (change->measure == MEASURE_COUNT)
        return "diploma_percent";
    return profile_figures[change->measure + (change->measure > MEASURE_DIPLOMA)].column;
}

static int
begin_csv(
    void *ctx, const struct year_basis *old_one, const struct year_basis *new_one, struct err *err)
{
    struct output *output = ctx;

    (void)old_one;
    (void)new_one;
    (void)err;
    csv_out_header(&output->csv, columns, COLUMNS);
    return out_status(&output->out);
}

static void
write_csv_blanks(struct csv_out *csv, int count)
{
    while (count-- > 0)
        csv_out_blank(csv);
}

static int
write_csv_basis(void *ctx, const struct basis_change *change, struct err *err)
{
    struct output *output = ctx;

    (void)err;
    csv_out_string(&output->csv, "basis");
    csv_out_string(&output->csv, "changed");
    write_csv_blanks(&output->csv, PLACE_COLUMNS + 1);
    csv_out_string(&output->csv, change->name);
    csv_out_string(&output->csv, change->old_value);
    csv_out_string(&output->csv, change->new_value);
    csv_out_end_row(&output->csv);
    return out_status(&output->out);
}

static int
write_csv_submission(void *ctx, const struct submission_change *change, struct err *err)
{
    const struct submission *one = change->new_one != NULL ? change->new_one : change->old_one;
    struct output *output = ctx;

    (void)err;
    csv_out_string(&output->csv, "submission");
    csv_out_string(&output->csv, change_name(change));
    write_csv_blanks(&output->csv, PLACE_COLUMNS);
    csv_out_string(&output->csv, one->key.lea);
    csv_out_string(&output->csv, layout_of(one->key.extract)->name);
    csv_out_string(&output->csv, change->old_one == NULL ? NULL : change->old_one->sha256);
    csv_out_string(&output->csv, change->new_one == NULL ? NULL : change->new_one->sha256);
    csv_out_end_row(&output->csv);
    return out_status(&output->out);
}

static void
write_csv_value(struct csv_out *csv, const struct cell_change *change, int64_t value)
{
    if (value < 0)
        csv_out_blank(csv);
    else
        csv_out_decimal(csv, value, change->measure == MEASURE_COUNT ? 1 : 0);
}

static int
write_csv_cell(void *ctx, const struct cell_change *change, struct err *err)
{
    struct cds_parts parts = profile_cds_parts(change->place);
    struct output *output = ctx;
    struct csv_out *csv = &output->csv;

    (void)err;
    csv_out_string(csv, "cell");
    csv_out_string(csv, "changed");
    csv_out_string(csv, profile_level_code(change->place->level));
    csv_out_text(csv, parts.county);
    csv_out_text(csv, parts.district);
    csv_out_text(csv, parts.school);
    csv_out_string(csv, profile_filter_code(change->filter));
    csv_out_string(csv, change->category->breakdown);
    csv_out_string(csv, change->category->code);
    csv_out_string(csv, change->leas);
    csv_out_string(csv, figure_name(change));
    write_csv_value(csv, change, change->old_value);
    write_csv_value(csv, change, change->new_value);
    csv_out_end_row(csv);
    return out_status(&output->out);
}

static void
write_snapshot(struct json_out *json, const char *key, const struct year_basis *basis)
{
    json_out_key(json, key);
    json_out_compact(json);
    json_out_begin_object(json);
    json_member_integer(json, "id", basis->snapshot);
    json_member_string(json, "checksum", basis->checksum);
    json_out_end_object(json);
}

static int
begin_json(
    void *ctx, const struct year_basis *old_one, const struct year_basis *new_one, struct err *err)
{
    struct output *output = ctx;
    char year[10];

    (void)err;
    school_year_format(new_one->year, year);
    json_out_begin_object(&output->json);
    json_member_string(&output->json, "schema", "isprofile/diff");
    json_member_unsigned(&output->json, "schema_version", 1);
    json_member_string(&output->json, "academic_year", year);
    write_snapshot(&output->json, "old_snapshot", old_one);
    write_snapshot(&output->json, "new_snapshot", new_one);
    return out_status(&output->out);
}

/* Opens the arrays up to this one, and closes those before it; the empty ones are there, too. */
static void
open_list(struct output *output, enum list list)
{
    static const char *const names[LIST_COUNT] = {"basis", "submissions", "cells"};

    while (output->next <= list) {
        if (output->next > 0)
            json_out_end_array(&output->json);
        if (output->next < LIST_COUNT) {
            json_out_key(&output->json, names[output->next]);
            json_out_begin_array(&output->json);
        }
        output->next++;
    }
}

static int
write_json_basis(void *ctx, const struct basis_change *change, struct err *err)
{
    struct output *output = ctx;

    (void)err;
    open_list(output, LIST_BASIS);
    json_out_compact(&output->json);
    json_out_begin_object(&output->json);
    json_member_string(&output->json, "item", change->name);
    json_member_string(&output->json, "old", change->old_value);
    json_member_string(&output->json, "new", change->new_value);
    json_out_end_object(&output->json);
    return out_status(&output->out);
}

static void
write_json_side(struct json_out *json, const char *key, const struct submission *submission)
{
    json_out_key(json, key);
    if (submission == NULL) {
        json_out_null(json);
        return;
    }
    json_out_begin_object(json);
    json_member_string(json, "sha256", submission->sha256);
    json_member_unsigned(json, "rows", submission->rows.loaded);
    json_out_end_object(json);
}

static int
write_json_submission(void *ctx, const struct submission_change *change, struct err *err)
{
    const struct submission *one = change->new_one != NULL ? change->new_one : change->old_one;
    struct output *output = ctx;

    (void)err;
    open_list(output, LIST_SUBMISSIONS);
    json_out_compact(&output->json);
    json_out_begin_object(&output->json);
    json_member_string(&output->json, "change", change_name(change));
    json_member_string(&output->json, "lea", one->key.lea);
    json_member_string(&output->json, "extract", layout_of(one->key.extract)->name);
    write_json_side(&output->json, "old", change->old_one);
    write_json_side(&output->json, "new", change->new_one);
    json_out_end_object(&output->json);
    return out_status(&output->out);
}

static void
write_json_value(
    struct json_out *json, const char *key, const struct cell_change *change, int64_t value)
{
    json_out_key(json, key);
    if (value < 0)
        json_out_null(json);
    else
        json_out_decimal(json, value, change->measure == MEASURE_COUNT ? 1 : 0);
}

static int
write_json_cell(void *ctx, const struct cell_change *change, struct err *err)
{
    struct output *output = ctx;
    struct json_out *json = &output->json;

    (void)err;
    open_list(output, LIST_CELLS);
    json_out_compact(json);
    json_out_begin_object(json);
    json_member_string(json, "aggregate_level", profile_level_code(change->place->level));
    json_member_string(json, "cds_code", change->place->cds_code);
    json_member_string(json, "charter", profile_filter_code(change->filter));
    json_member_string(json, "category", change->category->code);
    json_member_string(json, "item", figure_name(change));
    json_member_string(json, "leas", change->leas);
    write_json_value(json, "old", change, change->old_value);
    write_json_value(json, "new", change, change->new_value);
    json_out_end_object(json);
    return out_status(&output->out);
}

int
diff_output_write(struct db *db, int64_t old_id, int64_t new_id, bool as_json, struct err *err)
{
    struct output output = {.out = out_to_stream(stdout, err)};
    const struct snapshot_diff csv = {
        begin_csv, write_csv_basis, write_csv_submission, write_csv_cell, &output};
    const struct snapshot_diff json = {
        begin_json, write_json_basis, write_json_submission, write_json_cell, &output};

    output.csv.out = &output.out;
    output.json.out = &output.out;
    if (snapshot_diff_make(db, old_id, new_id, as_json ? &json : &csv, err) != 0)
        return -1;
    if (as_json) {
        open_list(&output, LIST_COUNT);
        json_out_end_object(&output.json);
        json_out_finish(&output.json);
    }
    return out_status(&output.out);
}
