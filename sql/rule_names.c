#include "sql/db_state.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/rule_names.h"

int
rule_names_ensure(struct db *db, struct err *err)
{
    if (db->rules == NULL)
        db->rules = query_rows(db, sql_load_rules, 0, NULL, "read the rules", err);
    return db->rules == NULL ? -1 : 0;
}

const char *
rule_names_find(const struct db *db, int number)
{
    return number >= 0 && number < PQntuples(db->rules) ? PQgetvalue(db->rules, number, 0) : NULL;
}

void
rule_names_forget(struct db *db)
{
    PQclear(db->rules);
    db->rules = NULL;
}
