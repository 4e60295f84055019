#include "transform/directory.h"
#include "transform/judge_state.h"

/* Whose file it is, and whether a row belongs to it. */

/* The first year whose SENR layout is the one known by position. */
enum { FIRST_YEAR_BY_POSITION = 2023 };

/* Says a rule at the first row that breaks it. */
static void
find_once(struct judge *judge, enum rule_id rule, int column, const char *detail)
{
    if (judge->told_rules[rule])
        return;
    judge->told_rules[rule] = true;
    judge_find(judge, rule, column, detail);
}

/* A row of another LEA, year or extract than the file's is refused. */
static void
refuse_mixed(struct judge *judge, enum rule_id rule, int column)
{
    const struct reject_sink *sink = &judge->sinks.rejects;

    judge->row.is_refused = true;
    find_once(judge, rule, column, NULL);
    if (judge->rc == 0 && sink->mixed != NULL)
        judge->rc = sink->mixed(sink->ctx, judge->row.record, catalogue_rule(rule), judge->err);
}

static bool
is_of_another_extract(struct judge *judge)
{
    struct text type = text_trim(judge_field(judge, 0));
    enum extract extract;
    bool is_ods;

    if (text_equals(type, judge->plans[0].record_type))
        return false;
    extract = layout_find_extract(type, &is_ods);
    return extract != EXTRACT_NONE && extract != judge->extract;
}

static bool
has_right_field_count(const struct judge *judge)
{
    int count = judge->row.record->field_count;

    if (count < judge->least_fields)
        return false;
    if (judge->extract == EXTRACT_SINF && !judge->has_header)
        return true;
    return count <= judge->field_count;
}

/* SENR by position is the layout of 2023-24 and later; earlier rows would be misread. */
static bool
is_of_another_layout(const struct judge *judge)
{
    return judge->extract == EXTRACT_SENR && !judge->has_header && judge->row.year != 0 &&
           judge->row.year < FIRST_YEAR_BY_POSITION;
}

/* LEA and year stand where they always stood, so the file can at least be named. */
static void
name_unjudged(struct judge *judge)
{
    struct text lea = text_trim(judge_field(judge, judge->lea_column));

    if (judge->key.year == 0)
        judge->key.year = judge->row.year;
    if (judge->key.lea[0] == '\0' && lea.len == 7 && text_is_digits(lea))
        memcpy(judge->key.lea, lea.at, 7);
}

/* How many lines of the file a record takes up. */
static unsigned long
count_lines(struct text raw)
{
    unsigned long lines = 1;

    for (size_t i = 0; i + 1 < raw.len; i++)
        lines += raw.at[i] == '\n' || (raw.at[i] == '\r' && raw.at[i + 1] != '\n');
    return lines;
}

/* True when a line of the record below its first has delimiters enough to be a row of its own. */
static bool
holds_row(const struct judge *judge, struct text raw)
{
    bool is_first = true;
    int delimiters = 0;

    for (size_t i = 0; i < raw.len; i++) {
        if (raw.at[i] == '\n' || raw.at[i] == '\r') {
            is_first = false;
            delimiters = 0;
        } else if (raw.at[i] == judge->delimiter && !is_first) {
            delimiters++;
        }
        if (delimiters > 0 && delimiters + 1 >= judge->least_fields)
            return true;
    }
    return false;
}

/* Behind a quote that is not closed, the rows below are taken for a part of its value. */
static void
refuse_form(struct judge *judge, const char *what)
{
    struct text raw = judge->row.record->raw;
    unsigned long lines = count_lines(raw);
    char detail[CHECK_DETAIL_SIZE];

    if (lines > 1)
        snprintf(detail, sizeof detail, "%s; the row takes up %lu lines", what, lines);
    else
        snprintf(detail, sizeof detail, "%s", what);
    judge_find(judge, RULE_row_field_count, -1, detail);
    if (lines > 1 && holds_row(judge, raw))
        find_once(judge, RULE_file_quote_unclosed, -1,
            "a quote in this row takes in rows that stand below it");
}

bool
judge_row_form(struct judge *judge)
{
    const struct record *record = judge->row.record;
    char detail[CHECK_DETAIL_SIZE];

    if (record->is_malformed) {
        refuse_form(judge, "text follows a closing quote");
        return false;
    }
    if (is_of_another_extract(judge)) {
        refuse_mixed(judge, RULE_file_mixes_extracts, 0);
        return false;
    }
    if (is_of_another_layout(judge)) {
        judge->row.is_unjudged = true;
        name_unjudged(judge);
        find_once(judge, RULE_file_extract_not_recognised, judge->year_column,
            "SENR of a year before 2023-2024 needs a header row");
        return false;
    }
    if (!has_right_field_count(judge)) {
        snprintf(detail, sizeof detail, "%d field%s instead of %d", record->field_count,
            record->field_count == 1 ? "" : "s", judge->field_count);
        refuse_form(judge, detail);
        return false;
    }
    return true;
}

static void
name_lea(struct judge *judge, const struct value *lea)
{
    memcpy(judge->key.lea, lea->text.at, 7);
    judge->key.lea[7] = '\0';
    if (judge->expected_lea[0] != '\0' && strcmp(judge->key.lea, judge->expected_lea) != 0)
        find_once(judge, RULE_file_lea_not_submitter, judge->lea_column, NULL);
    judge->lea = directory_find_lea(judge->directory, lea->text);
    if (judge->directory != NULL && judge->lea == NULL)
        find_once(judge, RULE_file_lea_not_identified, judge->lea_column, NULL);
}

/* The first well-formed LEA and year are the file's; rows of others are refused. */
void
judge_row_of_file(struct judge *judge)
{
    const struct value *lea = &judge->row.values[judge->lea_column];
    const struct value *year = &judge->row.values[judge->year_column];

    if (lea->is_present && judge->key.lea[0] == '\0')
        name_lea(judge, lea);
    if (lea->is_present && memcmp(lea->text.at, judge->key.lea, 7) != 0)
        refuse_mixed(judge, RULE_file_mixes_leas, judge->lea_column);
    if (year->is_present && judge->key.year == 0)
        judge->key.year = (int)year->number;
    if (year->is_present && year->number != judge->key.year)
        refuse_mixed(judge, RULE_file_mixes_years, judge->year_column);
}
