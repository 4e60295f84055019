#include "base/err.h"
#include "base/parse.h"
#include "base/submission.h"
#include "sql/db_state.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/derive.h"

/* How the parts of an extract are cleared and derived. The others keep none. */
static const struct recipe {
    const char *clear;
    const char *derive;
    bool is_by_place; /* asks the directory, so it takes the LEA's county and district */
    int since;        /* first year in which its rows tell anything of independent study */
} recipes[EXTRACT_COUNT] = {
    [EXTRACT_SENR] = {sql_load_clear_enrollment, sql_load_derive_enrollment, true, 0},
    [EXTRACT_STAS] = {sql_load_clear_attendance, sql_load_derive_attendance, true, 2021},
    [EXTRACT_SINF] = {sql_load_clear_demographic, sql_load_derive_demographic, false, 0},
    [EXTRACT_SPRG] = {sql_load_clear_sprg, sql_load_derive_sprg, false, 0},
    [EXTRACT_ISAG] = {sql_load_clear_agreement, sql_load_derive_agreement, true, 0},
    [EXTRACT_ISPU] = {sql_load_clear_ispu, sql_load_derive_ispu, false, 0},
};

static int
find_county_district(struct db *db, const char *lea, char found[8], struct err *err)
{
    const char *params[] = {lea};
    PGresult *result = query_rows(db, sql_load_county_district, 1, params, "look the LEA up", err);

    if (result == NULL)
        return -1;
    snprintf(found, 8, "%s", PQgetvalue(result, 0, 0));
    PQclear(result);
    return 0;
}

int
derive_parts(struct db *db, const struct submission_key *key, struct err *err)
{
    const struct recipe *recipe = &recipes[key->extract];
    char year[10], county_district[8];
    const char *params[] = {key->lea, year, county_district};

    if (recipe->clear == NULL)
        return 0;
    school_year_format(key->year, year);
    if (query_run(db, recipe->clear, 2, params, "clear the parts of segments", err) != 0)
        return -1;
    if (key->year < recipe->since)
        return 0;
    /* A session for LEAs has them for good. */
    if (db->prepared == NULL &&
        query_exec(db, sql_load_plan_settings, "set up the derivation", err) != 0)
        return -1;
    if (recipe->is_by_place && find_county_district(db, key->lea, county_district, err) != 0)
        return -1;
    return query_run(db, recipe->derive, recipe->is_by_place ? 3 : 2, params,
        "derive the parts of segments", err);
}

int
derive_stale(struct db *db, const char *sql, struct err *err)
{
    PGresult *keys = query_rows(db, sql, 0, NULL, "list the submissions to derive anew", err);
    int rc = keys == NULL ? -1 : 0;

    for (int i = 0; rc == 0 && i < PQntuples(keys); i++) {
        struct submission_key key = {0};
        bool is_ods;

        snprintf(key.lea, sizeof key.lea, "%s", PQgetvalue(keys, i, 0));
        key.extract = layout_find_extract(text_of(PQgetvalue(keys, i, 1)), &is_ods);
        if (key.extract == EXTRACT_NONE ||
            !parse_school_year(text_of(PQgetvalue(keys, i, 2)), &key.year))
            rc = err_set(err, ERR_BUG, "the ledger has a key that is none");
        else
            rc = derive_parts(db, &key, err);
    }
    PQclear(keys);
    return rc;
}
