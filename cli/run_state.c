#include "base/err.h"
#include "base/memory.h"
#include "sql/db.h"

#include "cli/run_plan.h"
#include "cli/run_result.h"
#include "cli/settings.h"

#include "cli/run_state.h"

static bool
is_known(const struct run_state *state, int year)
{
    for (size_t i = 0; i < state->year_count; i++) {
        if (state->years[i].year == year)
            return true;
    }
    return false;
}

static int
compare_years(const void *a, const void *b)
{
    const struct state_result *left = a, *right = b;

    return (left->year > right->year) - (left->year < right->year);
}

/* The years in which something was loaded. */
static void
find_years(struct run_state *state, const struct run_plan *plan, const struct run_result *results)
{
    for (size_t i = 0; i < plan->file_count; i++) {
        if (results[i].outcome != RUN_ACCEPTED || is_known(state, results[i].key.year))
            continue;
        state->years = memory_grow(state->years, state->year_count + 1, sizeof *state->years);
        state->years[state->year_count++] = (struct state_result){.year = results[i].key.year};
    }
    if (state->year_count > 1)
        qsort(state->years, state->year_count, sizeof *state->years, compare_years);
}

/* The LEAs in which something was loaded; a file's LEA stands beside its others. */
static size_t
find_leas(
    const char **leas, int year, const struct run_plan *plan, const struct run_result *results)
{
    size_t count = 0;

    for (size_t i = 0; i < plan->file_count; i++) {
        const struct run_result *result = &results[i];

        if (result->outcome == RUN_ACCEPTED && result->key.year == year &&
            (count == 0 || strcmp(leas[count - 1], result->key.lea) != 0))
            leas[count++] = result->key.lea;
    }
    return count;
}

static int
judge_year(struct db *db, struct state_result *result, const struct settings *settings,
    const struct run_plan *plan, const struct run_result *results, struct err *err)
{
    const char **leas = memory_new_array(plan->file_count, sizeof *leas);
    struct state_wish wish = {
        .output = settings_text(settings, OPTION_OUTPUT),
        .show_values = settings_flag(settings, OPTION_SHOW_VALUES),
        .year = result->year,
        .leas = leas,
        .lea_count = find_leas(leas, result->year, plan, results),
    };
    int rc = state_findings_make(db, &wish, result, err);

    free(leas);
    return rc;
}

int
run_state_judge(struct run_state *state, const struct settings *settings,
    const struct run_plan *plan, const struct run_result *results, struct err *err)
{
    struct db *db = NULL;
    size_t judged = 0;
    int rc;

    *state = (struct run_state){0};
    find_years(state, plan, results);
    if (state->year_count == 0)
        return 0;
    rc = db_open(&db, settings_text(settings, OPTION_DB), err);
    while (rc == 0 && judged < state->year_count) {
        rc = judge_year(db, &state->years[judged], settings, plan, results, err);
        judged += rc == 0;
    }
    db_close(db);
    state->year_count = judged;
    return rc == 0 ? 0 : err_wrap(err, "the files were taken, but not judged over all LEAs");
}

void
run_state_reset(struct run_state *state)
{
    free(state->years);
    *state = (struct run_state){0};
}
