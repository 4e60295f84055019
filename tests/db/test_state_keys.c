#include "base/buf.h"
#include "base/date.h"
#include "cli/run/state_source.h"
#include "sql/query.h"
#include "sql/script.h"
#include "sql_text.h"
#include "support/state_of_rows.h"

#include "db/support.h"

/*
 * The rules on all LEAs together read keys of rows first and judge few rows. What they find in
 * states made at random is what four statements of SQL find, tests/db/state/, which look at all
 * rows.
 */

enum { FIRST_YEAR = 2014, STATES = 6, ROWS_OF_STATE = 400 };

static void
add_date(struct buf *cells, const char *column, int32_t date)
{
    int year, month, day;

    date_to_civil(date, &year, &month, &day);
    buf_printf(cells, " %s=%04d%02d%02d", column, year, month, day);
}

static void
add_days(struct buf *cells, const char *column, int64_t days)
{
    if (days >= 0)
        buf_printf(cells, " %s=%lld.%02lld", column, (long long)days / 100, (long long)days % 100);
}

static void
add_text(struct buf *cells, const char *column, const char *text)
{
    if (*text != '\0')
        buf_printf(cells, " %s=%s", column, text);
}

/* As support_add_row() has it. The name of a column that the extract has not would fail. */
static void
write_cells(const struct test_row *row, struct buf *cells)
{
    buf_printf(
        cells, "ssid=%010llu school_of_attendance=7000001 gender=F", (unsigned long long)row->ssid);
    add_date(cells, "birth_date", row->birth);
    add_text(cells, "last_name", row->last_name);
    add_text(cells, "first_name", row->first_name);
    if (row->extract == EXTRACT_STAS) {
        add_days(cells, "days_attended", row->attended);
        add_days(cells, "days_in_school_suspension", row->suspended);
        add_days(cells, "is_days_credited", row->credited);
        add_text(cells, "exempt", row->is_exempt ? "Y" : "");
        return;
    }
    add_text(cells, "middle_name", row->middle_name);
    if (row->extract == EXTRACT_SINF) {
        add_date(cells, "effective_start_date", row->first);
        return;
    }
    add_date(cells, "enrollment_start_date", row->first);
    if (row->last != TEST_OPEN)
        add_date(cells, "enrollment_exit_date", row->last);
    add_text(cells, "enrollment_status", row->status);
    add_text(cells, "exit_reason", row->exit_reason);
    add_text(cells, "grade_level", "10");
}

/* Loads the rows of one LEA and extract that begin at row; returns how many they are. */
static size_t
load_extract(struct db *db, int year, const struct test_row *row, size_t count)
{
    struct submission_key key = support_key(state_of_rows_leas[row->lea], row->extract, year);
    struct submission submission;
    struct buf cells = {0};
    struct load *load;
    struct err err;
    size_t taken = 0;

    must(load_begin(&load, db, &key, 5, &err), &err);
    for (; taken < count && row[taken].lea == row->lea && row[taken].extract == row->extract;
         taken++) {
        buf_reset(&cells);
        write_cells(&row[taken], &cells);
        must(support_add_row(load, key.extract, row[taken].record, cells.data, &err), &err);
    }
    submission = support_submission(&key, taken);
    must(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), &err);
    buf_free(&cells);
    return taken;
}

static void
load_state(struct db *db, int year)
{
    struct state_of_rows made = state_of_rows_make((uint64_t)year, ROWS_OF_STATE);

    for (size_t at = 0; at < made.count;)
        at += load_extract(db, year, made.rows + at, made.count - at);
    state_of_rows_free(&made);
}

static int
tell_finding(void *ctx, const struct state_finding *finding, struct err *err)
{
    (void)err;
    assert_string_equal(finding->file_name, "invented.csv");
    assert_int_equal(finding->line, finding->record + 1);
    state_of_rows_tell(ctx, finding);
    return 0;
}

static void
read_text(const char *path, struct buf *text)
{
    FILE *file = fopen(path, "r");
    char part[4096];
    size_t got;

    assert_non_null(file);
    while ((got = fread(part, 1, sizeof part, file)) > 0)
        buf_add(text, part, got);
    assert_int_equal(fclose(file), 0);
    buf_terminate(text);
}

/* What one of the statements of tests/db/state/ finds. */
static void
tell_statement(struct db *db, const char *name, struct state_finding finding,
    const char *const params[2], struct buf *told)
{
    struct buf path = {0}, sql = {0};
    PGresult *rows;
    struct err err;
    bool is_ods;

    buf_printf(&path, "tests/db/state/%s.sql", name);
    read_text(path.data, &sql);
    must(query_begin(db, &err), &err);
    must(query_run(db, sql.data, 2, params, "judge by SQL", &err), &err);
    rows = query_rows(db, "FETCH ALL FROM state_findings", 0, NULL, "judge by SQL", &err);
    assert_non_null(rows);
    for (int row = 0; row < PQntuples(rows); row++) {
        finding.ssid = PQgetvalue(rows, row, 0);
        finding.lea = PQgetvalue(rows, row, 1);
        finding.extract = layout_find_extract(text_of(PQgetvalue(rows, row, 2)), &is_ods);
        finding.record = strtoul(PQgetvalue(rows, row, 5), NULL, 10);
        finding.column = PQgetvalue(rows, row, 6);
        finding.value = PQgetvalue(rows, row, 7);
        finding.others = PQgetvalue(rows, row, 8);
        state_of_rows_tell(told, &finding);
    }
    PQclear(rows);
    query_rollback(db);
    buf_free(&sql);
    buf_free(&path);
}

/* lea is NULL for all. */
static void
compare_with_statements(struct db *db, int year, const char *lea)
{
    char school_year[10];
    struct buf array = {0}, expected = {0}, found = {0};
    const struct state_sink sink = {tell_finding, &found};
    const char *params[2] = {school_year, NULL};
    struct err err;

    school_year_format(year, school_year);
    if (lea != NULL) {
        buf_printf(&array, "{%s}", lea);
        params[1] = array.data;
    }
    tell_statement(db, "pupil_in_two_leas",
        (struct state_finding){.rule = "pupil_in_two_leas", .what = ""}, params, &expected);
    tell_statement(db, "days_claimed_twice",
        (struct state_finding){.rule = "days_claimed_twice", .what = ""}, params, &expected);
    tell_statement(db, "identity_birth_date",
        (struct state_finding){.rule = "identity_conflict", .what = "two birth dates"}, params,
        &expected);
    tell_statement(db, "identity_name",
        (struct state_finding){
            .rule = "identity_conflict", .what = "another SSID with this name and birth date"},
        params, &expected);
    must(state_source_review(db, year, lea == NULL ? NULL : &lea, 1, &sink, &err), &err);
    assert_true(expected.len > 0);
    assert_string_equal(buf_terminate(&found), buf_terminate(&expected));
    buf_free(&array);
    buf_free(&expected);
    buf_free(&found);
}

/* How many packs of an extract have the keys that were kept of them; "6 of 6". */
static const char *
count_same(struct db *db, const char *extract)
{
    const char *told;
    struct buf sql = {0};

    buf_printf(&sql,
        "SELECT count(*) FILTER (WHERE pack.keys = kept.keys) || ' of ' || count(*) "
        "FROM isprofile.%s_pack AS pack "
        "LEFT JOIN kept_%s AS kept USING (lea_code, first_record, academic_year)",
        extract, extract);
    told = support_value(db, sql.data);
    buf_free(&sql);
    return told;
}

static void
run_for(struct db *db, const char *extract, const char *format)
{
    struct buf sql = {0};

    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '@')
            buf_add_text(&sql, extract);
        else
            buf_add_byte(&sql, *at);
    }
    support_run(db, buf_terminate(&sql));
    buf_free(&sql);
}

static void
run_script(struct db *db, const char *text)
{
    struct text script = text_of(text), statement;

    while (script_next(&script, &statement)) {
        struct buf sql = {0};

        buf_add(&sql, statement.at, statement.len);
        support_run(db, buf_terminate(&sql));
        buf_free(&sql);
    }
}

/* Rows that stood before there were keys get those that the program makes. */
static void
rows_that_stand_get_their_keys(void **state)
{
    static const char *const extracts[] = {"senr", "sinf", "stas"};
    struct db *db = support_fresh();

    (void)state;
    load_state(db, FIRST_YEAR);
    load_state(db, FIRST_YEAR + 1);
    for (size_t i = 0; i < 3; i++) {
        run_for(db, extracts[i],
            "CREATE TEMPORARY TABLE kept_@ AS SELECT lea_code, first_record, academic_year, keys "
            "FROM isprofile.@_pack");
        run_for(db, extracts[i], "ALTER TABLE isprofile.@_pack DROP COLUMN keys");
    }
    run_script(db, sql_migrations_0018_state_keys);
    assert_string_not_equal(count_same(db, "senr"), "8 of 8");
    run_script(db, sql_migrations_0020_short_term_keys);
    assert_string_equal(count_same(db, "senr"), "8 of 8");
    assert_string_equal(count_same(db, "sinf"), "8 of 8");
    assert_string_equal(count_same(db, "stas"), "16 of 16");
    db_close(db);
}

static void
states_are_judged_as_by_statements(void **state)
{
    struct db *db = support_fresh();

    (void)state;
    for (int year = FIRST_YEAR; year < FIRST_YEAR + STATES; year++) {
        load_state(db, year);
        compare_with_statements(db, year, NULL);
        for (size_t i = 0; i < STATE_OF_ROWS_LEAS; i++)
            compare_with_statements(db, year, state_of_rows_leas[i]);
    }
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_are_judged_as_by_statements),
        cmocka_unit_test(rows_that_stand_get_their_keys),
    };

    return cmocka_run_group_tests_name("state_keys", tests, NULL, NULL);
}
