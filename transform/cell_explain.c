#include "base/submission.h"

#include "transform/cell.h"
#include "transform/cell_fault.h"
#include "transform/damage.h"
#include "transform/spelling.h"

/* Of UTF-8: where two files were joined, it stands in the middle. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

void
cell_explain_years(const struct code *code, char detail[CHECK_DETAIL_SIZE])
{
    char since[10], until[10];

    school_year_format(code->since, since);
    school_year_format(code->until, until);
    if (code->since != 0 && code->until != 0)
        snprintf(detail, CHECK_DETAIL_SIZE, "in force from %s to %s", since, until);
    else if (code->since != 0)
        snprintf(detail, CHECK_DETAIL_SIZE, "in force from %s", since);
    else
        snprintf(detail, CHECK_DETAIL_SIZE, "in force until %s", until);
}

/* "0 to 999.99", from the largest number of the column. */
static void
explain_range(const struct cell_plan *plan, char *detail)
{
    int scale = plan->column->scale;
    long long max = (long long)plan->max_number, unit = 1;

    for (int i = 0; i < scale; i++)
        unit *= 10;
    if (scale == 0)
        snprintf(detail, CHECK_DETAIL_SIZE, "a whole number from 0 to %lld", max);
    else if (max % unit == 0)
        snprintf(detail, CHECK_DETAIL_SIZE, "0 to %lld, at most %d decimals", max / unit, scale);
    else
        snprintf(detail, CHECK_DETAIL_SIZE,
            scale == 4 ? "0 to %lld.%04lld, at most %d decimals"
                       : "0 to %lld.%02lld, at most %d decimals",
            max / unit, max % unit, scale);
}

static void
explain_codes(const struct cell_plan *plan, struct text text, char *detail)
{
    char nearest[SUGGESTION_SIZE];

    spelling_suggest(plan->set, NULL, text, false, nearest);
    if (nearest[0] != '\0')
        snprintf(detail, CHECK_DETAIL_SIZE, "the nearest codes are %s", nearest);
}

static void
explain_record_type(const struct cell_plan *plan, struct text text, char *detail)
{
    bool has_mark = text_begins(text, TEXT(BYTE_ORDER_MARK));

    snprintf(detail, CHECK_DETAIL_SIZE, "%.*s is meant here%s", (int)plan->record_type.len,
        plan->record_type.at, has_mark ? "; a byte order mark stands before it" : "");
}

static void
explain_not_in_code_set(const struct cell_plan *plan, struct text text, char *detail)
{
    char scratch[CELL_SCRATCH_SIZE];

    if (plan->kind == CELL_CODE) {
        explain_codes(plan, text, detail);
    } else if (plan->kind == CELL_RECORD_TYPE) {
        explain_record_type(plan, text, detail);
    } else if (cell_fault_is_cds_code(text)) {
        snprintf(detail, CHECK_DETAIL_SIZE,
            "seven digits are needed; a CDS code of 14 holds county, district and school");
    } else if (plan->directory == NULL && cell_pad(text, 7, scratch)) {
        snprintf(detail, CHECK_DETAIL_SIZE,
            "seven digits are needed; with a directory, lost zeros can be recognised");
    } else {
        snprintf(detail, CHECK_DETAIL_SIZE, "seven digits are needed");
    }
}

static void
explain_years_of(const struct cell_plan *plan, struct text text, char *detail)
{
    char scratch[CELL_SCRATCH_SIZE];
    const struct code *code = code_set_find(plan->set, text);

    if (code == NULL && cell_pad(text, plan->code_len, scratch))
        code = code_set_find(plan->set, (struct text){scratch, plan->code_len});
    if (code != NULL)
        cell_explain_years(code, detail);
}

bool
cell_is_heading(const struct column *column, struct text text)
{
    if (text_begins(text, TEXT(BYTE_ORDER_MARK)))
        text = (struct text){text.at + 3, text.len - 3};
    return column_is_named(column, text);
}

static void
explain_damage(struct text text, char *detail)
{
    snprintf(detail, CHECK_DETAIL_SIZE, "%s", damage_name(damage_find(text, DAMAGE_OF_DATE)));
}

void
cell_explain(const struct cell_plan *plan, enum rule_id rule, struct text text,
    char detail[CHECK_DETAIL_SIZE])
{
    unsigned code_point;

    detail[0] = '\0';
    if (cell_is_heading(plan->column, text))
        snprintf(detail, CHECK_DETAIL_SIZE, "%s", CELL_IS_HEADING);
    else if (rule == RULE_value_control_character && cell_has_control(text, &code_point))
        snprintf(detail, CHECK_DETAIL_SIZE, "U+%04X", code_point);
    else if (rule == RULE_value_spreadsheet_damage)
        explain_damage(text, detail);
    else if (rule == RULE_value_too_long)
        snprintf(detail, CHECK_DETAIL_SIZE, "at most %u character%s", plan->column->max_len,
            plan->column->max_len == 1 ? "" : "s");
    else if (rule == RULE_value_not_a_date)
        snprintf(detail, CHECK_DETAIL_SIZE, "%s", cell_fault_of_date(text));
    else if (rule == RULE_ssid_malformed)
        cell_fault_of_ssid(text, detail);
    else if (rule == RULE_value_not_a_number)
        explain_range(plan, detail);
    else if (rule == RULE_value_not_in_code_set)
        explain_not_in_code_set(plan, text, detail);
    else if (rule == RULE_value_code_not_in_force)
        explain_years_of(plan, text, detail);
}
