#include "base/submission.h"
#include "sql/db_state.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/school_year.h"

int
school_year_ensure(struct db *db, int year, struct err *err)
{
    char text[10];
    const char *params[] = {text};
    PGresult *result;
    bool is_ready;

    if (db->ready_year == year)
        return 0;
    school_year_format(year, text);
    result =
        query_rows(db, sql_load_school_year_is_ready, 1, params, "look for the school year", err);
    if (result == NULL)
        return -1;
    is_ready = *PQgetvalue(result, 0, 0) == 't';
    PQclear(result);
    if (!is_ready && query_run(db, sql_load_ensure_school_year, 1, params,
                         "make the tables of the school year", err) != 0)
        return -1;
    db->ready_year = year;
    return 0;
}
