#include "base/date.h"

#include "transform/cell_fault.h"
#include "transform/directory.h"
#include "transform/judge_state.h"
#include "transform/spelling.h"

/* What EC 51748 asks a row to identify: grade level, program placement, school. */

/* What a finding on the row costs: the days credited that it tells. */
static int64_t
cost_of_row(const struct judge *judge)
{
    const struct value *days;

    if (judge->cost_column < 0)
        return NO_COST;
    days = &judge->row.values[judge->cost_column];
    return days->is_present ? days->number : NO_COST;
}

/* The two columns that are read the same way. */
struct identity {
    int column;
    enum alias_kind aliases;
    enum rule_id normalized, not_identified;
};

static const struct code *
find_code(const struct judge *judge, const struct identity *identity, struct text text)
{
    const struct code_set *set = judge->plans[identity->column].set;
    const struct code *code = code_set_find(set, text);
    char folded[SPELLING_MAX];
    struct text spelling = {folded, 0};

    if (code != NULL)
        return code;
    if (!spelling_fold(text, identity->aliases == ALIAS_PLACEMENT, folded, &spelling.len))
        return NULL;
    code = code_set_find(set, spelling);
    return code != NULL
               ? code
               : alias_set_find(reference_aliases(judge->reference, identity->aliases), spelling);
}

/* A code of other years is none, but for TK, which was part of KN before it was a grade. */
static const struct code *
code_of_year(const struct judge *judge, const struct code *code)
{
    if (judge->row.year == 0 || code_in_force(code, judge->row.year))
        return code;
    code = reference_grade_of_pairs(judge->reference, code);
    return code_in_force(code, judge->row.year) ? code : NULL;
}

static void
not_identified(struct judge *judge, const struct identity *identity, const struct code *code)
{
    struct text text = judge->row.texts[identity->column];
    char detail[CHECK_DETAIL_SIZE] = "";
    const char *nearest = "";

    if (code != NULL)
        cell_explain_years(code, detail);
    else if (text.len == 0 && judge_row_is_empty(judge))
        snprintf(detail, sizeof detail, "%s", CELL_OF_EMPTY_ROW);
    else if (cell_is_heading(judge->plans[identity->column].column, text))
        snprintf(detail, sizeof detail, "%s", CELL_IS_HEADING);
    else if (text.len > 0)
        nearest = suggestions_find(&judge->suggestions, judge->plans[identity->column].set,
            reference_aliases(judge->reference, identity->aliases), text);
    if (nearest[0] != '\0')
        snprintf(detail, sizeof detail, "did you mean %s?", nearest);
    judge_find_cost(judge, identity->not_identified, identity->column, detail, cost_of_row(judge));
}

static void
judge_code(struct judge *judge, const struct identity *identity)
{
    int column = identity->column;
    struct judged_row *row = &judge->row;
    const struct code *named, *code;
    struct text text;

    if (column < 0)
        return;
    text = row->texts[column];
    named = text.len == 0 ? NULL : find_code(judge, identity, text);
    code = named == NULL ? NULL : code_of_year(judge, named);
    if (code == NULL) {
        not_identified(judge, identity, named);
        return;
    }
    row->values[column] = (struct value){.text = code->code, .is_present = true};
    row->codes[column] = code;
    if (text_equals(text, code->code))
        return;
    judge_count_respelling(judge, column);
    judge_find(judge, identity->normalized, column, NULL);
}

/* A school code with its lost zeros, when that is a code that somebody knows. */
static bool
pad_school(struct judge *judge, struct text text, char *scratch)
{
    struct text padded = {scratch, 7};

    if (!cell_pad(text, 7, scratch))
        return false;
    return text_equals(padded, TEXT("0000001")) || text_equals(padded, TEXT("0000002")) ||
           directory_find_school(judge->directory, padded) != NULL ||
           directory_find_district(judge->directory, padded) != NULL;
}

/* Bytes of a school that is none: as many as an index of the database can hold, and more than any
 * code has. */
enum { SCHOOL_KEPT = 100 };

/*
 * Any text may stand for a school. A database holds no NUL, and its lists of texts have a control
 * character between them: a "?" stands in the place of each. All else stays as it was submitted.
 */
static struct text
keepable(struct judged_row *row, struct text text)
{
    struct text kept = text_cut(text, SCHOOL_KEPT);
    unsigned code_point;

    if (!cell_has_control(kept, &code_point))
        return kept;
    buf_reset(&row->place_scratch);
    buf_add(&row->place_scratch, kept.at, kept.len);
    kept.at = row->place_scratch.data;
    for (size_t i = 0; i < kept.len; i++)
        if ((unsigned char)kept.at[i] < 0x20 || kept.at[i] == 0x7f)
            row->place_scratch.data[i] = '?';
    return kept;
}

/* Rows of a school stand together, so the last answer mostly holds. */
static const struct place *
resolve(struct judge *judge, struct text code)
{
    struct place_memo *memo = &judge->place_memo;
    struct text lea = {0};

    if (judge->row.values[judge->lea_column].is_present)
        lea = judge->row.values[judge->lea_column].text;
    if (text_equals(code, (struct text){memo->code, memo->code_len}) &&
        text_equals(lea, (struct text){memo->lea, memo->lea_len}))
        return &memo->place;
    memo->place = place_resolve(judge->directory, code, lea);
    memo->code_len = code.len <= sizeof memo->code ? code.len : 0;
    memo->lea_len = lea.len <= sizeof memo->lea ? lea.len : 0;
    if (memo->code_len > 0)
        memcpy(memo->code, code.at, memo->code_len);
    if (memo->lea_len > 0)
        memcpy(memo->lea, lea.at, memo->lea_len);
    return &memo->place;
}

static void
find_if(struct judge *judge, enum rule_id rule, bool is_found, const char *detail)
{
    bool is_costly;

    if (!judge->covers[rule])
        return;
    judge->counts[rule].applied++;
    if (!is_found)
        return;
    is_costly = catalogue_rule(rule)->severity == SEVERITY_INELIGIBLE;
    judge_find_cost(
        judge, rule, judge->school_column, detail, is_costly ? cost_of_row(judge) : NO_COST);
}

/* Whether the school was open when the row's enrollment or agreement began, or in the year. */
static void
judge_opening(struct judge *judge, const struct school *school)
{
    const struct judged_row *row = &judge->row;
    int32_t first = 0, last = 0;

    if (judge->start_column >= 0) {
        if (!row->values[judge->start_column].is_present)
            return;
        first = last = (int32_t)row->values[judge->start_column].number;
    } else if (!date_from_civil(row->year, 7, 1, &first) ||
               !date_from_civil(row->year + 1, 6, 30, &last)) {
        return;
    }
    find_if(judge, RULE_school_closed, !place_is_open(school, first, last),
        school->close_date != DATE_NONE && first > school->close_date ? "closed before"
                                                                      : "opened later");
}

/* Why no school is known by the text; NULL when there is no more to say. */
static const char *
explain_school(const struct judge *judge, struct text text)
{
    if (text.len == 0)
        return judge_row_is_empty(judge) ? CELL_OF_EMPTY_ROW : "blank";
    if (cell_is_heading(judge->plans[judge->school_column].column, text))
        return CELL_IS_HEADING;
    return cell_fault_is_cds_code(text) ? "the last seven digits of a CDS code are the school's"
                                        : NULL;
}

static void
judge_place(struct judge *judge)
{
    const struct place *place = &judge->row.place;
    struct text text = judge->row.texts[judge->school_column];
    bool is_unknown = place->kind == PLACE_NOT_IDENTIFIED;

    if (place->kind == PLACE_NOT_JUDGED)
        return;
    find_if(judge, RULE_school_not_identified, is_unknown,
        is_unknown ? explain_school(judge, text) : NULL);
    if (place->kind == PLACE_SCHOOL) {
        if (judge->row.values[judge->lea_column].is_present)
            find_if(judge, RULE_school_of_another_lea, place->is_of_another_lea, NULL);
        judge_opening(judge, place->school);
    }
    if (judge->directory != NULL)
        find_if(
            judge, RULE_school_is_district_program, place->kind == PLACE_DISTRICT_PROGRAM, NULL);
    find_if(judge, RULE_school_is_nonpublic, place->kind == PLACE_NONPUBLIC, NULL);
    find_if(judge, RULE_school_is_private, place->kind == PLACE_PRIVATE, NULL);
}

static void
judge_school(struct judge *judge)
{
    int column = judge->school_column;
    struct judged_row *row = &judge->row;
    struct text text = keepable(row, row->texts[column]);

    if (text.len > 0 && text.len < 7 && pad_school(judge, text, row->cells[column].scratch)) {
        text = (struct text){row->cells[column].scratch, 7};
        row->values[column] = (struct value){.text = text, .is_present = true};
        judge_count_respelling(judge, column);
        judge_find(judge, RULE_value_leading_zeros_lost, column, NULL);
    }
    row->values[column] = (struct value){.text = text, .is_present = text.len > 0};
    row->place = *resolve(judge, text);
    /* Without a directory a short code may be one whose zeros a directory would give back. */
    if (judge->directory == NULL && text.len < 7 && text_is_digits(text))
        row->place.kind = PLACE_NOT_JUDGED;
    judge_place(judge);
}

void
judge_identity(struct judge *judge)
{
    struct identity grade = {
        judge->grade_column, ALIAS_GRADE, RULE_grade_normalized, RULE_grade_not_identified};
    struct identity placement = {judge->placement_column, ALIAS_PLACEMENT,
        RULE_placement_normalized, RULE_placement_not_identified};

    judge_code(judge, &grade);
    judge_code(judge, &placement);
    judge->row.place = (struct place){.kind = PLACE_NOT_JUDGED};
    if (judge->school_column >= 0)
        judge_school(judge);
}
