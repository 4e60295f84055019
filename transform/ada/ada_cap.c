#include "transform/ada/ada_figure.h"
#include "transform/ada/ada_parameters.h"
#include "transform/ada/ada_rows.h"

#include "transform/ada/ada_cap.h"

/* In hundredths of a hundredth, where a percentage of hundredths is whole. */
struct cap {
    int64_t counted;
    int64_t allowed;
    int64_t excess;
};

static struct cap
compute(const struct ada_parameters *parameters, const struct ada_sum *total,
    const struct ada_sum *is_ada)
{
    int64_t counted = is_ada->p2_ada - is_ada->pregnant_parenting;
    int64_t base = total->p2_ada;
    struct cap cap = {0};

    if (parameters->cap_excludes_emergency)
        counted -= is_ada->emergency;
    if (parameters->cap_base_excludes_exempt)
        base -= is_ada->pregnant_parenting;
    if (counted > 0)
        cap.counted = counted * 100;
    if (base > 0)
        cap.allowed = base * parameters->cap_percent;
    if (cap.counted > cap.allowed)
        cap.excess = cap.counted - cap.allowed;
    return cap;
}

static void
explain(struct ada_figure *figure, const struct ada_parameters *parameters, const struct cap *cap,
    const struct ada_sum *total)
{
    char excess[ADA_TEXT_SIZE], counted[ADA_TEXT_SIZE], base[ADA_TEXT_SIZE];

    ada_figure_text(figure->line.excess, excess);
    ada_figure_text(cap->counted / 100, counted);
    ada_figure_text(total->p2_ada, base);
    if (!total->is_there)
        snprintf(figure->detail, sizeof figure->detail,
            "%s ADA above: the school has no line of all its attendance", excess);
    else
        snprintf(figure->detail, sizeof figure->detail,
            "%s ADA above: %s counted, of %s in all %d percent are allowed", excess, counted, base,
            parameters->cap_percent);
}

static void
judge_line(const struct ada_school *school, enum ada_program program,
    const struct ada_parameters *parameters, struct ada_figure_list *list)
{
    bool is_cont = program == ADA_CONT_IS;
    enum ada_span span, ignored;
    struct ada_sum is_ada = ada_spans_whole(is_cont ? &school->cont_is : &school->opp_is, &span);
    struct ada_sum total =
        ada_spans_whole(is_cont ? &school->cont_total : &school->opp_total, &ignored);
    struct cap cap = compute(parameters, &total, &is_ada);
    struct ada_figure *figure;

    if (!is_ada.is_there)
        return;
    figure = ada_figure_list_add(list, RULE_cap_exceeded, program, &is_ada);
    memcpy(figure->line.school, school->school, sizeof figure->line.school);
    figure->line.span = span;
    figure->line.claimed = is_ada.p2_ada;
    figure->line.eligible = (is_ada.p2_ada * 100 - cap.excess + 50) / 100;
    figure->line.excess = is_ada.p2_ada - figure->line.eligible;
    if (figure->line.excess == 0)
        return;
    figure->found = RULE_cap_exceeded;
    explain(figure, parameters, &cap, &total);
}

void
ada_cap_judge(
    struct ada_rows *rows, const struct ada_parameters *parameters, struct ada_figure_list *list)
{
    struct ada_school school;
    size_t place = 0;

    while (ada_rows_next_school(rows, &place, &school)) {
        judge_line(&school, ADA_CONT_IS, parameters, list);
        judge_line(&school, ADA_OPP_IS, parameters, list);
    }
}
