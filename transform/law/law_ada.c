#include "base/err.h"
#include "base/memory.h"

#include "transform/ada/ada_figure.h"
#include "transform/catalogue.h"
#include "transform/law/law_state.h"

/* The rules on the lines of ISAD: EC 51745(b) and 51745.6. */

static int
compare_records(const void *a, const void *b)
{
    const struct ada_figure *left = *(const struct ada_figure *const *)a;
    const struct ada_figure *right = *(const struct ada_figure *const *)b;

    return (left->record > right->record) - (left->record < right->record);
}

static int
tell(const struct law_sinks *sinks, const struct ada_figure *figure, enum rule_id rule,
    const char *detail, struct err *err)
{
    const struct finding finding = {
        .rule = catalogue_rule(rule),
        .line = figure->file_line,
        .record = figure->record,
        .detail = detail,
        .ineligible_days = NO_COST,
        .ineligible_ada = rule == RULE_ratio_split_unlawful ? NO_COST : figure->line.excess,
    };

    return sinks->finding == NULL ? 0 : sinks->finding(sinks->ctx, EXTRACT_ISAD, &finding, err);
}

static int
tell_figure(const struct law_sinks *sinks, const struct ada_figure *figure, struct err *err)
{
    if (figure->found != RULE_NONE && tell(sinks, figure, figure->found, figure->detail, err) != 0)
        return -1;
    if (figure->split_reason == NULL)
        return 0;
    return tell(sinks, figure, RULE_ratio_split_unlawful, figure->split_reason, err);
}

static void
count_figure(struct law *law, const struct ada_figure *figure)
{
    struct rule_count *counts = law->counts[EXTRACT_ISAD];
    bool is_judged = figure->missing == ADA_MISSING_NOTHING;

    if (figure->line.program == ADA_CONT_IS || figure->line.program == ADA_OPP_IS) {
        counts[RULE_cap_exceeded].applied++;
    } else {
        counts[RULE_ratio_exceeded].applied += is_judged;
        counts[RULE_ratio_not_computable].applied += is_judged;
        counts[RULE_ratio_split_unlawful].applied += law->lea != ADA_LEA_UNKNOWN;
        counts[RULE_ratio_split_unlawful].found += figure->split_reason != NULL;
    }
    if (figure->found != RULE_NONE)
        counts[figure->found].found++;
}

/* Findings in the order of records, lines in that of the figures. */
static int
pass_figures(struct law *law, const struct ada_figure *figures, size_t count,
    const struct law_sinks *sinks, struct err *err)
{
    const struct ada_figure **by_record = memory_new_array(count, sizeof *by_record);
    int rc = 0;

    for (size_t i = 0; i < count; i++) {
        by_record[i] = &figures[i];
        count_figure(law, &figures[i]);
        if (rc == 0 && sinks->ada_line != NULL)
            rc = sinks->ada_line(sinks->ctx, &figures[i].line, err);
    }
    qsort(by_record, count, sizeof(const struct ada_figure *), compare_records);
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = tell_figure(sinks, by_record[i], err);
    free(by_record);
    return rc;
}

int
law_ada_judge(struct law *law, const struct law_sinks *sinks, struct err *err)
{
    /* What another LEA reports is not at hand, whether it was loaded or not. */
    const struct ada_case whose = {.year = law->key.year, .lea = law->lea};
    const struct ada_figure *figures;
    size_t count;

    figures = ada_figures_judge(law->ada, &whose, &count);
    law->lines_without_comparison = 0;
    for (size_t i = 0; i < count; i++)
        law->lines_without_comparison += figures[i].missing == ADA_MISSING_OTHER_LEA;
    return count == 0 ? 0 : pass_figures(law, figures, count, sinks, err);
}

static void
add(struct law *law, enum rule_id rule, const char *reason, bool is_in_part)
{
    size_t place = law->not_judged_count++;

    snprintf(law->reasons[place].text, LAW_REASON_SIZE, "%s%s", reason,
        is_in_part ? "; judged in part" : "");
    law->not_judged[place] =
        (struct law_not_judged){EXTRACT_ISAD, catalogue_rule(rule), law->reasons[place].text};
}

void
law_ada_list_missing(struct law *law)
{
    bool is_in_part = law->counts[EXTRACT_ISAD][RULE_ratio_exceeded].applied > 0;
    const char *reason = "no directory";

    if (!law->extracts[EXTRACT_ISAD].is_begun)
        return;
    if (law->lea != ADA_LEA_UNKNOWN && law->lines_without_comparison == 0)
        return;
    if (law->lea != ADA_LEA_UNKNOWN)
        reason = "compared with another LEA, whose figures are not at hand";
    else if (law->directory != NULL)
        reason = "the LEA is not in the directory";
    add(law, RULE_ratio_exceeded, reason, is_in_part);
    add(law, RULE_ratio_not_computable, reason, is_in_part);
    if (law->lea == ADA_LEA_UNKNOWN)
        add(law, RULE_ratio_split_unlawful, reason, false);
}
