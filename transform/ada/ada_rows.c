#include "base/memory.h"
#include "base/row.h"

#include "transform/ada/ada_rows.h"

struct ada_rows {
    struct ada_row *rows;
    size_t count;
    size_t capacity;
    bool is_sorted;
};

struct ada_rows *
ada_rows_new(void)
{
    return memory_new(sizeof(struct ada_rows));
}

void
ada_rows_free(struct ada_rows *rows)
{
    if (rows == NULL)
        return;
    free(rows->rows);
    free(rows);
}

void
ada_rows_clear(struct ada_rows *rows)
{
    rows->count = 0;
}

void
ada_rows_add(struct ada_rows *rows, const struct ada_row *row)
{
    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity == 0 ? 64 : rows->capacity * 2;
        rows->rows = memory_grow(rows->rows, rows->capacity, sizeof *rows->rows);
    }
    rows->rows[rows->count++] = *row;
    rows->is_sorted = false;
}

static int64_t
amount(const struct value *value)
{
    return value->is_present ? value->number : ADA_NONE;
}

void
ada_rows_read(const struct row *row, struct ada_row *ada)
{
    const struct value *values = row->values;
    const struct value *split = &values[ISAD_grade_span_split_elected];
    const struct value *school = &values[ISAD_school_of_attendance];

    *ada = (struct ada_row){
        .record = row->number,
        .line = row->line,
        .p2_ada = values[ISAD_p2_ada].number,
        .age_18_or_less = amount(&values[ISAD_p2_ada_age_18_or_less]),
        .pregnant_parenting = amount(&values[ISAD_p2_ada_pregnant_parenting]),
        .emergency = amount(&values[ISAD_p2_ada_emergency]),
        .negotiated_ratio = amount(&values[ISAD_negotiated_ratio]),
        .teacher_fte = values[ISAD_teacher_fte].number,
        .elects_split = split->is_present && text_equals(split->text, TEXT("Y")),
        .declines_split = split->is_present && text_equals(split->text, TEXT("N")),
    };
    if (school->is_present)
        snprintf(ada->school, sizeof ada->school, "%.*s", (int)school->text.len, school->text.at);
    (void)ada_program_find(values[ISAD_program_line].text, &ada->program);
    (void)ada_span_find(values[ISAD_grade_span].text, &ada->span);
    ada->has_election = values[ISAD_charter_ratio_election].is_present &&
                        ada_election_find(values[ISAD_charter_ratio_election].text, &ada->election);
}

/* A negotiated ratio of 0 is a blank that was filled. */
static struct ada_sum
sum_of_row(const struct ada_row *row)
{
    return (struct ada_sum){
        .is_there = true,
        .record = row->record,
        .line = row->line,
        .p2_ada = row->p2_ada,
        .age_18_or_less = row->age_18_or_less == ADA_NONE ? row->p2_ada : row->age_18_or_less,
        .pregnant_parenting = row->pregnant_parenting == ADA_NONE ? 0 : row->pregnant_parenting,
        .emergency = row->emergency == ADA_NONE ? 0 : row->emergency,
        .teacher_fte = row->teacher_fte,
        .negotiated_ratio = row->negotiated_ratio > 0 ? row->negotiated_ratio : ADA_NONE,
        .elects_split = row->elects_split,
        .declines_split = row->declines_split,
        .has_election = row->has_election,
        .election = row->election,
    };
}

/* What is said once for all rows is said by the first of them, by record. */
static void
take_statements(struct ada_sum *sum, const struct ada_sum *other)
{
    bool is_first = other->record < sum->record;

    if (other->negotiated_ratio != ADA_NONE && (is_first || sum->negotiated_ratio == ADA_NONE))
        sum->negotiated_ratio = other->negotiated_ratio;
    if (other->has_election && (is_first || !sum->has_election)) {
        sum->has_election = true;
        sum->election = other->election;
    }
    if (is_first) {
        sum->record = other->record;
        sum->line = other->line;
    }
    sum->elects_split |= other->elects_split;
    sum->declines_split |= other->declines_split;
}

void
ada_sum_add(struct ada_sum *sum, const struct ada_sum *other)
{
    if (!other->is_there)
        return;
    if (!sum->is_there) {
        *sum = *other;
        return;
    }
    take_statements(sum, other);
    sum->p2_ada += other->p2_ada;
    sum->age_18_or_less += other->age_18_or_less;
    sum->pregnant_parenting += other->pregnant_parenting;
    sum->emergency += other->emergency;
    sum->teacher_fte += other->teacher_fte;
}

bool
ada_spans_are_apart(const struct ada_spans *spans)
{
    return spans->of[ADA_SPAN_K6].is_there && spans->of[ADA_SPAN_712].is_there;
}

struct ada_sum
ada_spans_whole(const struct ada_spans *spans, enum ada_span *span)
{
    struct ada_sum sum = spans->of[ADA_SPAN_K6];

    *span = ADA_SPAN_ALL;
    if (ada_spans_are_apart(spans)) {
        ada_sum_add(&sum, &spans->of[ADA_SPAN_712]);
        return sum;
    }
    if (spans->of[ADA_SPAN_ALL].is_there)
        return spans->of[ADA_SPAN_ALL];
    if (sum.is_there)
        *span = ADA_SPAN_K6;
    else if (spans->of[ADA_SPAN_712].is_there)
        *span = ADA_SPAN_712;
    return spans->of[*span];
}

static int
compare_rows(const void *a, const void *b)
{
    const struct ada_row *left = a, *right = b;
    int order = strcmp(left->school, right->school);

    if (order == 0)
        order = (left->record > right->record) - (left->record < right->record);
    return order;
}

static void
sort(struct ada_rows *rows)
{
    if (!rows->is_sorted && rows->count > 0)
        qsort(rows->rows, rows->count, sizeof *rows->rows, compare_rows);
    rows->is_sorted = true;
}

static void
add_row(struct ada_spans *spans, const struct ada_row *row)
{
    struct ada_sum sum = sum_of_row(row);

    ada_sum_add(&spans->of[row->span], &sum);
}

/* Rows without a school come first. */
void
ada_rows_of_lea(struct ada_rows *rows, enum ada_program program, struct ada_spans *spans)
{
    bool has_whole = false;

    *spans = (struct ada_spans){0};
    sort(rows);
    for (size_t i = 0; i < rows->count; i++) {
        const struct ada_row *row = &rows->rows[i];

        if (row->program != program)
            continue;
        has_whole |= row->school[0] == '\0';
        if (row->school[0] == '\0' || !has_whole)
            add_row(spans, row);
    }
}

static struct ada_spans *
line_of_school(struct ada_school *school, enum ada_program program)
{
    switch (program) {
    case ADA_CONT_TOTAL:
        return &school->cont_total;
    case ADA_CONT_IS:
        return &school->cont_is;
    case ADA_OPP_TOTAL:
        return &school->opp_total;
    case ADA_OPP_IS:
        return &school->opp_is;
    case ADA_REG:
    case ADA_IS_TRAD:
    case ADA_IS_CBIS:
    case ADA_SDC:
    case ADA_NSS:
    case ADA_PROGRAM_COUNT:
        break;
    }
    return NULL;
}

bool
ada_rows_next_school(struct ada_rows *rows, size_t *place, struct ada_school *school)
{
    size_t i = *place;

    *school = (struct ada_school){0};
    sort(rows);
    if (i == rows->count)
        return false;
    memcpy(school->school, rows->rows[i].school, sizeof school->school);
    for (; i < rows->count && strcmp(rows->rows[i].school, school->school) == 0; i++) {
        struct ada_spans *spans = line_of_school(school, rows->rows[i].program);

        if (spans != NULL)
            add_row(spans, &rows->rows[i]);
    }
    *place = i;
    return true;
}
