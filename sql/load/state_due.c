#include "base/buf.h"
#include "base/memory.h"
#include "base/submission.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/load/state_due.h"

static const char doing[] = "note which LEAs to judge together";

int
state_due_add(struct db *db, const struct submission_key *key, int64_t id, struct err *err)
{
    char year[10], number[24];
    const char *params[] = {key->lea, year, number};

    school_year_format(key->year, year);
    snprintf(number, sizeof number, "%lld", (long long)id);
    return query_later(db, sql_load_state_due_add, 3, params, doing, err);
}

int
state_due_read(struct db *db, struct state_due **list, size_t *count, struct err *err)
{
    PGresult *result = query_rows(db, sql_state_due_read, 0, NULL, doing, err);

    *list = NULL;
    *count = 0;
    if (result == NULL)
        return -1;
    *list = memory_new_array((size_t)PQntuples(result), sizeof **list);
    for (int row = 0; row < PQntuples(result); row++) {
        struct state_due *due = &(*list)[(*count)++];

        due->year = (int)query_number(result, row, 0);
        snprintf(due->lea, sizeof due->lea, "%s", PQgetvalue(result, row, 1));
        due->id = (int64_t)query_number(result, row, 2);
    }
    PQclear(result);
    return 0;
}

int
state_due_forget(struct db *db, const struct state_due *list, size_t count, struct err *err)
{
    struct buf leas = {0}, ids = {0};
    char year[10];
    int rc;

    if (count == 0)
        return 0;
    for (size_t i = 0; i < count; i++) {
        buf_printf(&leas, "%s%s", i == 0 ? "{" : ",", list[i].lea);
        buf_printf(&ids, "%s%lld", i == 0 ? "{" : ",", (long long)list[i].id);
    }
    buf_add_byte(&leas, '}');
    buf_add_byte(&ids, '}');
    school_year_format(list->year, year);
    rc = query_run(db, sql_state_due_forget, 3,
        (const char *[]){year, buf_terminate(&leas), buf_terminate(&ids)}, doing, err);
    buf_free(&leas);
    buf_free(&ids);
    return rc;
}
