#include "base/err.h"
#include "base/school.h"

#include "transform/catalogue.h"
#include "transform/law/law_state.h"

/* Asks the rules on every row, in the order in which findings are told. */

/* What goes on while one extract is judged. */
struct judging {
    struct law *law;
    const struct law_sinks *sinks;
    struct err *err;
    enum extract extract;
    const struct law_rule *rules[RULE_COUNT]; /* that are asked on its rows */
    int rule_count;
};

static int64_t
cost_of(struct law_days *days, const struct law_hit *hit)
{
    switch (hit->cost) {
    case LAW_COST_RANGE:
        return law_days_bar(days, hit->barred);
    case LAW_COST_EXCESS:
        return law_days_add_excess(days, hit->excess);
    default:
        return law_days_bar_all(days);
    }
}

static int
tell(const struct judging *judging, const struct law_rule *rule, uint32_t record,
    const struct law_hit *hit, int64_t cost)
{
    enum extract extract = judging->extract;
    struct finding finding = {
        .rule = catalogue_rule(rule->rule),
        .line = line_map_find(&judging->law->extracts[extract].lines, record),
        .record = record,
        .column = hit->column >= 0 ? layout_of(extract)->columns[hit->column].name : NULL,
        .detail = hit->detail[0] != '\0' ? hit->detail : NULL,
        .ineligible_days = cost,
        .ineligible_ada = NO_COST,
    };

    if (judging->sinks->finding == NULL)
        return 0;
    return judging->sinks->finding(judging->sinks->ctx, extract, &finding, judging->err);
}

/* days is what the row can lose. */
static int
ask_rules(const struct judging *judging, const struct law_case *row, uint32_t record,
    struct law_days *days)
{
    for (int i = 0; i < judging->rule_count; i++) {
        const struct law_rule *rule = judging->rules[i];
        struct rule_count *count = &judging->law->counts[judging->extract][rule->rule];
        struct law_hit hit;
        enum check_result result;
        int64_t cost = NO_COST;

        hit.column = -1;
        hit.detail[0] = '\0';
        hit.cost = LAW_COST_ALL;
        result = rule->function(row, &hit);
        count->applied += result != CHECK_NOT_APPLICABLE;
        if (result != CHECK_FOUND)
            continue;
        count->found++;
        if (catalogue_rule(rule->rule)->severity == SEVERITY_INELIGIBLE) {
            cost = cost_of(days, &hit);
            count->ineligible_days += cost;
        }
        if (tell(judging, rule, record, &hit, cost) != 0)
            return -1;
    }
    return 0;
}

static struct law_case
case_of(const struct judging *judging)
{
    const struct law *law = judging->law;

    return (struct law_case){
        .extract = judging->extract,
        .terms = &law->terms,
        .contacts = law->has_contacts ? law->contacts : NULL,
    };
}

static int
judge_rows(const struct judging *judging)
{
    const struct law_rows *rows = &judging->law->extracts[judging->extract].rows;
    struct law_case row = case_of(judging);

    for (size_t i = 0; i < rows->count; i++) {
        uint32_t record = law_row_record(&rows->rows[i]);
        struct law_days days = {0};

        row.row = &rows->rows[i];
        if (law_row_is_marked(row.row, ROW_HAS_STUDY))
            row.credited = days.credited = law_attendance_find(judging->law, record)->credited;
        if (ask_rules(judging, &row, record, &days) != 0)
            return -1;
    }
    return 0;
}

/* The days of instruction are those of the policy that applies. */
static void
begin_days(const struct law *law, const struct agreement *agreement, const struct policy *policy,
    struct law_days *days)
{
    struct schoolday_calendar calendar = {&law->holidays, INT32_MIN, INT32_MAX};

    if (policy != NULL && policy->first_day <= policy->last_day) {
        calendar.first = policy->first_day;
        calendar.last = policy->last_day;
    }
    law_days_init(days, &calendar, (struct day_range){agreement->first, agreement->last},
        agreement->credited);
}

static int
judge_agreement(const struct judging *judging, const struct packed_agreement *packed)
{
    struct law *law = judging->law;
    struct law_case row = case_of(judging);
    struct law_agreement result;
    struct agreement agreement;
    struct pupil_facts facts;
    struct law_days days;

    law_agreement_unpack(packed, &agreement);
    row.agreement = &agreement;
    row.facts = law_facts_find(&law->facts, agreement.ssid, &facts) ? &facts : NULL;
    row.policy = law_policies_find(&law->policies, &agreement);
    row.is_policy_open = row.policy == NULL && agreement.grade == GRADE_NOT_IDENTIFIED &&
                         law_policies_fit_some_grade(&law->policies, &agreement);
    begin_days(law, &agreement, row.policy, &days);
    row.days = &days;
    if ((agreement.flags & AGREEMENT_NOT_IDENTIFIED) != 0)
        law_days_bar_all(&days);
    if (ask_rules(judging, &row, agreement.record, &days) != 0)
        return -1;
    result = (struct law_agreement){agreement.record, agreement.credited, law_days_loss(&days)};
    law->claimed_days += result.claimed_days;
    law->ineligible_days += result.ineligible_days;
    if (judging->sinks->agreement == NULL)
        return 0;
    return judging->sinks->agreement(judging->sinks->ctx, &result, judging->err);
}

static int
judge_extract(struct law *law, const struct law_sinks *sinks, enum extract extract, struct err *err)
{
    struct judging judging = {.law = law, .sinks = sinks, .err = err, .extract = extract};

    if (!law->extracts[extract].is_begun)
        return 0;
    for (int i = 0; i < law->rule_count; i++)
        if (law_files_suffice(law, &law->rules[i], extract))
            judging.rules[judging.rule_count++] = &law->rules[i];
    if (extract == EXTRACT_ISAD)
        return law_ada_judge(law, sinks, err);
    if (extract != EXTRACT_ISAG)
        return judge_rows(&judging);
    for (size_t i = 0; i < law->agreements.count; i++)
        if (judge_agreement(&judging, &law->agreements.rows[i]) != 0)
            return -1;
    return 0;
}

static void
begin_counts(struct law *law)
{
    memset(law->counts, 0, sizeof law->counts);
    for (int extract = 0; extract < EXTRACT_COUNT; extract++)
        for (int rule = 0; rule < RULE_COUNT; rule++)
            law->counts[extract][rule].rule = rule;
    law->claimed_days = law->ineligible_days = 0;
}

int
law_finish(struct law *law, const struct law_sinks *sinks, struct law_judgement *judgement,
    struct err *err)
{
    begin_counts(law);
    law_facts_sort(&law->facts);
    law_policies_sort(&law->policies);
    law_pupils_compare(law);
    for (int i = 0; i < EXTRACT_COUNT; i++)
        if (judge_extract(law, sinks, (enum extract)i, err) != 0)
            return -1;
    law_files_list_missing(law);
    *judgement = (struct law_judgement){
        .count_count = RULE_COUNT,
        .not_judged = law->not_judged,
        .not_judged_count = law->not_judged_count,
        .claimed_days = law->claimed_days,
        .ineligible_days = law->ineligible_days,
    };
    for (int i = 0; i < EXTRACT_COUNT; i++)
        judgement->counts[i] = law->counts[i];
    return 0;
}
