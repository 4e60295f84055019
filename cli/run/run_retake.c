#include "sql/load/ledger.h"

#include "cli/run/run_file.h"
#include "cli/run/run_result.h"

#include "cli/run/run_retake.h"

/* *is_there: it is on the disk; *is_past: another session has replaced it. */
static int
look_again(
    struct db *db, const struct run_result *result, bool *is_there, bool *is_past, struct err *err)
{
    struct submission current;
    bool found;

    *is_there = result->id == 0;
    if (ledger_flush(db, &result->key, err) != 0 ||
        ledger_current(db, &result->key, &current, &found, err) != 0 ||
        (result->id != 0 &&
            ledger_has(db, &result->key, result->id, result->sha256, is_there, err) != 0))
        return -1;
    *is_past = *is_there && (!found || strcmp(current.sha256, result->sha256) != 0);
    return 0;
}

int
run_retake_file(const struct run_rules *rules, struct db *db, const struct planned_file *file,
    struct run_law *law, struct run_result *result, struct err *err)
{
    const struct run_result first = *result;
    struct run_rules again = *rules;
    bool is_there = true, is_past = false;

    result->is_waiting = false;
    result->has_results = false;
    if (!rules->dry_run && look_again(db, &first, &is_there, &is_past, err) != 0)
        return -1;
    if (is_past)
        return 0;
    again.force = rules->force && !is_there;
    *result = (struct run_result){.file = first.file};
    if (run_file_take(&again, db, file, law, result, err) != 0)
        return -1;
    if (result->outcome == RUN_UNCHANGED)
        result->outcome = first.outcome;
    return 0;
}
