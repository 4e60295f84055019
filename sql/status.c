#include "base/parse.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/status.h"

enum { NUMBER_SIZE = 24 };

static const char asking[] = "read when the last run was";

int
status_add_run(struct db *db, const struct status_run *run, struct err *err)
{
    char status[NUMBER_SIZE], files[RUN_FILES_COUNT][NUMBER_SIZE];
    const char *params[] = {
        status, files[0], files[1], files[2], files[3], files[4], ISPROFILE_VERSION};

    snprintf(status, sizeof status, "%d", run->exit_status);
    for (int i = 0; i < RUN_FILES_COUNT; i++)
        snprintf(files[i], NUMBER_SIZE, "%llu", (unsigned long long)run->files[i]);
    return query_run(
        db, sql_load_run_add, sizeof params / sizeof *params, params, "record the run", err);
}

static void
read_moment(const PGresult *result, struct status_moment *moment)
{
    struct text age = text_of(PQgetvalue(result, 0, 1));
    bool is_negative = age.len > 0 && *age.at == '-';
    uint64_t seconds = 0;

    age.at += is_negative;
    age.len -= is_negative;
    (void)parse_unsigned(age, INT64_MAX, &seconds);
    moment->is_there = true;
    moment->age = is_negative ? -(int64_t)seconds : (int64_t)seconds;
    snprintf(moment->time, sizeof moment->time, "%s", PQgetvalue(result, 0, 0));
}

static PGresult *
ask(struct db *db, const char *sql, const char *now, struct err *err)
{
    const char *params[] = {now == NULL ? "" : now};

    return query_rows(db, sql, 1, params, asking, err);
}

int
status_last_run(struct db *db, const char *now, struct status_run *run, struct err *err)
{
    PGresult *result = ask(db, sql_report_newest_run, now, err);
    uint64_t number = 0;

    *run = (struct status_run){0};
    if (result == NULL)
        return -1;
    if (PQntuples(result) > 0) {
        read_moment(result, &run->ended);
        (void)parse_unsigned(text_of(PQgetvalue(result, 0, 2)), INT16_MAX, &number);
        run->exit_status = (int)number;
        for (int i = 0; i < RUN_FILES_COUNT; i++)
            (void)parse_unsigned(text_of(PQgetvalue(result, 0, 3 + i)), INT64_MAX, &run->files[i]);
    }
    PQclear(result);
    return 0;
}

int
status_last_submission(
    struct db *db, const char *now, struct status_moment *moment, struct err *err)
{
    PGresult *result = ask(db, sql_report_newest_submission, now, err);

    *moment = (struct status_moment){0};
    if (result == NULL)
        return -1;
    if (PQntuples(result) > 0)
        read_moment(result, moment);
    PQclear(result);
    return 0;
}

int
status_last_year(struct db *db, int *year, struct err *err)
{
    PGresult *result = query_rows(db, sql_report_newest_year, 0, NULL, asking, err);

    *year = 0;
    if (result == NULL)
        return -1;
    (void)parse_school_year(text_of(PQgetvalue(result, 0, 0)), year);
    PQclear(result);
    return 0;
}
