#include "base/buf.h"
#include "sql/load/load.h"
#include "sql/load/row_pack.h"
#include "sql/load/row_reader.h"
#include "sql/query.h"

#include "db/support.h"

/* What is read back is what the judge gave. */

static const char LEA[] = "9111111";

static int
note_row(void *ctx, const struct row *row, struct err *err)
{
    const struct layout *layout = layout_of(row->extract);

    (void)err;
    buf_printf(ctx, "%lu %lu", row->number, row->line);
    for (int i = 0; i < layout->column_count; i++) {
        const struct value *value = &row->values[i];

        if (value->is_present)
            buf_printf(ctx, " %s=%.*s/%lld", layout->columns[i].name, (int)value->text.len,
                value->text.at, (long long)value->number);
        else
            assert_true(value->text.len == 0 && value->number == 0);
    }
    buf_add_byte(ctx, '\n');
    return 0;
}

/* As write_cells() writes it: what the submitter told. */
static int
note_cells(void *ctx, const struct row *row, struct err *err)
{
    const struct layout *layout = layout_of(row->extract);

    (void)err;
    buf_printf(ctx, "%lu %lu", row->number, row->line);
    for (int i = 0; i < layout->column_count; i++) {
        const struct value *value = &row->values[i];
        const char *name = layout->columns[i].name;

        if (!value->is_present || strcmp(name, "record_type") == 0 ||
            strcmp(name, "reporting_lea") == 0 || strcmp(name, "academic_year") == 0)
            continue;
        buf_printf(ctx, " %s=", name);
        for (size_t k = 0; k < value->text.len; k++)
            buf_add_byte(ctx, value->text.at[k] == ' ' ? '_' : value->text.at[k]);
    }
    buf_add_byte(ctx, '\n');
    return 0;
}

static void
expect_cells(struct db *db, const struct submission_key *key, const char *expected)
{
    struct buf rows = {0};
    const struct row_sink sink = {note_cells, &rows};
    struct err err;

    must(query_begin(db, &err), &err);
    must(row_reader_pass(db, key, &sink, &err), &err);
    must(query_commit(db, &err), &err);
    assert_string_equal(buf_terminate(&rows), expected);
    buf_free(&rows);
}

static void
expect(struct db *db, enum extract extract, int year, const char *expected)
{
    struct submission_key key = support_key(LEA, extract, year);
    struct buf rows = {0};
    const struct row_sink sink = {note_row, &rows};
    struct err err;

    must(query_begin(db, &err), &err);
    must(row_reader_pass(db, &key, &sink, &err), &err);
    must(query_commit(db, &err), &err);
    assert_string_equal(buf_terminate(&rows), expected);
    buf_free(&rows);
}

/* What is loaded, column=value, and what comes back: column=text/number. */
static const struct {
    enum extract extract;
    const char *rows[3];
    const char *read;
} stored[] = {
    {EXTRACT_SENR,
        {"ssid=0000000012 school_of_attendance=12x local_record_id=\xc3\x91_\xe2\x82\xac "
         "birth_date=19691231 gender=X first_name=Jos\xc3\xa9_Luis enrollment_start_date=20230701 "
         "enrollment_status=10 grade_level=?KG met_uc_csu_requirements=Y golden_state_seal=N",
            "ssid=9999999999 birth_date=00010101 gender=F enrollment_start_date=99991231 "
            "enrollment_status=20 grade_level=KN"},
        "1 2 record_type=SENR/0 local_record_id=\xc3\x91 \xe2\x82\xac/0 reporting_lea=9111111/0 "
        "school_of_attendance=12x/0 academic_year=2023-2024/2023 ssid=0000000012/12 "
        "first_name=Jos\xc3\xa9 Luis/0 birth_date=19691231/-1 gender=X/0 "
        "enrollment_start_date=20230701/19539 enrollment_status=10/0 met_uc_csu_requirements=Y/0 "
        "golden_state_seal=N/0\n"
        "2 3 record_type=SENR/0 reporting_lea=9111111/0 academic_year=2023-2024/2023 "
        "ssid=9999999999/9999999999 birth_date=00010101/-719162 gender=F/0 "
        "enrollment_start_date=99991231/2932896 enrollment_status=20/0 grade_level=KN/0\n"},
    {EXTRACT_ISAG,
        {"ssid=1000000001 school_of_attendance=7000001 agreement_id=A-1 birth_date=20000229 "
         "modality=CBIS agreement_start_date=20230815 agreement_end_date=20240609 "
         "max_assignment_days=999 missed_assignments=0 course_credits=0.05 is_schooldays=999.99 "
         "is_percent=100 days_taught=0 days_time_value=0.1 days_credited=180 work_judged=Y"},
        "1 2 record_type=ISAG/0 reporting_lea=9111111/0 school_of_attendance=7000001/0 "
        "academic_year=2023-2024/2023 ssid=1000000001/1000000001 agreement_id=A-1/0 "
        "birth_date=20000229/11016 modality=CBIS/0 agreement_start_date=20230815/19584 "
        "agreement_end_date=20240609/19883 max_assignment_days=999/999 course_credits=0.05/5 "
        "missed_assignments=0/0 is_schooldays=999.99/99999 is_percent=100.00/10000 "
        "days_taught=0.00/0 days_time_value=0.10/10 days_credited=180.00/18000 work_judged=Y/0\n"},
    {EXTRACT_ISAD,
        {"program_line=REG grade_span=ALL p2_ada=999999999.99 teacher_fte=10000 "
         "negotiated_ratio=25.0625 p2_ada_emergency=20000.5",
            "program_line=CONT grade_span=ALL p2_ada=0 teacher_fte=0.01 negotiated_ratio=0.0001"},
        "1 2 record_type=ISAD/0 reporting_lea=9111111/0 academic_year=2023-2024/2023 "
        "program_line=REG/0 grade_span=ALL/0 p2_ada=999999999.99/99999999999 "
        "p2_ada_emergency=20000.50/2000050 teacher_fte=10000.00/1000000 "
        "negotiated_ratio=25.0625/250625\n"
        "2 3 record_type=ISAD/0 reporting_lea=9111111/0 academic_year=2023-2024/2023 "
        "program_line=CONT/0 grade_span=ALL/0 p2_ada=0.00/0 teacher_fte=0.01/1 "
        "negotiated_ratio=0.0001/1\n"},
    {EXTRACT_SPRG,
        {"school_of_attendance=7000001 ssid=1000000001 birth_date=19700101 gender=F "
         "education_program=144 membership_start_date=20230815 service_year=2022-2023"},
        "1 2 record_type=SPRG/0 reporting_lea=9111111/0 school_of_attendance=7000001/0 "
        "academic_year=2023-2024/2023 ssid=1000000001/1000000001 birth_date=19700101/0 gender=F/0 "
        "education_program=144/0 membership_start_date=20230815/19584 "
        "service_year=2022-2023/2022\n"},
};

static void
values_come_back(void **state)
{
    struct db *db = support_fresh();

    (void)state;
    for (size_t i = 0; i < sizeof stored / sizeof *stored; i++)
        support_load(db, support_key(LEA, stored[i].extract, 2023), stored[i].rows);
    support_load(db, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    support_load(db, support_key(LEA, EXTRACT_SENR, 2022), support_rows);
    for (size_t i = 0; i < sizeof stored / sizeof *stored; i++)
        expect(db, stored[i].extract, 2023, stored[i].read);
    expect(db, EXTRACT_STAS, 2023, "");
    db_close(db);
}

enum { MANY = 2 * ROW_PACK_ROWS + 7 };

/* Values that are the same in a whole pack, in part of one, in none, and missing in either. */
static void
write_cells(unsigned long record, char *cells, size_t size)
{
    const char *middle = record % ROW_PACK_ROWS == 0 ? "middle_name=Zed " : "";
    const char *exit =
        record > ROW_PACK_ROWS ? "enrollment_exit_date=20240110 exit_reason=E155 " : "";
    const char *seal = record == MANY ? "" : "golden_state_seal=N ";

    snprintf(cells, size,
        "school_of_attendance=%s ssid=%010lu local_student_id=P%lu first_name=%s %sbirth_date=2008"
        "%02lu02 gender=%s enrollment_start_date=20230815 enrollment_status=10 %s%s",
        record < 500 ? "7000001" : "7000004", record, record,
        record % 3 == 0   ? ""
        : record % 3 == 1 ? "Ana"
                          : "Jos\xc3\xa9_Luis",
        middle, record % 12 + 1, record == 1 ? "F" : "M", exit, seal);
}

/* Packs hold what the rows had, whichever way a column is kept. */
static void
rows_of_several_packs_come_back(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = support_key(LEA, EXTRACT_SENR, 2023);
    struct submission submission = support_submission(&key, MANY);
    struct load *load;
    struct buf expected = {0};
    struct err err;

    (void)state;
    must(load_begin(&load, db, &key, 5, &err), &err);
    for (unsigned long record = 1; record <= MANY; record++) {
        char cells[512], *rest = cells, *blank;

        write_cells(record, cells, sizeof cells);
        must(support_add_row(load, EXTRACT_SENR, record, cells, &err), &err);
        buf_printf(&expected, "%lu %lu", record, record + 1);
        while ((blank = strsep(&rest, " ")) != NULL) {
            if (*blank != '\0' && blank[strlen(blank) - 1] != '=')
                buf_printf(&expected, " %s", blank);
        }
        buf_add_byte(&expected, '\n');
    }
    must(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), &err);
    expect_cells(db, &key, buf_terminate(&expected));
    buf_free(&expected);
    db_close(db);
}

static int
count_row(void *ctx, const struct row *row, struct err *err)
{
    unsigned long *count = ctx;

    (void)err;
    assert_int_equal(row->number, ++*count);
    return 0;
}

/* More rows than are fetched at once, and a multiple of it, come all and in order. */
static void
many_rows_come_in_order(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = support_key(LEA, EXTRACT_SENR, 2023);
    static const unsigned long wanted[] = {8000, 8001};

    (void)state;
    support_load(db, key, support_rows);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        unsigned long count = 0;
        const struct row_sink sink = {count_row, &count};
        char sql[1024];
        struct err err;

        snprintf(sql, sizeof sql,
            "INSERT INTO isprofile.senr_pack (lea_code, academic_year, submission_id, "
            "first_record, rows, record, line, ssid, birth_date, gender, enrollment_start_date, "
            "enrollment_status, keys) SELECT lea_code, academic_year, submission_id, min(n), "
            "count(*), "
            "array_agg(n ORDER BY n), array_agg(n + 1 ORDER BY n), array_agg(n ORDER BY n), "
            "birth_date, 'X', enrollment_start_date, enrollment_status, "
            "decode(repeat('00', 16 * count(*)::integer), 'hex') "
            "FROM isprofile.senr_pack CROSS JOIN generate_series(%d, %lu) AS n "
            "WHERE first_record = 1 GROUP BY lea_code, academic_year, submission_id, birth_date, "
            "enrollment_start_date, enrollment_status, n / 1000",
            i == 0 ? 4 : 8001, wanted[i]);
        support_run(db, sql);
        must(query_begin(db, &err), &err);
        must(row_reader_pass(db, &key, &sink, &err), &err);
        must(query_commit(db, &err), &err);
        assert_int_equal(count, wanted[i]);
    }
    db_close(db);
}

static int
refuse_row(void *ctx, const struct row *row, struct err *err)
{
    (void)ctx;
    (void)row;
    return err_set(err, ERR_IO, "full");
}

static void
a_sink_that_fails_ends_it(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = support_key(LEA, EXTRACT_SENR, 2023);
    const struct row_sink sink = {refuse_row, NULL};
    struct err err;

    (void)state;
    support_load(db, key, support_rows);
    must(query_begin(db, &err), &err);
    assert_int_equal(row_reader_pass(db, &key, &sink, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    query_rollback(db);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back),
        cmocka_unit_test(rows_of_several_packs_come_back),
        cmocka_unit_test(many_rows_come_in_order),
        cmocka_unit_test(a_sink_that_fails_ends_it),
    };

    return cmocka_run_group_tests_name("row_reader", tests, NULL, NULL);
}
