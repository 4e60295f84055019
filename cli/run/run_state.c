#include "base/err.h"
#include "base/memory.h"
#include "sql/db.h"
#include "sql/load/state_due.h"

#include "cli/options/settings.h"
#include "cli/run/run_plan.h"
#include "cli/run/run_result.h"

#include "cli/run/run_state.h"

/* LEAs to judge together with the others, of one year after the other. */
struct due_list {
    struct state_due *items;
    size_t count;
};

static int
compare_due(const void *a, const void *b)
{
    const struct state_due *left = a, *right = b;
    int order = (left->year > right->year) - (left->year < right->year);

    return order != 0 ? order : strcmp(left->lea, right->lea);
}

static bool
is_listed(const struct due_list *list, const struct state_due *due)
{
    return list->count > 0 && bsearch(due, list->items, list->count, sizeof *due, compare_due);
}

/*
 * What this run has loaded is noted in the database. Another one may have judged it meanwhile;
 * the results of this one are to tell of it all the same.
 */
static void
add_loaded(struct due_list *list, const struct run_plan *plan, const struct run_result *results)
{
    struct due_list noted = *list;

    list->items = memory_new_array(noted.count + plan->file_count, sizeof *list->items);
    if (noted.count > 0)
        memcpy(list->items, noted.items, noted.count * sizeof *noted.items);
    for (size_t i = 0; i < plan->file_count; i++) {
        struct state_due *due = &list->items[list->count];

        due->year = results[i].key.year;
        memcpy(due->lea, results[i].key.lea, sizeof due->lea);
        if (results[i].outcome != RUN_ACCEPTED || is_listed(&noted, due) ||
            (list->count > noted.count && compare_due(due - 1, due) == 0))
            continue;
        list->count++;
    }
    free(noted.items);
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_due);
}

static int
judge_year(struct db *db, struct state_result *result, const struct settings *settings,
    const struct state_due *due, size_t count, struct err *err)
{
    const char **leas = memory_new_array(count, sizeof *leas);
    struct state_wish wish = {
        .output = settings_text(settings, OPTION_OUTPUT),
        .show_values = settings_flag(settings, OPTION_SHOW_VALUES),
        .year = due->year,
        .leas = leas,
        .lea_count = count,
    };
    int rc;

    for (size_t i = 0; i < count; i++)
        leas[i] = due[i].lea;
    rc = state_findings_make(db, &wish, result, err);
    free(leas);
    return rc == 0 ? state_due_forget(db, due, count, err) : -1;
}

/* How many of the first items are of one year. */
static size_t
count_of_year(const struct state_due *due, size_t count)
{
    size_t same = 1;

    while (same < count && due[same].year == due->year)
        same++;
    return same;
}

static int
judge_years(struct run_state *state, struct db *db, const struct settings *settings,
    const struct due_list *list, struct err *err)
{
    size_t count;

    for (size_t at = 0; at < list->count; at += count) {
        count = count_of_year(&list->items[at], list->count - at);
        state->years = memory_grow(state->years, state->year_count + 1, sizeof *state->years);
        if (judge_year(
                db, &state->years[state->year_count], settings, &list->items[at], count, err) != 0)
            return -1;
        state->year_count++;
    }
    return 0;
}

int
run_state_judge(struct run_state *state, const struct settings *settings,
    const struct run_plan *plan, const struct run_result *results, struct err *err)
{
    struct due_list list = {0};
    struct db *db = NULL;
    int rc;

    *state = (struct run_state){0};
    rc = db_open(&db, settings_text(settings, OPTION_DB), err);
    if (rc == 0)
        rc = state_due_read(db, &list.items, &list.count, err);
    if (rc == 0) {
        add_loaded(&list, plan, results);
        rc = judge_years(state, db, settings, &list, err);
    }
    free(list.items);
    db_close(db);
    return rc == 0 ? 0 : err_wrap(err, "the files were taken, but not judged over all LEAs");
}

void
run_state_reset(struct run_state *state)
{
    free(state->years);
    *state = (struct run_state){0};
}
