#include "base/date.h"
#include "base/digits.h"
#include "base/parse.h"

#include "transform/cell.h"
#include "transform/damage.h"
#include "transform/directory.h"

static enum cell_kind
kind_of(const struct cell_plan *plan, enum extract extract)
{
    switch (plan->column->type) {
    case COLUMN_CODE:
    case COLUMN_COUNTY:
        if (strcmp(plan->column->name, "record_type") == 0)
            return CELL_RECORD_TYPE;
        return plan->set != NULL ? CELL_CODE : CELL_TEXT;
    case COLUMN_TEXT:
    case COLUMN_NAME:
        return CELL_TEXT;
    case COLUMN_LEA:
        return CELL_LEA;
    case COLUMN_SCHOOL:
        if (extract != EXTRACT_SENR && extract != EXTRACT_STAS && extract != EXTRACT_ISAG)
            return CELL_SCHOOL;
        return strcmp(plan->column->name, "school_of_attendance") == 0 ? CELL_PLACE : CELL_SCHOOL;
    case COLUMN_YEAR:
        return CELL_YEAR;
    case COLUMN_SSID:
        return CELL_SSID;
    case COLUMN_DATE:
        return CELL_DATE;
    case COLUMN_GRADE:
        return CELL_GRADE;
    case COLUMN_PLACEMENT:
        return CELL_PLACEMENT;
    case COLUMN_FLAG:
        return CELL_FLAG;
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_INT:
    case COLUMN_DECIMAL:
        return CELL_NUMBER;
    }
    return CELL_TEXT;
}

/* The length of the set's codes if they are digits and one of them begins with 0; else 0. */
static size_t
zero_code_len(const struct code_set *set)
{
    bool has_zero = false;

    for (size_t i = 0; i < code_set_size(set); i++) {
        struct text code = code_set_at(set, i)->code;

        if (!text_is_digits(code) || code.len != code_set_at(set, 0)->code.len)
            return 0;
        has_zero = has_zero || code.at[0] == '0';
    }
    return has_zero ? code_set_at(set, 0)->code.len : 0;
}

void
cell_plan_init(struct cell_plan *plan, enum extract extract, const struct column *column,
    const struct reference *reference, const struct directory *directory)
{
    bool is_code = column->type == COLUMN_CODE;

    *plan = (struct cell_plan){
        .column = column,
        .set = column->code_set[0] == '\0' ? NULL : reference_code_set(reference, column->code_set),
        .directory = directory,
        .max_number = column_max_number(column),
        .has_years = column->since != 0 || column->until != 0,
        .is_row_year = strcmp(column->name, "academic_year") == 0,
        .record_type = text_of(layout_of(extract)->name),
    };
    plan->kind = kind_of(plan, extract);
    plan->folds_case = is_code && plan->kind == CELL_TEXT;
    plan->may_be_blank = !column->is_required || plan->kind >= CELL_GRADE ||
                         strcmp(column->name, "school_of_attendance") == 0;
    if (plan->kind == CELL_CODE)
        plan->code_len = zero_code_len(plan->set);
}

bool
cell_has_control(struct text text, unsigned *code_point)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        *code_point = c;
        if (c < 0x20 || c == 0x7f)
            return true;
        if (c != 0xc2 || i + 1 == text.len)
            continue;
        /* U+0080 to U+009F are control characters too. */
        *code_point = (unsigned char)text.at[i + 1];
        if (*code_point >= 0x80 && *code_point < 0xa0)
            return true;
    }
    return false;
}

static enum damage_forms
damage_forms(const struct cell_plan *plan)
{
    if (plan->kind == CELL_DATE)
        return DAMAGE_OF_DATE;
    return plan->kind == CELL_TEXT && plan->column->type != COLUMN_CODE ? DAMAGE_OF_TEXT
                                                                        : DAMAGE_OF_CODE;
}

/* Why a value that is not what the column takes is refused: the first rule that fits. */
static enum rule_id
refuse(const struct cell_plan *plan, struct text text, enum rule_id rule)
{
    unsigned code_point;

    if (cell_has_control(text, &code_point))
        return RULE_value_control_character;
    if (damage_find(text, damage_forms(plan)) != DAMAGE_NONE)
        return RULE_value_spreadsheet_damage;
    return rule;
}

static bool
has_lower_case(struct text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] >= 'a' && text.at[i] <= 'z')
            return true;
    return false;
}

static void
fold_case(struct text text, struct cell *cell, struct value *value)
{
    if (!has_lower_case(text) || text.len > CELL_SCRATCH_SIZE)
        return;
    for (size_t i = 0; i < text.len; i++)
        cell->scratch[i] = text_upper(text.at[i]);
    value->text = (struct text){cell->scratch, text.len};
    cell->change = CELL_RESPELLED;
}

/* One look for bytes that need a closer one: controls, DEL, and all that is not ASCII. */
static bool
has_unusual(struct text text, enum record_bytes bytes)
{
    unsigned char unusual = 0;

    if (bytes != RECORD_BYTES_ANY)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        unusual |= (unsigned char)(c & 0x80) | (c < 0x20) | (c == 0x7f);
    }
    return unusual != 0;
}

static enum rule_id
judge_text(const struct cell_plan *plan, struct text text, struct cell *cell, struct value *value)
{
    unsigned max_len = plan->column->max_len;

    if (has_unusual(text, cell->bytes) || text.at[0] == '#' ||
        (text.at[0] >= '0' && text.at[0] <= '9')) {
        enum rule_id rule = refuse(plan, text, RULE_NONE);

        if (rule != RULE_NONE)
            return rule;
    }
    if (max_len != 0 && text.len > max_len && text_count_characters(text) > max_len)
        return RULE_value_too_long;
    if (plan->folds_case)
        fold_case(text, cell, value);
    return RULE_NONE;
}

bool
cell_pad(struct text text, size_t len, char scratch[CELL_SCRATCH_SIZE])
{
    if (text.len >= len || !text_is_digits(text))
        return false;
    memset(scratch, '0', len - text.len);
    memcpy(scratch + len - text.len, text.at, text.len);
    return true;
}

static enum rule_id
judge_code(const struct cell_plan *plan, struct text text, struct cell *cell, struct value *value)
{
    const struct code *code = code_set_find(plan->set, text);

    if (code == NULL && plan->code_len != 0 && cell_pad(text, plan->code_len, cell->scratch)) {
        code = code_set_find(plan->set, (struct text){cell->scratch, plan->code_len});
        cell->change = CELL_PADDED;
    }
    if (code == NULL)
        return refuse(plan, text, RULE_value_not_in_code_set);
    if (cell->year != 0 && !code_in_force(code, cell->year))
        return RULE_value_code_not_in_force;
    if (cell->change == CELL_AS_IS && !text_equals(code->code, text))
        cell->change = CELL_RESPELLED;
    value->text = code->code;
    cell->code = code;
    return RULE_NONE;
}

static enum rule_id
judge_flag(const struct cell_plan *plan, struct text text, struct cell *cell, struct value *value)
{
    char flag = text_upper(text.at[0]);

    if (text.len != 1 || (flag != 'Y' && flag != 'N'))
        return refuse(plan, text, RULE_value_not_y_or_n);
    fold_case(text, cell, value);
    return RULE_NONE;
}

static enum rule_id
judge_date(const struct cell_plan *plan, struct text text, struct value *value)
{
    int32_t date;

    if (!date_parse(text, &date))
        return refuse(plan, text, RULE_value_not_a_date);
    value->number = date;
    return RULE_NONE;
}

static enum rule_id
judge_number(const struct cell_plan *plan, struct text text, struct value *value)
{
    if (!parse_decimal(text, plan->column->scale, plan->max_number, &value->number))
        return refuse(plan, text, RULE_value_not_a_number);
    if (plan->column->type == COLUMN_INT && !text_is_digits(text))
        return RULE_value_not_a_number;
    return RULE_NONE;
}

static enum rule_id
judge_ssid(const struct cell_plan *plan, struct text text, struct value *value)
{
    if (text.len != 10 || !digits_read10(text.at, &value->number))
        return refuse(plan, text, RULE_ssid_malformed);
    return RULE_NONE;
}

static enum rule_id
judge_year(
    const struct cell_plan *plan, struct text text, const struct cell *cell, struct value *value)
{
    int year = cell->year;

    /* The year of the row has been read before, from this same column. */
    if ((!plan->is_row_year || year == 0) &&
        (!parse_school_year(text, &year) || year > plan->latest_year))
        return refuse(plan, text, RULE_year_malformed);
    value->number = year;
    return RULE_NONE;
}

/* A code of the directory: an LEA's, or of a school or a county-district code. */
static bool
is_known_code(const struct cell_plan *plan, struct text code)
{
    if (directory_find_district(plan->directory, code) != NULL)
        return true;
    if (plan->kind == CELL_LEA)
        return directory_find_lea(plan->directory, code) != NULL;
    return directory_find_school(plan->directory, code) != NULL;
}

static enum rule_id
judge_seven_digits(
    const struct cell_plan *plan, struct text text, struct cell *cell, struct value *value)
{
    struct text padded = {cell->scratch, 7};
    uint32_t number;

    if (text.len == 7 && digits_read7(text.at, &number))
        return RULE_NONE;
    if (plan->directory == NULL || !cell_pad(text, 7, cell->scratch) ||
        !is_known_code(plan, padded))
        return refuse(plan, text, RULE_value_not_in_code_set);
    value->text = padded;
    cell->change = CELL_PADDED;
    return RULE_NONE;
}

/* The form of the state's own extracts, SENR-R, is no other spelling: it says how to read. */
static enum rule_id
judge_record_type(
    const struct cell_plan *plan, struct text text, struct cell *cell, struct value *value)
{
    bool is_ods;

    value->text = plan->record_type;
    if (text_equals(text, plan->record_type))
        return RULE_NONE;
    if (layout_find_extract(text, &is_ods) == EXTRACT_NONE ||
        !text_equals_fold((struct text){text.at, plan->record_type.len}, plan->record_type))
        return refuse(plan, text, RULE_value_not_in_code_set);
    if (has_lower_case(text))
        cell->change = CELL_RESPELLED;
    return RULE_NONE;
}

enum rule_id
cell_judge(const struct cell_plan *plan, struct text text, struct cell *cell, struct value *value)
{
    value->text = text;
    value->number = 0;
    value->is_present = true;
    switch (plan->kind) {
    case CELL_TEXT:
        return judge_text(plan, text, cell, value);
    case CELL_CODE:
        return judge_code(plan, text, cell, value);
    case CELL_FLAG:
        return judge_flag(plan, text, cell, value);
    case CELL_DATE:
        return judge_date(plan, text, value);
    case CELL_NUMBER:
        return judge_number(plan, text, value);
    case CELL_SSID:
        return judge_ssid(plan, text, value);
    case CELL_YEAR:
        return judge_year(plan, text, cell, value);
    case CELL_LEA:
    case CELL_SCHOOL:
        return judge_seven_digits(plan, text, cell, value);
    case CELL_RECORD_TYPE:
        return judge_record_type(plan, text, cell, value);
    case CELL_GRADE:
    case CELL_PLACEMENT:
    case CELL_PLACE:
        break;
    }
    return RULE_NONE;
}
