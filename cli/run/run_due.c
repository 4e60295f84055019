#include "base/err.h"
#include "base/interrupt.h"
#include "sql/db.h"

#include "cli/options/settings.h"
#include "cli/pipeline/materials.h"
#include "cli/run/run_file.h"
#include "cli/run/run_known.h"
#include "cli/run/run_law.h"
#include "cli/run/run_plan.h"

#include "cli/run/run_due.h"

/* What lies in the inbox was judged by those who took it. */
static bool
is_of_plan(const struct run_plan *plan, const struct known_year *year)
{
    for (size_t i = 0; i < plan->file_count; i++) {
        const struct submission_key *key = &plan->files[i].key;

        if (key->year == year->year && strcmp(key->lea, year->lea) == 0)
            return true;
    }
    return false;
}

static int
judge_year(const struct run_due *due, struct db *db, const struct known_year *year, struct err *err)
{
    struct run_law *law = run_law_new(due->rules);
    struct submission_key key = {.extract = EXTRACT_NONE, .year = year->year};
    struct run_law_result result;
    struct err failure = {0};
    int rc;

    memcpy(key.lea, year->lea, sizeof key.lea);
    rc = run_law_judge(law, db, &key, &result, &failure);
    run_law_free(law);
    if (rc != 0 && interrupt_check(err) != 0)
        return -1;
    if (rc != 0) {
        result.failure = failure.code;
        snprintf(result.reason, sizeof result.reason, "%s", failure.text);
    }
    if (rc != 0 || result.is_judged)
        due->judged(due->ctx, &result);
    return 0;
}

static int
begin(const struct run_due *due, struct db **db, struct err *err)
{
    if (db_open(db, settings_text(due->settings, OPTION_DB), err) != 0)
        return -1;
    return due->plan->group_count > 0 ? 0 : materials_complete(due->materials, *db, err);
}

int
run_due_judge(const struct run_due *due, struct err *err)
{
    const struct run_known *known = due->rules->known;
    struct db *db = NULL;
    int rc = 0;

    for (size_t i = 0; rc == 0 && !due->rules->dry_run && i < run_known_count_due(known); i++) {
        const struct known_year *year = run_known_get_due(known, i);

        if (is_of_plan(due->plan, year))
            continue;
        if (db == NULL)
            rc = begin(due, &db, err);
        if (rc == 0)
            rc = judge_year(due, db, year, err);
    }
    db_close(db);
    return rc;
}
