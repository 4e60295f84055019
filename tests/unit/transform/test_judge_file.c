#include "support/judged.h"

#include "transform/rule.h"

/* What is judged of a file as a whole: whose it is, its form, its keys, the result. */

static const char ispu[] = "record_type,reporting_lea,academic_year,ssid,iep_active,"
                           "pregnant_parenting,foster\n";

static struct reference *reference;
static struct directory *directory;
static struct judged judged;

static int
open_judged(void **state)
{
    (void)state;
    reference = reference_new();
    directory = judged_directory();
    judged = (struct judged){.watched = -1, .shows_info = true};
    judged.options.reference = reference;
    judged.options.directory = directory;
    return 0;
}

static int
close_judged(void **state)
{
    (void)state;
    judged_close(&judged);
    directory_free(directory);
    reference_free(reference);
    return 0;
}

static void
judge_text(enum extract extract, const char *header, const char *rows)
{
    struct buf file = {0};

    buf_printf(&file, "%s%s", header, rows);
    judged_file(&judged, extract, header[0] != '\0', file.data);
    buf_free(&file);
}

static void
assert_counts(uint64_t read, uint64_t loaded, uint64_t rejected, uint64_t withheld)
{
    assert_int_equal(judged.judgement.rows.read, read);
    assert_int_equal(judged.judgement.rows.loaded, loaded);
    assert_int_equal(judged.judgement.rows.rejected, rejected);
    assert_int_equal(judged.judgement.rows.withheld, withheld);
}

static void
a_good_file_is_accepted(void **state)
{
    (void)state;
    judge_text(EXTRACT_ISPU, ispu,
        "ISPU,0161234,2023-2024,1000000001,N,N,\n"
        "ISPU,0161234,2023-2024,1000000002,N,N,Y\n");
    assert_string_equal(judged.findings.data, "");
    assert_string_equal(judged.rows.data, "1 2 ");
    assert_int_equal(judged.judgement.verdict, VERDICT_ACCEPTED);
    assert_string_equal(judged.judgement.key.lea, "0161234");
    assert_int_equal(judged.judgement.key.year, 2023);
    assert_int_equal(judged.judgement.key.extract, EXTRACT_ISPU);
    assert_counts(2, 2, 0, 0);
}

/* Each refuses the file at the first row that is of another; the good rows are withheld. */
static void
rows_of_others_refuse_the_file(void **state)
{
    (void)state;
    judge_text(EXTRACT_ISPU, ispu,
        "ISPU,0161234,2023-2024,1000000001,N,N,\n"
        "ISPU,0275678,2023-2024,1000000002,N,N,\n"
        "ISPU,0275678,2023-2024,1000000003,N,N,\n");
    assert_string_equal(judged.findings.data, "3 file_mixes_leas reporting_lea\n");
    assert_int_equal(judged.judgement.verdict, VERDICT_REFUSED);
    assert_string_equal(judged.rejects.data, "2 3 ");
    assert_counts(3, 0, 2, 1);

    judge_text(EXTRACT_ISPU, ispu,
        "ISPU,0161234,2023-2024,1000000001,N,N,\n"
        "ISPU,0161234,2022-2023,1000000002,N,N,\n");
    assert_string_equal(judged.findings.data, "3 file_mixes_years academic_year\n");
    assert_counts(2, 0, 1, 1);

    judge_text(EXTRACT_ISPU, ispu,
        "ISPU,0161234,2023-2024,1000000001,N,N,\n"
        "SINF-R,nobody,cares,about,the,rest,here,now\n");
    assert_string_equal(judged.findings.data, "3 file_mixes_extracts record_type\n");
    assert_counts(2, 0, 1, 1);
}

/* The same LEA with and without its leading zero is one. */
static void
spellings_of_one_lea_are_one(void **state)
{
    (void)state;
    judge_text(EXTRACT_ISPU, ispu,
        "ISPU,161234,2023-2024,1000000001,N,N,\n"
        "ISPU,0161234,2023-2024,1000000002,N,N,\n");
    assert_string_equal(judged.findings.data, "2 value_leading_zeros_lost reporting_lea\n");
    assert_string_equal(judged.judgement.key.lea, "0161234");
    assert_counts(2, 2, 0, 0);
}

static void
an_inbox_takes_its_own_lea_only(void **state)
{
    (void)state;
    judged.options.expected_lea = "0161234";
    judge_text(EXTRACT_ISPU, ispu, "ISPU,161234,2023-2024,1000000001,n,N,\n");
    assert_int_equal(judged.judgement.verdict, VERDICT_ACCEPTED);
    judge_text(EXTRACT_ISPU, ispu,
        "ISPU,0275678,2023-2024,1000000001,N,N,\n"
        "ISPU,0275678,2023-2024,1000000002,N,N,\n");
    assert_string_equal(judged.findings.data, "2 file_lea_not_submitter reporting_lea\n");
    assert_counts(2, 0, 0, 2);
    judged.options.expected_lea = NULL;
}

static void
an_unknown_lea_needs_a_directory_to_be_found(void **state)
{
    const char *row = "ISPU,9999999,2023-2024,1000000001,N,N,\n";

    (void)state;
    judge_text(EXTRACT_ISPU, ispu, row);
    assert_string_equal(judged.findings.data, "2 file_lea_not_identified reporting_lea\n");
    judged.options.directory = NULL;
    judge_text(EXTRACT_ISPU, ispu, row);
    assert_string_equal(judged.findings.data, "");
    assert_string_equal(judged.judgement.not_judged[0].rule->id, "file_lea_not_identified");
    assert_string_equal(judged.judgement.not_judged[0].reason, "no directory");
    judged.options.directory = directory;
    judge_text(EXTRACT_ISPU, ispu, "ISPU,0161234,2023-2024,1000000001,N,N,\n");
    assert_int_equal(judged.judgement.not_judged_count, 0);
}

/* The law is not asked about a refused file, and its rules of the year are named. */
static void
a_refused_file_names_the_rules_of_the_law(void **state)
{
    const struct judgement *judgement = &judged.judgement;

    (void)state;
    judged.options.max_rejected = 1;
    judge_text(EXTRACT_ISPU, ispu, "ISPU,0161234,2022-2023,1000000001,N,N,\nISPU\n");
    assert_int_equal(judgement->not_judged_count, 9);
    assert_string_equal(judgement->not_judged[8].rule->id, "pupil_facts_missing");
    assert_string_equal(judgement->not_judged[8].reason, "the file is refused");
    judge_text(EXTRACT_ISPU, ispu, "ISPU,0161234,2021-2022,1000000001,N,N,\nISPU\n");
    assert_int_equal(judgement->not_judged_count, 8);
    judge_text(EXTRACT_ISPU, ispu, "ISPU,0161234,2021,1000000001,N,N,\n");
    assert_int_equal(judgement->not_judged_count, 8);
    judged.options.max_rejected = 0;
}

/* Fields that a row may have, with a header and by position. */
static const struct {
    const char *header, *row;
    enum extract extract;
    const char *findings;
} forms[] = {
    {ispu, "ISPU,0161234,2023-2024,1000000001,N,N\n", EXTRACT_ISPU, ""},
    {ispu, "ISPU,0161234,2023-2024,1000000001,N\n", EXTRACT_ISPU,
        "2 row_field_count: 5 fields instead of 7\n"},
    {ispu, "ISPU,0161234,2023-2024,1000000001,N,N,,\n", EXTRACT_ISPU,
        "2 row_field_count: 8 fields instead of 7\n"},
    {"", "ISPU,,,0161234,2023-2024,1000000001,,,N,,,,,,,N\n", EXTRACT_ISPU, ""},
    {"", "ISPU,,,0161234,2023-2024,1000000001,,,N,,,,,,,N,,,,,,\n", EXTRACT_ISPU, ""},
    {"", "ISPU,,,0161234,2023-2024,1000000001,,,N,,,,,,,N,,,,,,,\n", EXTRACT_ISPU,
        "1 row_field_count: 23 fields instead of 22\n"},
    {ispu, "Total: 315\n", EXTRACT_ISPU, "2 row_field_count: 1 field instead of 7\n"},
    {ispu, ",,,,\xc2\xa0 ,,\n", EXTRACT_ISPU,
        "2 value_missing record_type: the whole row is empty\n"
        "2 value_missing reporting_lea: the whole row is empty\n"
        "2 value_missing academic_year: the whole row is empty\n"
        "2 value_missing ssid: the whole row is empty\n"
        "2 value_missing iep_active: the whole row is empty\n"
        "2 value_missing pregnant_parenting: the whole row is empty\n"},
    {"",
        "SINF,,,20230815,,0161234,0130001,2023-2024,1000000001,,,,,,,,,20100101,F,,,,,,,,,,,,"
        "1 Street,Town,more\n",
        EXTRACT_SINF, ""},
    {"",
        "SENR,,,0161234,0130001,,2022-2023,1000000001,,,,,,,,,20100101,F,,,,20220815,10,08,,,,,,,"
        ",,,,,,,,\n",
        EXTRACT_SENR,
        "1 file_extract_not_recognised academic_year: SENR of a year before 2023-2024 needs a "
        "header row\n"},
};

static void
rows_have_the_fields_of_their_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        judge_text(forms[i].extract, forms[i].header, forms[i].row);
        if (strcmp(judged.findings.data, forms[i].findings) != 0)
            fail_msg("%s%sand not\n%s", forms[i].row, judged.findings.data, forms[i].findings);
    }
    assert_string_equal(judged.judgement.key.lea, "0161234");
    assert_int_equal(judged.judgement.key.year, 2022);
    assert_counts(1, 0, 0, 1);
}

/* One refused row of three is 33.33... percent. */
static void
too_many_refused_rows_refuse_the_file(void **state)
{
    const char *rows = "ISPU,0161234,2023-2024,1000000001,N,N,\n"
                       "ISPU,0161234,2023-2024,1000000002,N,N,\n"
                       "ISPU,0161234,2023-2024,1,N,N,\n";

    (void)state;
    judged.options.max_rejected = 3334;
    judge_text(EXTRACT_ISPU, ispu, rows);
    assert_counts(3, 2, 1, 0);
    judged.options.max_rejected = 3333;
    judge_text(EXTRACT_ISPU, ispu, rows);
    assert_string_equal(judged.findings.data,
        "4 ssid_malformed ssid: 1 digit\n"
        "0 file_rejected_share: 1 of 3 rows; at most 33.33 percent may be\n");
    assert_counts(3, 0, 1, 2);
    judged.options.max_rejected = 0;
}

static void
a_finding_added_later_turns_the_verdict(void **state)
{
    struct err err;

    (void)state;
    judge_text(EXTRACT_ISPU, ispu, "ISPU,0161234,2023-2024,1000000001,N,N,\n");
    assert_int_equal(judge_add_file_finding(judged.judge, "file_already_loaded", NULL, &err), 0);
    assert_int_equal(judge_finish(judged.judge, &judged.judgement, &err), 0);
    assert_counts(1, 1, 0, 0);
    assert_int_equal(
        judge_add_file_finding(judged.judge, "file_shrinks", "1 row instead of 9", &err), 0);
    assert_int_equal(judge_finish(judged.judge, &judged.judgement, &err), 0);
    assert_int_equal(judged.judgement.verdict, VERDICT_REFUSED);
    assert_int_equal(judged.judgement.not_judged_count, 9);
    assert_counts(1, 0, 0, 1);
    assert_string_equal(
        judged.findings.data, "0 file_already_loaded\n0 file_shrinks: 1 row instead of 9\n");
    assert_int_equal(judged.judgement.counts[RULE_file_shrinks].found, 1);
    assert_int_equal(judge_add_file_finding(judged.judge, "no_such_rule", NULL, &err), -1);
    assert_int_equal(err.code, ERR_BUG);
}

static void
problems_of_reading_are_findings(void **state)
{
    const struct read_problem unclosed = {
        .kind = READ_QUOTE_UNCLOSED, .line = 7, .detail = "opened here"};
    const struct read_problem unknown = {
        .kind = READ_COLUMN_NOT_RECOGNISED, .line = 1, .field = 8, .detail = "shoe_size"};
    struct err err;

    (void)state;
    judge_text(EXTRACT_ISPU, ispu, "");
    judge_record_sink(judged.judge)->problem(judged.judge, &unknown, &err);
    judge_finish(judged.judge, &judged.judgement, &err);
    assert_int_equal(judged.judgement.verdict, VERDICT_ACCEPTED);
    judge_record_sink(judged.judge)->problem(judged.judge, &unclosed, &err);
    judge_finish(judged.judge, &judged.judgement, &err);
    assert_int_equal(judged.judgement.verdict, VERDICT_REFUSED);
    assert_string_equal(judged.findings.data, "1 file_column_not_recognised: shoe_size\n"
                                              "7 file_quote_unclosed: opened here\n");
}

/* A file that could not be read so far that its extract is known. */
static void
a_file_without_a_beginning_is_judged(void **state)
{
    const struct judge_sinks none = {0};
    const struct read_problem problem = {.kind = READ_NOT_SUPPORTED, .detail = "a zip file"};
    struct judge *judge = judge_new(&judged.options, &none);
    struct judgement judgement;
    struct err err;

    (void)state;
    assert_int_equal(judge_record_sink(judge)->problem(judge, &problem, &err), 0);
    assert_int_equal(judge_finish(judge, &judgement, &err), 0);
    assert_int_equal(judgement.verdict, VERDICT_REFUSED);
    assert_int_equal(judgement.key.extract, EXTRACT_NONE);
    assert_int_equal(judgement.rows.read, 0);
    judge_free(judge);
}

static void
spellings_are_counted_in_order(void **state)
{
    static const struct {
        const char *column, *spelling, *code;
        uint64_t rows;
    } expected[] = {
        {"enrollment_status", "10", "10", 0}, /* as it is: not counted */
        {"gender", "f", "F", 3},
        {"grade_level", "9th  Grade", "09", 1},
        {"grade_level", "9th grade", "09", 1},
        {"grade_level", "tk", "KN", 1},
        {"reporting_lea", "161234", "0161234", 1},
    };
    size_t count;

    (void)state;
    judge_text(EXTRACT_SENR,
        "record_type,reporting_lea,academic_year,school_of_attendance,ssid,enrollment_start_date,"
        "birth_date,gender,enrollment_status,grade_level,first_name\n",
        "SENR,161234,2022-2023,0130001,1000000001,20220815,20080101,f,10,9th grade,Ann\n"
        "SENR,0161234,2022-2023,0130001,1000000002,20220815,20080101,f,10, 9th  Grade ,Ben\n"
        "SENR,0161234,2022-2023,0130001,1000000003,20220815,20170101,f,10,tk,Cho\n");
    count = judged.judgement.normalization_count;
    assert_int_equal(count, sizeof expected / sizeof *expected - 1);
    for (size_t i = 0; i < count; i++) {
        const struct normalization *normalization = &judged.judgement.normalizations[i];

        assert_string_equal(normalization->column, expected[i + 1].column);
        assert_string_equal(normalization->spelling, expected[i + 1].spelling);
        assert_string_equal(normalization->code, expected[i + 1].code);
        assert_int_equal(normalization->rows, expected[i + 1].rows);
    }
}

/* How often each rule was looked for: by hand for one small file. */
static void
applied_counts_the_cells_and_rows_looked_at(void **state)
{
    const struct rule_count *counts;

    (void)state;
    judge_text(EXTRACT_ISPU, ispu,
        "ISPU,0161234,2023-2024,1000000001,N,N,\n"
        "ISPU,0161234,2023-2024,,N,q,Y\n"
        "ISPU,too few\n");
    counts = judged.judgement.counts;
    assert_int_equal(counts[RULE_row_field_count].applied, 3);
    assert_int_equal(counts[RULE_row_field_count].found, 1);
    assert_int_equal(counts[RULE_value_missing].applied, 12); /* six columns, two rows */
    assert_int_equal(counts[RULE_value_missing].found, 1);
    assert_int_equal(counts[RULE_ssid_malformed].applied, 1);
    assert_int_equal(counts[RULE_value_not_y_or_n].applied, 5);
    assert_int_equal(counts[RULE_value_not_y_or_n].found, 1);
    assert_int_equal(counts[RULE_value_not_in_code_set].applied, 4); /* record type and LEA */
    assert_int_equal(counts[RULE_row_duplicate_key].applied, 1);
    assert_int_equal(counts[RULE_file_mixes_leas].applied, 3);
    assert_int_equal(counts[RULE_school_not_identified].applied, 0);
}

static int
fail_at_once(void *ctx, const struct finding *finding, struct err *err)
{
    (void)ctx;
    (void)finding;
    return err_set(err, ERR_IO, "no room");
}

static void
a_failure_of_a_sink_ends_the_work(void **state)
{
    const struct judge_sinks sinks = {.findings = {fail_at_once, NULL}};
    struct judge *judge = judge_new(&judged.options, &sinks);
    const struct read_problem problem = {.kind = READ_EMPTY};
    struct err err;

    (void)state;
    assert_int_equal(judge_record_sink(judge)->problem(judge, &problem, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    judge_free(judge);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_file_is_accepted),
        cmocka_unit_test(rows_of_others_refuse_the_file),
        cmocka_unit_test(spellings_of_one_lea_are_one),
        cmocka_unit_test(an_inbox_takes_its_own_lea_only),
        cmocka_unit_test(an_unknown_lea_needs_a_directory_to_be_found),
        cmocka_unit_test(a_refused_file_names_the_rules_of_the_law),
        cmocka_unit_test(rows_have_the_fields_of_their_form),
        cmocka_unit_test(too_many_refused_rows_refuse_the_file),
        cmocka_unit_test(a_finding_added_later_turns_the_verdict),
        cmocka_unit_test(problems_of_reading_are_findings),
        cmocka_unit_test(a_file_without_a_beginning_is_judged),
        cmocka_unit_test(spellings_are_counted_in_order),
        cmocka_unit_test(applied_counts_the_cells_and_rows_looked_at),
        cmocka_unit_test(a_failure_of_a_sink_ends_the_work),
    };

    return cmocka_run_group_tests_name("judge_file", tests, open_judged, close_judged);
}
