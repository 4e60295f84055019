#include "transform/ada/ada_figure.h"
#include "transform/ada/ada_fraction.h"
#include "transform/ada/ada_parameters.h"
#include "transform/ada/ada_rows.h"
#include "transform/catalogue.h"

#include "transform/ada/ada_ratio.h"

/* What the files of one LEA say, and whose they are. */
struct ratio_work {
    const struct ada_case *whose;
    const struct ada_parameters *parameters;
    struct ada_figure_list *list;
    struct ada_spans other; /* the REG line */
};

/* The ratio that independent study is held to. */
struct comparison {
    struct ada_fraction ratio; /* a denominator of 0: no teachers, or not known */
    bool is_negotiated;
    const char *lea; /* whose it is; NULL for the LEA's own, and for a fixed one */
    enum ada_missing missing;
};

static struct comparison
compare_with_other_lea(const struct ada_case *whose)
{
    const struct ada_comparator *comparator = whose->comparator;

    if (comparator == NULL)
        return (struct comparison){.missing = ADA_MISSING_OTHER_LEA};
    return (struct comparison){
        .ratio = {comparator->other_ada, comparator->other_fte},
        .lea = comparator->lea,
    };
}

/* What independent study of a charter, and other LEAs, is compared with when nothing is agreed. */
static struct comparison
compare_by_law(
    const struct ratio_work *work, const struct ada_sum *is_ada, const struct ada_sum *other)
{
    const struct ada_sum *elector = is_ada->has_election ? is_ada : other;

    switch (work->whose->lea) {
    case ADA_LEA_UNKNOWN:
        return (struct comparison){.missing = ADA_MISSING_DIRECTORY};
    case ADA_LEA_COUNTY_OFFICE:
        return compare_with_other_lea(work->whose);
    case ADA_LEA_CHARTER:
        if (elector->has_election && elector->election == ADA_ELECTION_UNIFIED)
            return compare_with_other_lea(work->whose);
        return (struct comparison){.ratio = {work->parameters->charter_ratio, 100}};
    case ADA_LEA_DISTRICT:
    case ADA_LEA_HIGH_DISTRICT:
    case ADA_LEA_UNIFIED_DISTRICT:
        break;
    }
    return (struct comparison){.ratio = {other->p2_ada, other->teacher_fte}};
}

static struct comparison
compare(const struct ratio_work *work, const struct ada_sum *is_ada, const struct ada_sum *other)
{
    int64_t negotiated = is_ada->negotiated_ratio;

    if (negotiated == ADA_NONE && other->is_there)
        negotiated = other->negotiated_ratio;
    if (work->whose->lea != ADA_LEA_UNKNOWN && work->parameters->allows_negotiated_ratio &&
        negotiated > 0)
        return (struct comparison){.ratio = {negotiated, 10000}, .is_negotiated = true};
    return compare_by_law(work, is_ada, other);
}

static void
find_excess(struct ada_figure *figure, const struct ada_sum *is_ada, const struct comparison *with)
{
    char excess[ADA_TEXT_SIZE], claimed[ADA_TEXT_SIZE], teachers[ADA_TEXT_SIZE],
        ratio[ADA_TEXT_SIZE];
    const struct ada_line *line = &figure->line;

    figure->found = RULE_ratio_exceeded;
    snprintf(figure->detail, sizeof figure->detail,
        "%s ADA above: %s with %s teachers, at most %s to one%s%s",
        ada_figure_text(line->excess, excess), ada_figure_text(line->claimed, claimed),
        ada_figure_text(is_ada->teacher_fte, teachers),
        ada_figure_text(line->comparison_ratio, ratio), with->lea == NULL ? "" : " as in ",
        with->lea == NULL ? "" : with->lea);
}

static void
find_not_computable(
    struct ada_figure *figure, const struct ada_sum *is_ada, const struct comparison *with)
{
    char claimed[ADA_TEXT_SIZE];

    figure->line.rule = catalogue_rule(RULE_ratio_not_computable)->id;
    figure->found = RULE_ratio_not_computable;
    figure->line.eligible = 0;
    figure->line.excess = figure->line.claimed;
    ada_figure_text(figure->line.claimed, claimed);
    if (is_ada->teacher_fte == 0)
        snprintf(
            figure->detail, sizeof figure->detail, "%s ADA: the line has no teachers", claimed);
    else
        snprintf(figure->detail, sizeof figure->detail, "%s ADA: no teachers in the programs %s%s",
            claimed, with->lea == NULL ? "that it is compared with" : "of ",
            with->lea == NULL ? "" : with->lea);
}

/* Fills the figure of IS ADA that is compared with other ADA. */
static void
judge_amounts(const struct ratio_work *work, const struct ada_sum *is_ada,
    const struct ada_sum *other, struct ada_figure *figure)
{
    struct ada_line *line = &figure->line;
    struct comparison with = compare(work, is_ada, other);
    int64_t teachers = is_ada->teacher_fte;

    line->claimed = work->whose->lea == ADA_LEA_CHARTER ? is_ada->p2_ada : is_ada->age_18_or_less;
    if (teachers > 0)
        line->is_ratio = ada_fraction_hundredths((struct ada_fraction){line->claimed, teachers});
    if (with.ratio.denominator > 0)
        line->comparison_ratio = ada_fraction_hundredths(with.ratio);
    if (line->claimed == 0) {
        line->eligible = line->excess = 0;
    } else if (with.missing == ADA_MISSING_DIRECTORY) {
        figure->missing = with.missing;
    } else if (teachers == 0 && !with.is_negotiated) {
        find_not_computable(figure, is_ada, &with);
    } else if (with.missing != ADA_MISSING_NOTHING) {
        figure->missing = with.missing;
    } else if (with.ratio.denominator == 0) {
        find_not_computable(figure, is_ada, &with);
    } else {
        line->eligible = ada_fraction_times(with.ratio, teachers, line->claimed);
        line->excess = line->claimed - line->eligible;
        if (line->excess > 0)
            find_excess(figure, is_ada, &with);
    }
}

static void
judge_span(const struct ratio_work *work, enum ada_program program, const struct ada_spans *is_line,
    enum ada_span span)
{
    const struct ada_sum *is_ada = &is_line->of[span];
    struct ada_figure *figure =
        ada_figure_list_add(work->list, RULE_ratio_exceeded, program, is_ada);

    figure->line.span = span;
    judge_amounts(work, is_ada, &work->other.of[span], figure);
}

static void
judge_whole(const struct ratio_work *work, enum ada_program program,
    const struct ada_spans *is_line, const char *split_reason)
{
    enum ada_span span, ignored;
    struct ada_sum is_ada = ada_spans_whole(is_line, &span);
    struct ada_sum other = ada_spans_whole(&work->other, &ignored);
    struct ada_figure *figure =
        ada_figure_list_add(work->list, RULE_ratio_exceeded, program, &is_ada);

    figure->line.span = span;
    figure->split_reason = split_reason;
    judge_amounts(work, &is_ada, &other, figure);
}

static bool
is_district(enum ada_lea lea)
{
    return lea == ADA_LEA_DISTRICT || lea == ADA_LEA_HIGH_DISTRICT ||
           lea == ADA_LEA_UNIFIED_DISTRICT;
}

/* One of the rows of either line says so, and none the contrary. */
static bool
is_elected(const struct ada_sum *is_ada, const struct ada_sum *other)
{
    return (is_ada->elects_split || other->elects_split) && !is_ada->declines_split &&
           !other->declines_split;
}

/*
 * Whether K-6 and 7-12 of a line that has both are computed apart. *reason is why
 * they unlawfully are not; NULL when that is as it should be.
 */
static bool
is_split(const struct ratio_work *work, const struct ada_spans *is_line, const char **reason)
{
    enum ada_span ignored;
    struct ada_sum is_ada = ada_spans_whole(is_line, &ignored);
    struct ada_sum other = ada_spans_whole(&work->other, &ignored);
    bool is_other_apart = ada_spans_are_apart(&work->other);
    enum ada_lea lea = work->whose->lea;

    *reason = NULL;
    switch (work->parameters->split) {
    case ADA_SPLIT_ANY:
        return is_district(lea) && is_other_apart && !is_ada.declines_split &&
               !other.declines_split;
    case ADA_SPLIT_UNIFIED:
        if (lea == ADA_LEA_UNKNOWN)
            return false;
        if (lea != ADA_LEA_UNIFIED_DISTRICT)
            *reason = "only a unified district may";
        else if (!is_elected(&is_ada, &other))
            *reason = "grade_span_split_elected is not Y";
        else if (!is_other_apart)
            *reason = "the REG line is not apart";
        return *reason == NULL;
    case ADA_SPLIT_NONE:
        if (lea != ADA_LEA_UNKNOWN)
            *reason = "from 2015-2016 no LEA may";
        break;
    }
    return false;
}

static void
judge_line(const struct ratio_work *work, enum ada_program program, const struct ada_spans *is_line)
{
    const char *reason = NULL;

    if (ada_spans_are_apart(is_line) && is_split(work, is_line, &reason)) {
        judge_span(work, program, is_line, ADA_SPAN_K6);
        judge_span(work, program, is_line, ADA_SPAN_712);
    } else {
        judge_whole(work, program, is_line, reason);
    }
}

static bool
is_there(const struct ada_spans *spans)
{
    return spans->of[ADA_SPAN_ALL].is_there || spans->of[ADA_SPAN_K6].is_there ||
           spans->of[ADA_SPAN_712].is_there;
}

/* Both modalities as one line: by grade span if both lines are, else as a whole. */
static void
join(struct ada_spans *line, const struct ada_spans *other)
{
    enum ada_span ignored;
    struct ada_sum whole, other_whole;

    if (ada_spans_are_apart(line) && ada_spans_are_apart(other)) {
        ada_sum_add(&line->of[ADA_SPAN_K6], &other->of[ADA_SPAN_K6]);
        ada_sum_add(&line->of[ADA_SPAN_712], &other->of[ADA_SPAN_712]);
        return;
    }
    whole = ada_spans_whole(line, &ignored);
    other_whole = ada_spans_whole(other, &ignored);
    ada_sum_add(&whole, &other_whole);
    *line = (struct ada_spans){.of = {[ADA_SPAN_ALL] = whole}};
}

void
ada_ratio_judge(struct ada_rows *rows, const struct ada_case *whose,
    const struct ada_parameters *parameters, struct ada_figure_list *list)
{
    struct ratio_work work = {.whose = whose, .parameters = parameters, .list = list};
    struct ada_spans traditional, course_based;

    ada_rows_of_lea(rows, ADA_REG, &work.other);
    ada_rows_of_lea(rows, ADA_IS_TRAD, &traditional);
    ada_rows_of_lea(rows, ADA_IS_CBIS, &course_based);
    if (!parameters->has_modalities_apart && is_there(&traditional) && is_there(&course_based)) {
        join(&traditional, &course_based);
        course_based = (struct ada_spans){0};
    }
    if (is_there(&traditional))
        judge_line(&work, ADA_IS_TRAD, &traditional);
    if (is_there(&course_based))
        judge_line(&work, ADA_IS_CBIS, &course_based);
}
