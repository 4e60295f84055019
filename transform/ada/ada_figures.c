#include "base/memory.h"

#include "transform/ada/ada_cap.h"
#include "transform/ada/ada_parameters.h"
#include "transform/ada/ada_ratio.h"
#include "transform/ada/ada_rows.h"

#include "transform/ada/ada_figures.h"

struct ada_figures {
    struct ada_rows *rows;
    struct ada_figure_list list;
};

struct ada_figures *
ada_figures_new(void)
{
    struct ada_figures *figures = memory_new(sizeof *figures);

    figures->rows = ada_rows_new();
    return figures;
}

void
ada_figures_free(struct ada_figures *figures)
{
    if (figures == NULL)
        return;
    ada_rows_free(figures->rows);
    ada_figure_list_reset(&figures->list);
    free(figures);
}

void
ada_figures_clear(struct ada_figures *figures)
{
    ada_rows_clear(figures->rows);
}

void
ada_figures_add(struct ada_figures *figures, const struct ada_row *row)
{
    ada_rows_add(figures->rows, row);
}

void
ada_figures_add_row(struct ada_figures *figures, const struct row *row)
{
    struct ada_row ada;

    ada_rows_read(row, &ada);
    ada_rows_add(figures->rows, &ada);
}

const struct ada_figure *
ada_figures_judge(struct ada_figures *figures, const struct ada_case *whose, size_t *count)
{
    struct ada_parameters parameters;

    ada_parameters_read(whose->year, &parameters);
    figures->list.count = 0;
    ada_cap_judge(figures->rows, &parameters, &figures->list);
    ada_ratio_judge(figures->rows, whose, &parameters, &figures->list);
    *count = figures->list.count;
    return figures->list.figures;
}

/* CONT and OPP lines are part of the others. */
void
ada_figures_compare(struct ada_figures *figures, const char *lea, struct ada_comparator *comparator)
{
    static const enum ada_program in_total[] = {
        ADA_REG, ADA_IS_TRAD, ADA_IS_CBIS, ADA_SDC, ADA_NSS};

    *comparator = (struct ada_comparator){0};
    snprintf(comparator->lea, sizeof comparator->lea, "%s", lea);
    for (size_t i = 0; i < sizeof in_total / sizeof *in_total; i++) {
        struct ada_spans spans;
        struct ada_sum sum;
        enum ada_span span;

        ada_rows_of_lea(figures->rows, in_total[i], &spans);
        sum = ada_spans_whole(&spans, &span);
        comparator->total += sum.p2_ada;
        if (in_total[i] == ADA_REG) {
            comparator->other_ada = sum.p2_ada;
            comparator->other_fte = sum.teacher_fte;
        }
    }
}
