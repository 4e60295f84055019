#ifndef LAW_OUTCOME_H
#define LAW_OUTCOME_H

struct law_judgement;
struct not_judged;
struct outcome;
struct rule_count;

/*
 * What the law says of the rows of a file, added to what was found in the file by
 * itself. Zero it before; the outcome needs it until law_outcome_reset().
 */
struct law_outcome {
    struct rule_count *counts;
    struct not_judged *not_judged;
};

void law_outcome_add(
    struct law_outcome *added, struct outcome *outcome, const struct law_judgement *law);
void law_outcome_reset(struct law_outcome *added);

#endif
