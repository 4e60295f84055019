#include "transform/judge_state.h"

/* What is decided before the first row, and after the last. */

static int
least_field_count(const struct judge *judge, const struct file_form *form)
{
    int least = 0;

    for (int i = 0; i < judge->layout->column_count; i++) {
        int field = form->field_of_column[i];

        if (judge->layout->columns[i].is_required && field + 1 > least)
            least = field + 1;
    }
    return least;
}

static void
find_columns(struct judge *judge)
{
    enum extract extract = judge->extract;
    int school = layout_column(extract, "school_of_attendance");

    judge->lea_column = layout_column(extract, "reporting_lea");
    judge->year_column = layout_column(extract, "academic_year");
    judge->ssid_column = layout_column(extract, "ssid");
    judge->grade_column = layout_column(extract, "grade_level");
    judge->placement_column = layout_column(extract, "program_placement");
    judge->school_column = school >= 0 && judge->plans[school].kind == CELL_PLACE ? school : -1;
    judge->start_column = -1;
    judge->cost_column = -1;
    if (extract == EXTRACT_SENR) {
        judge->start_column = SENR_enrollment_start_date;
    } else if (extract == EXTRACT_ISAG) {
        judge->start_column = ISAG_agreement_start_date;
        judge->cost_column = ISAG_days_credited;
    } else if (extract == EXTRACT_STAS) {
        judge->cost_column = STAS_is_days_credited;
    }
}

void
judge_plan(struct judge *judge, const struct file_form *form)
{
    judge->has_form = true;
    judge->has_header = form->has_header;
    judge->delimiter = form->delimiter;
    judge->extract = judge->key.extract = form->extract;
    judge->layout = layout_of(form->extract);
    judge->least_fields = least_field_count(judge, form);
    judge->field_count = form->field_count;
    if (!form->has_header)
        judge->field_count = judge->layout->column_count + (form->is_ods ? 2 : 0);
    for (int i = 0; i < judge->layout->column_count; i++) {
        const struct column *column = &judge->layout->columns[i];

        judge->field_of_column[i] = form->field_of_column[i];
        cell_plan_init(&judge->plans[i], form->extract, column, judge->reference, judge->directory);
        judge->plans[i].latest_year = judge->latest_year;
    }
    for (int i = 0; i < RULE_COUNT; i++)
        judge->covers[i] = catalogue_rule_covers((enum rule_id)i, form->extract);
    check_plan_init(&judge->checks, form->extract, judge->directory != NULL);
    find_columns(judge);
}

/* A rule of scope field applied to that many cells of the column. */
static void
apply(struct judge *judge, enum rule_id rule, uint64_t cells)
{
    judge->counts[rule].applied += cells;
}

static void
count_kind(struct judge *judge, const struct cell_plan *plan, uint64_t asked, uint64_t filled)
{
    switch (plan->kind) {
    case CELL_TEXT:
        apply(judge, RULE_value_too_long, filled);
        break;
    case CELL_CODE:
        apply(judge, RULE_value_not_in_code_set, filled);
        apply(judge, RULE_value_code_not_in_force, filled);
        if (plan->code_len != 0)
            apply(judge, RULE_value_leading_zeros_lost, filled);
        break;
    case CELL_FLAG:
        apply(judge, RULE_value_not_y_or_n, filled);
        break;
    case CELL_DATE:
        apply(judge, RULE_value_not_a_date, filled);
        break;
    case CELL_NUMBER:
        apply(judge, RULE_value_not_a_number, filled);
        break;
    case CELL_SSID:
        apply(judge, RULE_ssid_malformed, filled);
        break;
    case CELL_YEAR:
        apply(judge, RULE_year_malformed, filled);
        break;
    case CELL_LEA:
    case CELL_SCHOOL:
        apply(judge, RULE_value_not_in_code_set, filled);
        if (judge->directory != NULL)
            apply(judge, RULE_value_leading_zeros_lost, filled);
        break;
    case CELL_PLACE:
        if (judge->directory != NULL)
            apply(judge, RULE_value_leading_zeros_lost, filled);
        break;
    case CELL_RECORD_TYPE:
        apply(judge, RULE_value_not_in_code_set, filled);
        break;
    case CELL_GRADE:
        apply(judge, RULE_grade_normalized, filled);
        apply(judge, RULE_grade_not_identified, asked);
        break;
    case CELL_PLACEMENT:
        apply(judge, RULE_placement_normalized, filled);
        apply(judge, RULE_placement_not_identified, asked);
        break;
    }
}

/* Cells are counted by column as they come; which rules they were judged by follows. */
static void
count_cells(struct judge *judge)
{
    for (int i = 0; judge->has_form && i < judge->layout->column_count; i++) {
        const struct cell_plan *plan = &judge->plans[i];
        uint64_t asked = plan->has_years ? judge->columns[i].asked : judge->rows_judged;
        uint64_t filled = judge->columns[i].filled;

        apply(judge, RULE_value_space_trimmed, filled);
        if (!plan->may_be_blank)
            apply(judge, RULE_value_missing, asked);
        if (plan->kind < CELL_GRADE) {
            apply(judge, RULE_value_control_character, filled);
            apply(judge, RULE_value_spreadsheet_damage, filled);
        }
        count_kind(judge, plan, asked, filled);
    }
}

/* Rules that look at the file as a whole, and those that look at each row of it for that. */
static void
count_file_rules(struct judge *judge)
{
    static const enum rule_id of_file[] = {RULE_file_unreadable, RULE_file_empty,
        RULE_file_compressed_damaged, RULE_file_not_supported, RULE_file_too_large_expanded,
        RULE_file_extract_not_recognised, RULE_file_delimiter_unclear, RULE_file_encoding_wrong,
        RULE_file_quote_unclosed, RULE_file_column_missing, RULE_file_column_duplicated,
        RULE_file_column_not_recognised, RULE_file_column_not_in_force, RULE_file_rejected_share};
    static const enum rule_id of_rows[] = {
        RULE_file_mixes_leas, RULE_file_mixes_years, RULE_file_mixes_extracts};

    for (size_t i = 0; i < sizeof of_file / sizeof *of_file; i++)
        apply(judge, of_file[i], 1);
    for (size_t i = 0; i < sizeof of_rows / sizeof *of_rows; i++)
        apply(judge, of_rows[i], judge->rows_read);
    if (judge->key.lea[0] != '\0') {
        apply(judge, RULE_file_lea_not_submitter, judge->expected_lea[0] != '\0');
        apply(judge, RULE_file_lea_not_identified, judge->directory != NULL);
    }
    apply(judge, RULE_row_field_count, judge->rows_read);
    apply(judge, RULE_row_duplicate_key, judge->rows_keyed);
    if (judge->extract == EXTRACT_SENR) {
        apply(judge, RULE_enrollments_overlap, judge->rows_keyed);
        apply(judge, RULE_enrolled_after_diploma, judge->rows_keyed);
    }
}

/* Enrollments that stood in the file before the pupil's graduation did. */
static void
find_after_diploma(struct judge *judge)
{
    int column = SENR_enrollment_exit_date;
    uint32_t *records;
    size_t count;

    if (!judge->has_keys || judge->extract != EXTRACT_SENR)
        return;
    count = enrollment_keys_after_diploma(&judge->keys.enrollments, &records);
    for (size_t i = 0; i < count; i++) {
        bool is_known = records[i] != UINT32_MAX;

        judge_find_in_record(judge, RULE_enrolled_after_diploma,
            is_known ? line_map_find(&judge->lines, records[i]) : 0, is_known ? records[i] : 0,
            column);
    }
    free(records);
}

/* No row comes any more; the files after this one need the room. */
static void
forget_keys(struct judge *judge)
{
    if (judge->has_keys)
        row_keys_reset(&judge->keys);
    line_map_reset(&judge->lines);
    judge->has_keys = false;
}

static void
find_rejected_share(struct judge *judge)
{
    char detail[CHECK_DETAIL_SIZE];

    if (judge->rows_rejected * 10000 <= judge->max_rejected * judge->rows_read)
        return;
    snprintf(detail, sizeof detail, "%llu of %llu rows; at most %u.%02u percent may be",
        (unsigned long long)judge->rows_rejected, (unsigned long long)judge->rows_read,
        judge->max_rejected / 100, judge->max_rejected % 100);
    judge_find_in_file(judge, RULE_file_rejected_share, 0, 0, NULL, detail);
}

/* Why a rule was not judged, or not on every row; NULL when it was. */
static const char *
reason_not_judged(const struct judge *judge, enum rule_id rule)
{
    enum rule_needs needs = catalogue_rule_needs(rule);

    /* The law is asked about the rows of accepted files. */
    if (catalogue_rule_is_of_law(rule))
        return judge->is_refused && catalogue_rule_in_force(rule, judge->key.year)
                   ? "the file is refused"
                   : NULL;
    if (judge->directory != NULL || needs == NEEDS_NOTHING)
        return NULL;
    return needs == NEEDS_DIRECTORY ? "no directory" : "no directory; judged in part";
}

static size_t
list_not_judged(struct judge *judge)
{
    size_t count = 0;

    for (int i = 0; judge->has_form && i < RULE_COUNT; i++) {
        enum rule_id rule = (enum rule_id)i;
        const char *reason = judge->covers[rule] ? reason_not_judged(judge, rule) : NULL;

        if (reason != NULL)
            judge->not_judged[count++] = (struct not_judged){catalogue_rule(rule), reason};
    }
    return count;
}

int
judge_finish(struct judge *judge, struct judgement *judgement, struct err *err)
{
    judge->err = err;
    judge->rc = 0;
    if (!judge->is_finished) {
        judge->is_finished = true;
        find_after_diploma(judge);
        forget_keys(judge);
        find_rejected_share(judge);
        count_cells(judge);
        count_file_rules(judge);
    }
    *judgement = (struct judgement){
        .key = judge->key,
        .verdict = judge->is_refused ? VERDICT_REFUSED : VERDICT_ACCEPTED,
        .rows = {.read = judge->rows_read, .rejected = judge->rows_rejected},
        .counts = judge->counts,
        .count_count = RULE_COUNT,
        .not_judged = judge->not_judged,
        .not_judged_count = list_not_judged(judge),
    };
    if (judge->is_refused)
        judgement->rows.withheld = judge->rows_accepted + judge->rows_unjudged;
    else
        judgement->rows.loaded = judge->rows_accepted;
    judgement->normalizations =
        respellings_list(judge->respellings, &judgement->normalization_count);
    return judge->rc;
}
