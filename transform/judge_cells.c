#include "base/parse.h"

#include "transform/judge_state.h"

/* Nearly every value begins and ends with a byte that is no blank and cannot be part of one. */
static inline struct text
trim(struct text text, enum record_bytes bytes)
{
    unsigned char first, last;

    if (bytes == RECORD_BYTES_GRAPHIC || text.len == 0)
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
    struct text text = trim(judge_field(judge, judge->year_column), judge->row.record->bytes);
    int year;

    if (text.len != sizeof judge->year_text)
        return 0;
    if (memcmp(text.at, judge->year_text, sizeof judge->year_text) == 0)
        return judge->year_of_text;
    if (!parse_school_year(text, &year) || year > judge->latest_year)
        return 0;
    memcpy(judge->year_text, text.at, sizeof judge->year_text);
    judge->year_of_text = year;
    return year;
}

/* Mostly the first value already tells. */
bool
judge_row_is_empty(const struct judge *judge)
{
    const struct record *record = judge->row.record;

    for (int i = 0; i < record->field_count && i < RECORD_MAX_FIELDS; i++) {
        if (text_trim(record->fields[i]).len > 0)
            return false;
    }
    return true;
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

    if (rule == RULE_value_missing)
        snprintf(detail, sizeof detail, "%s", judge_row_is_empty(judge) ? CELL_OF_EMPTY_ROW : "");
    else
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
    cell->bytes = row->record->bytes;
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

/* A column that some school years do not have. False when the row's year is one of them. */
static bool
is_asked(struct judge *judge, int column, struct text text)
{
    int year = judge->row.year;

    if (year == 0 || column_is_in_force(judge->plans[column].column, year)) {
        judge->columns[column].asked++;
        return true;
    }
    if (text.len > 0)
        tell_not_in_force(judge, column);
    return false;
}

static inline void
judge_cell(struct judge *judge, int column)
{
    const struct cell_plan *plan = &judge->plans[column];
    struct text raw = judge_field(judge, column), text = trim(raw, judge->row.record->bytes);

    if (plan->has_years && !is_asked(judge, column, text))
        return;
    if (text.len == 0) {
        if (!plan->may_be_blank)
            refuse(judge, column, RULE_value_missing, text);
        return;
    }
    judge->columns[column].filled++;
    if (text.len != raw.len)
        judge_find(judge, RULE_value_space_trimmed, column, NULL);
    judge->row.texts[column] = text;
    if (plan->kind < CELL_GRADE)
        judge_filled(judge, column, text);
}

void
judge_cells(struct judge *judge)
{
    struct judged_row *row = &judge->row;
    int count = judge->layout->column_count;

    memset(row->values, 0, (size_t)count * sizeof *row->values);
    memset(row->codes, 0, (size_t)count * sizeof *row->codes);
    memset(row->texts, 0, (size_t)count * sizeof *row->texts);
    for (int i = 0; i < count; i++)
        judge_cell(judge, i);
}
