#include "base/parse.h"

#include "transform/judge_state.h"

/* Nearly every value begins and ends with a byte that is no blank and cannot be part of one. */
static struct text
trim(struct text text)
{
    unsigned char first, last;

    if (text.len == 0)
        return text;
    first = (unsigned char)text.at[0];
    last = (unsigned char)text.at[text.len - 1];
    if (first > ' ' && first < 0x80 && last > ' ' && last < 0x80)
        return text;
    return text_trim(text);
}

int
judge_year_of_row(struct judge *judge)
{
    struct text text = trim(judge_field(judge, judge->year_column));
    int year;

    if (text.len == sizeof judge->year_text &&
        memcmp(text.at, judge->year_text, sizeof judge->year_text) == 0)
        return judge->year_of_text;
    if (!parse_school_year(text, &year) || year > judge->latest_year)
        return 0;
    memcpy(judge->year_text, text.at, sizeof judge->year_text);
    judge->year_of_text = year;
    return year;
}

static void
tell_not_in_force(struct judge *judge, int column)
{
    const struct column *definition = &judge->layout->columns[column];
    uint64_t bit = UINT64_C(1) << column;

    if ((judge->told_columns & bit) != 0)
        return;
    judge->told_columns |= bit;
    judge_find_in_file(judge, RULE_file_column_not_in_force, 0, judge->field_of_column[column] + 1,
        definition->name, NULL);
}

static void
refuse(struct judge *judge, int column, enum rule_id rule, struct text text)
{
    char detail[CHECK_DETAIL_SIZE];

    cell_explain(&judge->plans[column], rule, text, detail);
    judge->row.errors |= UINT64_C(1) << column;
    judge_find(judge, rule, column, detail);
}

static void
judge_filled(struct judge *judge, int column, struct text text)
{
    struct judged_row *row = &judge->row;
    struct cell *cell = &row->cells[column];
    enum rule_id rule;

    cell->year = row->year;
    cell->code = NULL;
    cell->change = CELL_AS_IS;
    rule = cell_judge(&judge->plans[column], text, cell, &row->values[column]);
    if (rule != RULE_NONE) {
        row->values[column] = (struct value){0};
        refuse(judge, column, rule, text);
        return;
    }
    row->codes[column] = cell->code;
    if (cell->change == CELL_AS_IS)
        return;
    judge_count_respelling(judge, column);
    if (cell->change == CELL_PADDED)
        judge_find(judge, RULE_value_leading_zeros_lost, column, NULL);
}

static void
judge_cell(struct judge *judge, int column)
{
    const struct cell_plan *plan = &judge->plans[column];
    struct judged_row *row = &judge->row;
    struct text raw = judge_field(judge, column), text = trim(raw);

    row->values[column] = (struct value){0};
    row->codes[column] = NULL;
    row->texts[column] = (struct text){0};
    if (plan->has_years) {
        if (row->year != 0 && !column_is_in_force(plan->column, row->year)) {
            if (text.len > 0)
                tell_not_in_force(judge, column);
            return;
        }
        judge->columns[column].asked++;
    }
    if (text.len == 0) {
        if (!plan->may_be_blank)
            refuse(judge, column, RULE_value_missing, text);
        return;
    }
    judge->columns[column].filled++;
    if (text.len != raw.len)
        judge_find(judge, RULE_value_space_trimmed, column, NULL);
    row->texts[column] = text;
    if (plan->kind < CELL_GRADE)
        judge_filled(judge, column, text);
}

void
judge_cells(struct judge *judge)
{
    for (int i = 0; i < judge->layout->column_count; i++)
        judge_cell(judge, i);
}
