#include "cli/run/run_file.h"
#include "cli/run/run_law.h"
#include "cli/run/run_plan.h"
#include "cli/run/run_result.h"

#include "cli/run/run_settled.h"

static bool
is_of_its_lea(const struct planned_file *file)
{
    return strcmp(file->lea, file->key.lea) == 0;
}

static bool
are_files_known(const struct run_rules *rules, const struct run_plan *plan,
    const struct plan_group *group, struct run_result *results)
{
    for (size_t i = group->first; i < group->first + group->count; i++) {
        results[i] = (struct run_result){.file = (uint32_t)i};
        if (!is_of_its_lea(&plan->files[i]) ||
            !run_file_is_known(rules, &plan->files[i], &results[i]))
            return false;
    }
    return true;
}

static bool
are_years_settled(struct run_law *law, const struct run_plan *plan, const struct plan_group *group)
{
    struct submission_key key;
    bool are_settled = true;

    for (size_t i = 0; i < group->count; i++)
        run_law_touch(law, &plan->files[group->first + i].key);
    while (are_settled && run_law_find_left(law, &key)) {
        struct run_law_result result;

        are_settled = run_law_is_settled(law, &key);
        if (are_settled)
            run_law_pass_over(law, &key, &result);
    }
    run_law_rest(law);
    return are_settled;
}

void
run_settled_take(const struct run_rules *rules, struct run_plan *plan, struct run_result *results)
{
    struct run_law *law = run_law_new(rules);
    size_t left = 0;

    for (size_t i = 0; i < plan->group_count; i++) {
        const struct plan_group *group = &plan->groups[i];

        if (!are_files_known(rules, plan, group, results) || !are_years_settled(law, plan, group)) {
            plan->groups[left++] = *group;
            continue;
        }
        for (size_t k = 0; k < group->count; k++)
            plan->files[group->first + k].is_settled = true;
    }
    plan->group_count = left;
    run_law_free(law);
}
