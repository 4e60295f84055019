#include "base/date.h"
#include "base/memory.h"

#include "transform/judge_state.h"

static void
accept_finding(struct judge *judge, const struct finding *finding)
{
    const struct finding_sink *sink = &judge->sinks.findings;

    judge->counts[finding->rule->number].found++;
    if (finding->ineligible_days != NO_COST)
        judge->counts[finding->rule->number].ineligible_days += finding->ineligible_days;
    if (finding->rule->severity == SEVERITY_FATAL)
        judge->is_refused = true;
    if (judge->rc == 0 && sink->accept != NULL)
        judge->rc = sink->accept(sink->ctx, finding, judge->err);
}

/* A finding of the row in hand, with its words, until it is known what becomes of the row. */
struct held_finding {
    struct finding finding;
    char detail[CHECK_DETAIL_SIZE];
};

static void
hold_finding(struct judge *judge, const struct finding *finding)
{
    struct held_finding *held;

    if (judge->held_count == judge->held_capacity) {
        judge->held_capacity = judge->held_capacity == 0 ? 16 : judge->held_capacity * 2;
        judge->held = memory_grow(judge->held, judge->held_capacity, sizeof *judge->held);
    }
    held = &judge->held[judge->held_count++];
    held->finding = *finding;
    if (finding->detail != NULL)
        snprintf(held->detail, sizeof held->detail, "%s", finding->detail);
}

/* Nothing can be lost of a row that is not loaded. */
static void
release_findings(struct judge *judge)
{
    judge->is_holding = false;
    for (size_t i = 0; i < judge->held_count; i++) {
        struct finding finding = judge->held[i].finding;

        if (finding.detail != NULL)
            finding.detail = judge->held[i].detail;
        if (judge->row.is_refused)
            finding.ineligible_days = NO_COST;
        accept_finding(judge, &finding);
    }
    judge->held_count = 0;
}

void
judge_find_cost(
    struct judge *judge, enum rule_id rule, int column, const char *detail, int64_t ineligible_days)
{
    const struct record *record = judge->row.record;
    struct finding finding = {
        .rule = catalogue_rule(rule),
        .line = record->line,
        .record = record->number,
        .detail = detail != NULL && detail[0] != '\0' ? detail : NULL,
        .ineligible_days = ineligible_days,
        .ineligible_ada = NO_COST,
    };

    if (column >= 0) {
        int field = judge->field_of_column[column];

        finding.field = field + 1;
        finding.column = judge->layout->columns[column].name;
        if (field >= 0 && field < record->field_count && field < RECORD_MAX_FIELDS) {
            finding.value = record->fields[field];
            finding.has_value = finding.value.len > 0;
        }
    }
    if (finding.rule->severity == SEVERITY_ERROR)
        judge->row.is_refused = true;
    if (judge->is_holding)
        hold_finding(judge, &finding);
    else
        accept_finding(judge, &finding);
}

void
judge_find(struct judge *judge, enum rule_id rule, int column, const char *detail)
{
    judge_find_cost(judge, rule, column, detail, NO_COST);
}

void
judge_find_in_file(struct judge *judge, enum rule_id rule, unsigned long line, int field,
    const char *column, const char *detail)
{
    accept_finding(judge, &(struct finding){
                              .rule = catalogue_rule(rule),
                              .line = line,
                              .field = field,
                              .column = column,
                              .detail = detail,
                              .ineligible_days = NO_COST,
                              .ineligible_ada = NO_COST,
                          });
}

void
judge_find_in_record(
    struct judge *judge, enum rule_id rule, unsigned long line, unsigned long record, int column)
{
    accept_finding(judge, &(struct finding){
                              .rule = catalogue_rule(rule),
                              .line = line,
                              .record = record,
                              .field = judge->field_of_column[column] + 1,
                              .column = judge->layout->columns[column].name,
                              .ineligible_days = NO_COST,
                              .ineligible_ada = NO_COST,
                          });
}

void
judge_count_respelling(struct judge *judge, int column)
{
    respellings_add(judge->respellings, judge->layout->columns[column].name,
        judge->row.texts[column], judge->row.values[column].text);
}

/* A rule of some years is not asked on a row that does not tell its year. */
static bool
is_in_years(const struct check *check, int year)
{
    if (year == 0)
        return check->since == 0 && check->until == 0;
    return (check->since == 0 || year >= check->since) &&
           (check->until == 0 || year <= check->until);
}

static void
run_checks(struct judge *judge)
{
    struct judged_row *row = &judge->row;
    const struct check_row view = {
        .extract = judge->extract,
        .year = row->year,
        .values = row->values,
        .codes = row->codes,
        .place = &row->place,
        .lea = judge->lea,
        .reference = judge->reference,
    };
    struct check_hit hit;

    for (int i = 0; i < judge->checks.count; i++) {
        const struct check *check = &judge->checks.checks[i];
        enum check_result result;

        if ((check->inputs & row->errors) != 0 || !is_in_years(check, row->year))
            continue;
        hit.column = -1;
        hit.detail[0] = '\0';
        result = check->function(&view, &hit);
        judge->counts[check->rule].applied += result != CHECK_NOT_APPLICABLE;
        if (result == CHECK_FOUND)
            judge_find(judge, check->rule, hit.column, hit.detail);
    }
}

static bool
is_graduation(const struct judge *judge)
{
    const struct judged_row *row = &judge->row;

    return judge->extract == EXTRACT_SENR && row->values[SENR_enrollment_exit_date].is_present &&
           row->codes[SENR_completion_status] != NULL &&
           text_equals(row->values[SENR_exit_reason].text, TEXT("E230")) &&
           reference_is_graduate(judge->reference, row->codes[SENR_completion_status]);
}

/* A good row takes its key, if no row before it stands in the way. */
static void
take_key(struct judge *judge, const struct row *row)
{
    enum row_keys_answer answer;
    char detail[CHECK_DETAIL_SIZE] = "";
    uint64_t other;

    if (!judge->has_keys) {
        row_keys_init(&judge->keys, judge->extract, judge->key.year);
        judge->has_keys = true;
    }
    judge->rows_keyed++;
    answer = row_keys_add(&judge->keys, row, is_graduation(judge), &other);
    if (other != 0)
        snprintf(
            detail, sizeof detail, "the earlier one is record %llu", (unsigned long long)other);
    if (answer == ROW_KEYS_DUPLICATE)
        judge_find(judge, RULE_row_duplicate_key, -1, detail);
    else if (answer == ROW_KEYS_OVERLAPS)
        judge_find(judge, RULE_enrollments_overlap, SENR_enrollment_start_date, detail);
    else if (answer == ROW_KEYS_AFTER_DIPLOMA)
        judge_find(judge, RULE_enrolled_after_diploma, SENR_enrollment_exit_date, NULL);
}

static void
prefetch_key(const struct judge *judge)
{
    struct text school = {0};

    if (!judge->has_keys || judge->ssid_column < 0)
        return;
    if (judge->school_column >= 0)
        school = judge_field(judge, judge->school_column);
    row_keys_prefetch(&judge->keys, judge_field(judge, judge->ssid_column), school);
}

static void
judge_row(struct judge *judge, const struct row *row)
{
    const struct judged_row *judged = &judge->row;

    judge->rows_judged++;
    prefetch_key(judge);
    judge_cells(judge);
    judge_row_of_file(judge);
    judge->is_holding = judge->cost_column >= 0;
    judge_identity(judge);
    run_checks(judge);
    if (!judged->is_refused)
        take_key(judge, row);
    release_findings(judge);
}

static void
deliver(struct judge *judge, const struct row *row)
{
    const struct judge_sinks *sinks = &judge->sinks;

    if (judge->row.is_unjudged) {
        judge->rows_unjudged++;
    } else if (judge->row.is_refused) {
        judge->rows_rejected++;
        if (judge->rc == 0 && sinks->rejects.record != NULL)
            judge->rc = sinks->rejects.record(sinks->rejects.ctx, judge->row.record, judge->err);
    } else {
        judge->rows_accepted++;
        if (judge->rc == 0 && sinks->rows.accept != NULL)
            judge->rc = sinks->rows.accept(sinks->rows.ctx, row, judge->err);
    }
}

static int
on_record(void *ctx, const struct record *record, struct err *err)
{
    struct judge *judge = ctx;
    const struct row row = {judge->extract, record->line, record->number, judge->row.values};

    judge->err = err;
    judge->rc = 0;
    judge->row.record = record;
    judge->row.errors = 0;
    judge->row.is_refused = judge->row.is_unjudged = false;
    judge->rows_read++;
    if (judge->extract == EXTRACT_SENR)
        line_map_add(&judge->lines, record->number, record->line);
    judge->row.year = judge_year_of_row(judge);
    if (judge_row_form(judge))
        judge_row(judge, &row);
    deliver(judge, &row);
    return judge->rc;
}

static int
on_begin(void *ctx, const struct file_form *form, struct err *err)
{
    struct judge *judge = ctx;
    const struct reject_sink *rejects = &judge->sinks.rejects;

    judge_plan(judge, form);
    return rejects->begin != NULL ? rejects->begin(rejects->ctx, form, err) : 0;
}

/* The name of the column that a field of the file belongs to; NULL if it is not known. */
static const char *
column_of_field(const struct judge *judge, int field)
{
    if (judge->has_form && field > 0)
        for (int i = 0; i < judge->layout->column_count; i++)
            if (judge->field_of_column[i] == field - 1)
                return judge->layout->columns[i].name;
    return NULL;
}

static int
on_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    static const enum rule_id rules[] = {
        [READ_UNREADABLE] = RULE_file_unreadable,
        [READ_EMPTY] = RULE_file_empty,
        [READ_COMPRESSED_DAMAGED] = RULE_file_compressed_damaged,
        [READ_NOT_SUPPORTED] = RULE_file_not_supported,
        [READ_TOO_LARGE] = RULE_file_too_large_expanded,
        [READ_EXTRACT_NOT_RECOGNISED] = RULE_file_extract_not_recognised,
        [READ_DELIMITER_UNCLEAR] = RULE_file_delimiter_unclear,
        [READ_ENCODING_WRONG] = RULE_file_encoding_wrong,
        [READ_QUOTE_UNCLOSED] = RULE_file_quote_unclosed,
        [READ_COLUMN_MISSING] = RULE_file_column_missing,
        [READ_COLUMN_DUPLICATED] = RULE_file_column_duplicated,
        [READ_COLUMN_NOT_RECOGNISED] = RULE_file_column_not_recognised,
    };
    struct judge *judge = ctx;

    judge->err = err;
    judge->rc = 0;
    judge_find_in_file(judge, rules[problem->kind], problem->line, problem->field,
        column_of_field(judge, problem->field), problem->detail);
    return judge->rc;
}

/* The first calendar year of the school year of a day. */
static int
school_year_of(int32_t date)
{
    int year, month, day;

    date_to_civil(date, &year, &month, &day);
    return month >= 7 ? year : year - 1;
}

struct judge *
judge_new(const struct judge_options *options, const struct judge_sinks *sinks)
{
    struct judge *judge = memory_new(sizeof *judge);

    judge->reference = options->reference;
    judge->directory = options->directory;
    judge->sinks = *sinks;
    judge->record_sink = (struct record_sink){on_begin, on_record, on_problem, judge};
    if (options->expected_lea != NULL)
        snprintf(judge->expected_lea, sizeof judge->expected_lea, "%s", options->expected_lea);
    judge->latest_year = school_year_of(options->as_of) + 1;
    judge->max_rejected = options->max_rejected;
    judge->extract = judge->key.extract = EXTRACT_NONE;
    judge->respellings = respellings_new();
    for (int i = 0; i < RULE_COUNT; i++)
        judge->counts[i].rule = i;
    return judge;
}

void
judge_free(struct judge *judge)
{
    if (judge == NULL)
        return;
    if (judge->has_keys)
        row_keys_reset(&judge->keys);
    line_map_reset(&judge->lines);
    respellings_free(judge->respellings);
    buf_free(&judge->row.place_scratch);
    free(judge->held);
    free(judge);
}

const struct record_sink *
judge_record_sink(struct judge *judge)
{
    return &judge->record_sink;
}

const struct submission_key *
judge_key(const struct judge *judge)
{
    return &judge->key;
}

int
judge_add_file_finding(
    struct judge *judge, const char *rule_id, const char *detail, struct err *err)
{
    const struct rule_info *rule = catalogue_find(rule_id);

    if (rule == NULL)
        return err_set(err, ERR_BUG, "there is no rule %s", rule_id);
    judge->err = err;
    judge->rc = 0;
    judge->counts[rule->number].applied++;
    judge_find_in_file(judge, (enum rule_id)rule->number, 0, 0, NULL, detail);
    return judge->rc;
}
