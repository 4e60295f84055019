#include "base/buf.h"
#include "base/err.h"
#include "base/parse.h"
#include "base/submission.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/state_rules.h"

enum { FETCH_ROWS = 10000 };

/* The columns of every statement of sql/state/. */
enum { SSID, LEA, EXTRACT, FILE_NAME, LINE, RECORD, COLUMN, VALUE, OTHERS };

static const char reading[] = "judge the LEAs together";

const char *const state_rules[] = {
    "pupil_in_two_leas", "days_claimed_twice", "identity_conflict", NULL};

static const struct statement {
    const char *rule;
    const char *declare;
    const char *what;
} statements[] = {
    {"pupil_in_two_leas", sql_state_pupil_in_two_leas, ""},
    {"days_claimed_twice", sql_state_days_claimed_twice, ""},
    {"identity_conflict", sql_state_identity_birth_date, "two birth dates"},
    {"identity_conflict", sql_state_identity_name, "another SSID with this name and birth date"},
};

static unsigned long
read_number(const PGresult *rows, int row, int column)
{
    uint64_t number = 0;

    (void)parse_unsigned(text_of(PQgetvalue(rows, row, column)), INT32_MAX, &number);
    return (unsigned long)number;
}

static int
pass_rows(const struct statement *statement, const PGresult *rows, const struct state_sink *sink,
    struct err *err)
{
    for (int row = 0; row < PQntuples(rows); row++) {
        bool is_ods;
        struct state_finding finding = {
            .rule = statement->rule,
            .lea = PQgetvalue(rows, row, LEA),
            .extract = layout_find_extract(text_of(PQgetvalue(rows, row, EXTRACT)), &is_ods),
            .file_name = PQgetvalue(rows, row, FILE_NAME),
            .line = read_number(rows, row, LINE),
            .record = read_number(rows, row, RECORD),
            .ssid = PQgetvalue(rows, row, SSID),
            .column = PQgetvalue(rows, row, COLUMN),
            .value = PQgetvalue(rows, row, VALUE),
            .what = statement->what,
            .others = PQgetvalue(rows, row, OTHERS),
        };

        if (sink->accept(sink->ctx, &finding, err) != 0)
            return -1;
    }
    return 0;
}

/* Through a cursor: memory does not grow with the findings. */
static int
find(struct db *db, const struct statement *statement, const char *const params[2],
    const struct state_sink *sink, struct err *err)
{
    char fetch[64];
    int count, rc;

    snprintf(fetch, sizeof fetch, "FETCH FORWARD %d FROM state_findings", FETCH_ROWS);
    if (query_run(db, statement->declare, 2, params, reading, err) != 0)
        return -1;
    do {
        PGresult *rows = query_rows(db, fetch, 0, NULL, reading, err);

        if (rows == NULL)
            return -1;
        count = PQntuples(rows);
        rc = pass_rows(statement, rows, sink, err);
        PQclear(rows);
    } while (rc == 0 && count == FETCH_ROWS);
    return rc == 0 ? query_exec(db, "CLOSE state_findings", reading, err) : -1;
}

/* Seven digits need no quotes in an array. */
static const char *
make_array(struct buf *array, const char *const *leas, size_t count)
{
    if (leas == NULL)
        return NULL;
    buf_add_byte(array, '{');
    for (size_t i = 0; i < count; i++)
        buf_printf(array, "%s%.7s", i > 0 ? "," : "", leas[i]);
    buf_add_byte(array, '}');
    return buf_terminate(array);
}

/* When every LEA is asked for, none needs to be looked for. */
static int
find_whole_state(
    struct db *db, const char *school_year, size_t lea_count, bool *is_whole, struct err *err)
{
    const char *params[] = {school_year};
    PGresult *rows = query_rows(db, sql_state_leas_of_year, 1, params, reading, err);

    if (rows == NULL)
        return -1;
    *is_whole = lea_count >= read_number(rows, 0, 0);
    PQclear(rows);
    return 0;
}

int
state_rules_find(struct db *db, int year, const char *const *leas, size_t lea_count,
    const struct state_sink *sink, struct err *err)
{
    struct buf array = {0};
    char school_year[10];
    const char *params[] = {school_year, make_array(&array, leas, lea_count)};
    bool is_whole = false;
    int rc = query_exec(db, sql_report_begin, reading, err);

    school_year_format(year, school_year);
    if (rc == 0)
        rc = query_exec(db, sql_report_plan_settings, reading, err);
    if (rc == 0 && leas != NULL)
        rc = find_whole_state(db, school_year, lea_count, &is_whole, err);
    if (is_whole)
        params[1] = NULL;
    for (size_t i = 0; rc == 0 && i < sizeof statements / sizeof *statements; i++)
        rc = find(db, &statements[i], params, sink, err);
    query_rollback(db);
    buf_free(&array);
    return rc;
}
