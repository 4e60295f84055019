#include "sql/query.h"
#include "sql_text.h"

#include "db/support.h"

/* A schema with rows from before they were packed (0017_row_packs.sql) shows the same after it. */

static const char new_one[] = "0017_row_packs.sql";

/* Migrations by their names, which begin with their numbers; a digit begins no other name. */
static void
migrate(struct db *db, const char *from, const char *until)
{
    for (const struct sql_text_file *file = sql_text; file->name != NULL; file++)
        if (file->name[0] >= '0' && file->name[0] <= '9' && strcmp(file->name, from) >= 0 &&
            strcmp(file->name, until) < 0)
            support_run(db, file->bytes);
}

static const char rows_of_before[] =
    "SELECT isprofile.ensure_school_year('2023-2024'), isprofile.ensure_school_year('2020-2021');"
    "INSERT INTO isprofile.school (cds_code, is_charter, doc, soc, edops, grades, county_name, "
    "district_name, school_name) SELECT code, false, '', '', '', '', '', '', '' FROM "
    "unnest('{91111110000000, 91111117000001}'::text[]) AS code;"
    "INSERT INTO isprofile.senr (lea_code, academic_year, submission_id, record, line, "
    "school_of_attendance, ssid, first_name, birth_date, gender, enrollment_start_date, "
    "enrollment_status, golden_state_seal) SELECT '9111111', '2023-2024', 7, n, n + 1, "
    "CASE n % 3 WHEN 0 THEN '7000001' WHEN 1 THEN '12x' END, n, nullf.name, '2008-01-02', 'F', "
    "'2023-08-15', '10', n % 2 = 0 FROM generate_series(1, 2345) AS n "
    "CROSS JOIN LATERAL (SELECT CASE WHEN n > 1500 THEN 'N' || n END) AS nullf (name);"
    "INSERT INTO isprofile.senr (lea_code, academic_year, submission_id, record, line, ssid, "
    "birth_date, gender, enrollment_start_date, enrollment_status) VALUES ('9222222', "
    "'2020-2021', 8, 1, 2, 5, '2008-01-02', 'X', '2020-08-15', '30');"
    "INSERT INTO isprofile.stas (lea_code, academic_year, submission_id, record, line, "
    "school_of_attendance, ssid, birth_date, gender, exempt, expected_days, is_days_credited) "
    "SELECT '9111111', '2023-2024', 9, n, n + 1, '7000001', n, '2008-01-02', 'M', n % 7 = 0, "
    "180.25, CASE WHEN n % 2 = 0 THEN n / 100.0 END FROM generate_series(1, 1234) AS n;"
    "INSERT INTO isprofile.isad (lea_code, academic_year, submission_id, record, line, "
    "program_line, grade_span, p2_ada, teacher_fte, negotiated_ratio) VALUES ('9111111', "
    "'2023-2024', 10, 1, 2, 'REG', 'ALL', 999999999.99, 9999999.99, 999.0625);"
    "CREATE TEMP TABLE senr_before AS TABLE isprofile.senr;"
    "CREATE TEMP TABLE stas_before AS TABLE isprofile.stas;"
    "CREATE TEMP TABLE isad_before AS TABLE isprofile.isad";

static void
expect_same(struct db *db, const char *extract)
{
    char sql[512];

    snprintf(sql, sizeof sql,
        "SELECT count(*) FROM ((TABLE isprofile.%s EXCEPT ALL TABLE %s_before) UNION ALL "
        "(TABLE %s_before EXCEPT ALL TABLE isprofile.%s)) AS differing",
        extract, extract, extract, extract);
    assert_string_equal(support_value(db, sql), "0");
}

static void
rows_of_before_are_packed(void **state)
{
    struct db *db = support_open(NULL);

    (void)state;
    support_run(db, "DROP SCHEMA IF EXISTS isprofile CASCADE");
    support_run(db, "CREATE SCHEMA isprofile");
    migrate(db, "0001", new_one);
    support_run(db, rows_of_before);
    migrate(db, new_one, "0018");
    expect_same(db, "senr");
    expect_same(db, "stas");
    expect_same(db, "isad");
    assert_string_equal(
        support_value(db, "SELECT string_agg(concat_ws('/', rows, cardinality(record)), ' ' ORDER "
                          "BY lea_code, first_record) FROM isprofile.senr_pack"),
        "1000/1000 1000/1000 345/345 1/1");
    assert_string_equal(
        support_value(db, "SELECT count(*) FROM isprofile.attendance_part WHERE has_is"), "529");
    assert_string_equal(
        support_value(db, "SELECT string_agg(concat_ws('/', school, cds_code, raw_school), ' ' "
                          "ORDER BY lea_code, school) FROM isprofile.school_place"),
        "/9111111/ 12x/9111111/12x 7000001/91111117000001 /9222222/");
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_of_before_are_packed)};

    return cmocka_run_group_tests_name("row_packs", tests, NULL, NULL);
}
