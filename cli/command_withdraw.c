#include "base/err.h"
#include "base/submission.h"
#include "sql/audit_chain.h"
#include "sql/db.h"
#include "sql/load/law_year.h"
#include "sql/load/ledger.h"

#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/keep/keep_index.h"
#include "cli/options/settings.h"
#include "cli/pipeline/materials.h"
#include "cli/run/run_file.h"
#include "cli/run/run_law.h"

static int
read_key(const struct settings *settings, struct submission_key *key, struct err *err)
{
    struct setting lea = {0}, year = {0};
    bool is_ods;

    *key = (struct submission_key){0};
    if (option_read(OPTION_LEA, settings->arguments[0], 0, &lea, err) != 0)
        return err_wrap(err, "withdraw: LEA");
    if (option_read(OPTION_YEAR, settings->arguments[2], 0, &year, err) != 0)
        return err_wrap(err, "withdraw: YEAR");
    snprintf(key->lea, sizeof key->lea, "%s", lea.text);
    key->year = (int)year.number;
    key->extract = layout_find_extract(text_of(settings->arguments[1]), &is_ods);
    if (key->extract == EXTRACT_NONE)
        return err_set(err, ERR_USAGE, "withdraw: \"%s\" is no extract", settings->arguments[1]);
    return 0;
}

/* The law sees the LEA's year without it now. */
static int
judge_rest(const struct settings *settings, struct db *db, const struct submission_key *key,
    struct err *err)
{
    struct materials materials = {0};
    struct run_rules rules = {
        .pipeline = {.materials = &materials},
        .wait_seconds = (int)settings_number(settings, OPTION_WAIT),
    };
    struct run_law *law = run_law_new(&rules);
    struct run_law_result result;
    int rc = materials_from_database(&materials, db, err);

    if (rc == 0)
        rc = run_law_judge(law, db, key, &result, err);
    run_law_free(law);
    materials_free(&materials);
    return rc == 0 ? 0 : err_wrap(err, "the rest of the year was not judged together again");
}

/* Whether a withdrawal before this one has not come to judge_rest(), and no run since. */
static int
find_due(struct db *db, const struct submission_key *key, bool *is_due, struct err *err)
{
    struct law_year year;
    bool stands = false;

    if (law_year_read(&year, db, key->lea, key->year, err) != 0)
        return -1;
    for (int i = 0; i < EXTRACT_COUNT; i++)
        stands = stands || year.standing[i].is_there;
    *is_due = stands && year.made_of[0] == '\0';
    law_year_reset(&year);
    return 0;
}

/* Nothing can be withdrawn: ends what a withdrawal that was stopped has left, and fails. */
static int
find_nothing(const struct settings *settings, struct db *db, const struct submission_key *key,
    const char *year, struct err *err)
{
    bool is_due;

    if (find_due(db, key, &is_due, err) != 0 || (is_due && judge_rest(settings, db, key, err) != 0))
        return -1;
    return err_set(err, ERR_NO_INPUT, "no submission of %s, %s, %s stands; %s", key->lea,
        layout_of(key->extract)->name, year,
        is_due ? "the rest of the year is judged together again" : "nothing was changed");
}

static int
enter(struct db *db, const struct submission_key *key, const char *year, struct err *err)
{
    char subject[64];

    snprintf(subject, sizeof subject, "%s %s %s", key->lea, layout_of(key->extract)->name, year);
    return audit_chain_add(db, "withdraw", subject, "", err);
}

int
command_withdraw(const struct settings *settings, struct err *err)
{
    struct submission_key key;
    struct db *db = NULL;
    char year[10];
    bool was_there;
    int rc;

    if (read_key(settings, &key, err) != 0 || database_open_ready(settings, &db, err) != 0)
        return -1;
    school_year_format(key.year, year);
    rc = ledger_withdraw(db, &key, (int)settings_number(settings, OPTION_WAIT), &was_there, err);
    if (rc == 0 && !was_there)
        rc = find_nothing(settings, db, &key, year, err);
    if (rc == 0)
        printf("%s, %s, %s is withdrawn; the ledger keeps it.\n", key.lea,
            layout_of(key.extract)->name, year);
    if (rc == 0)
        rc = enter(db, &key, year, err);
    if (rc == 0 && settings_text(settings, OPTION_KEEP) != NULL)
        rc = keep_index_write(settings_text(settings, OPTION_KEEP), db, NULL, err);
    if (rc == 0)
        rc = judge_rest(settings, db, &key, err);
    db_close(db);
    return rc;
}
