#include "base/memory.h"
#include "transform/law/law.h"

#include "cli/pipeline/pipeline.h"

#include "cli/pipeline/law_outcome.h"

static void
add_counts(struct law_outcome *added, struct judgement *judgement, const struct rule_count *law)
{
    added->counts = memory_new_array(judgement->count_count, sizeof *added->counts);
    for (size_t i = 0; i < judgement->count_count; i++) {
        added->counts[i] = judgement->counts[i];
        added->counts[i].found += law[i].found;
        added->counts[i].applied += law[i].applied;
        added->counts[i].ineligible_days += law[i].ineligible_days;
    }
    judgement->counts = added->counts;
}

/* Two lists in the order of the catalogue become one. */
static void
add_not_judged(
    struct law_outcome *added, struct judgement *judgement, const struct law_judgement *law)
{
    size_t own = 0, count = 0;
    struct not_judged *all =
        memory_new_array(judgement->not_judged_count + law->not_judged_count + 1, sizeof *all);

    for (size_t i = 0; i < law->not_judged_count; i++) {
        const struct law_not_judged *other = &law->not_judged[i];

        if (other->extract != judgement->key.extract)
            continue;
        while (own < judgement->not_judged_count &&
               judgement->not_judged[own].rule->number < other->rule->number)
            all[count++] = judgement->not_judged[own++];
        all[count++] = (struct not_judged){other->rule, other->reason};
    }
    while (own < judgement->not_judged_count)
        all[count++] = judgement->not_judged[own++];
    judgement->not_judged = added->not_judged = all;
    judgement->not_judged_count = count;
}

void
law_outcome_add(struct law_outcome *added, struct outcome *outcome, const struct law_judgement *law)
{
    struct judgement *judgement = &outcome->judgement;

    add_counts(added, judgement, law->counts[judgement->key.extract]);
    add_not_judged(added, judgement, law);
    outcome->has_days = judgement->key.extract == EXTRACT_ISAG;
    outcome->claimed_days = outcome->has_days ? law->claimed_days : 0;
    outcome->ineligible_days = outcome->has_days ? law->ineligible_days : 0;
}

void
law_outcome_reset(struct law_outcome *added)
{
    free(added->counts);
    free(added->not_judged);
    *added = (struct law_outcome){0};
}
