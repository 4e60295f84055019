#include "support/lawful.h"

#include "transform/rule.h"

/* The rows of one pupil in several extracts, whatever the order in which they come. */

static const struct rule_count *
count_of(enum extract extract, enum rule_id rule)
{
    return &law.judgement.counts[extract][rule];
}

static void
begin(const char *year)
{
    lawful_clear(&law);
    law.year = year;
}

/* Days the pupil has in STAS at the school, as a row. */
static void
add_attendance(const char *columns)
{
    lawful_add(&law, EXTRACT_STAS, columns);
}

static void
study_needs_an_enrollment_and_an_agreement(void **state)
{
    (void)state;
    begin("2023-2024");
    lawful_add(&law, EXTRACT_SENR, "");
    lawful_add(&law, EXTRACT_SENR, "ssid=9900000003 school_of_attendance=0999906");
    add_attendance("");
    add_attendance("ssid=9900000002");
    add_attendance("ssid=9900000002 school_of_attendance=0999906 is_days_credited=0 "
                   "is_days_not_credited=3.5");
    add_attendance("ssid=9900000003 is_days_credited=0");
    add_attendance("ssid=9900000004 exempt=Y");
    lawful_add(&law, EXTRACT_ISAG, "");
    lawful_add(&law, EXTRACT_ISAG, "ssid=9900000003");
    lawful_add(&law, EXTRACT_ISAG, "ssid=9900000005 is_schooldays=0 days_credited=0");
    lawful_judge(&law);
    assert_string_equal(law.findings.data, "STAS 2 pupil_without_enrollment\n"
                                           "STAS 2 is_without_agreement 6000\n"
                                           "STAS 3 pupil_without_enrollment\n"
                                           "STAS 3 is_without_agreement 0\n"
                                           "ISAG 2 pupil_without_enrollment\n"
                                           "ISAG 2 agreement_without_attendance\n");
    assert_int_equal(count_of(EXTRACT_STAS, RULE_pupil_without_enrollment)->applied, 3);
    assert_int_equal(count_of(EXTRACT_STAS, RULE_pupil_without_enrollment)->found, 2);
    assert_int_equal(count_of(EXTRACT_ISAG, RULE_pupil_without_enrollment)->applied, 2);
    assert_int_equal(count_of(EXTRACT_ISAG, RULE_agreement_without_attendance)->applied, 2);
    assert_int_equal(count_of(EXTRACT_SENR, RULE_pupil_without_enrollment)->applied, 0);
}

static void
attendance_is_not_compared_before_it_told_completed_days(void **state)
{
    (void)state;
    begin("2020-2021");
    add_attendance("is_days_credited= is_days_not_credited=60");
    lawful_add(&law, EXTRACT_ISAG,
        "ssid=9900000002 signed_pupil_date=20200801 signed_parent_date=20200801 "
        "signed_teacher_date=20200801 agreement_start_date=20200908 agreement_end_date=20201218");
    lawful_judge(&law);
    assert_string_equal(law.findings.data, "");
}

static void
days_of_all_agreements_at_a_school_are_compared(void **state)
{
    static const struct {
        const char *first, *second, *credited, *findings;
    } cases[] = {
        {"30", "30", "60", ""},
        {"30", "31", "60", ""},
        {"30", "31.01", "60", "ISAG 1 is_days_differ\n"},
        {"29", "30", "60", ""},
        {"28.99", "30", "60", "ISAG 1 is_days_differ\n"},
        {"57", "3", "60", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char columns[200];

        begin("2023-2024");
        snprintf(columns, sizeof columns, "is_days_credited=%s", cases[i].credited);
        add_attendance(columns);
        /* The second record is the first in time: what is found is told on the first record. */
        snprintf(columns, sizeof columns,
            "agreement_start_date=20231101 agreement_end_date=20231215 is_schooldays=%s",
            cases[i].first);
        lawful_add(&law, EXTRACT_ISAG, columns);
        snprintf(columns, sizeof columns, "agreement_end_date=20231031 is_schooldays=%s",
            cases[i].second);
        lawful_add(&law, EXTRACT_ISAG, columns);
        lawful_judge(&law);
        assert_string_equal(law.findings.data, cases[i].findings);
        assert_int_equal(count_of(EXTRACT_ISAG, RULE_is_days_differ)->applied, 1);
    }
}

static void
agreements_overlap_by_a_day(void **state)
{
    (void)state;
    begin("2023-2024");
    lawful_add(&law, EXTRACT_ISAG, "agreement_start_date=20231201 agreement_end_date=20231215");
    lawful_add(&law, EXTRACT_ISAG, "agreement_start_date=20230905 agreement_end_date=20231201");
    lawful_add(&law, EXTRACT_ISAG, "agreement_start_date=20231216 agreement_end_date=20240131");
    lawful_add(&law, EXTRACT_ISAG, "agreement_start_date=20240201 agreement_end_date=20240531");
    lawful_add(&law, EXTRACT_ISAG,
        "agreement_start_date=20240301 agreement_end_date=20240331 modality=CBIS "
        "school_of_attendance=0999906");
    lawful_add(&law, EXTRACT_ISAG, "agreement_start_date=20240415 agreement_end_date=20240430");
    lawful_add(&law, EXTRACT_ISAG,
        "ssid=9900000002 agreement_start_date=20230905 agreement_end_date=20231215");
    lawful_judge(&law);
    assert_string_equal(law.findings.data, "ISAG 1 agreements_overlap: record 2\n"
                                           "ISAG 5 agreements_overlap: record 4\n"
                                           "ISAG 6 agreements_overlap: record 4\n");
    assert_int_equal(count_of(EXTRACT_ISAG, RULE_agreements_overlap)->applied, 7);
}

/* Nine days and seven are sixteen, which is long-term from 2024-25. */
static void
terms_are_added_up(void **state)
{
    static const char common[] = "signed_pupil_date=20250520 signed_parent_date=20250520 "
                                 "signed_teacher_date=20250520 ";
    static const struct {
        const char *days, *other_pupil, *findings;
    } cases[] = {
        {"7", "9900000001",
            "ISAG 1 agreement_signed_late 700: long-term study: due when participation begins\n"
            "ISAG 2 agreement_signed_late 900: long-term study: due when participation begins\n"},
        {"6.99", "9900000001", ""},
        {"7", "9900000002", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char columns[400];

        begin("2024-2025");
        snprintf(columns, sizeof columns,
            "%sagreement_start_date=20241007 agreement_end_date=20241015 is_schooldays=%s "
            "days_credited=7 ssid=%s",
            common, cases[i].days, cases[i].other_pupil);
        lawful_add(&law, EXTRACT_ISAG, columns);
        snprintf(columns, sizeof columns,
            "%sagreement_start_date=20240909 agreement_end_date=20240919 is_schooldays=9 "
            "days_credited=9",
            common);
        lawful_add(&law, EXTRACT_ISAG, columns);
        lawful_judge(&law);
        assert_string_equal(law.findings.data, cases[i].findings);
    }
}

/* The first row in SENR, STAS, SINF, SPRG, ISAG is believed, then the lowest record. */
static void
one_birth_date_is_believed(void **state)
{
    (void)state;
    begin("2020-2021");
    lawful_add(&law, EXTRACT_SPRG, "birth_date=20080317");
    lawful_add(&law, EXTRACT_SINF, "birth_date=20080316");
    lawful_add(&law, EXTRACT_SINF, "birth_date=20080315 ssid=9900000002");
    lawful_add(&law, EXTRACT_SENR, "birth_date=20080316 school_of_attendance=0999906");
    lawful_add(&law, EXTRACT_SENR, "birth_date=20080318 school_of_attendance=0999901");
    add_attendance("birth_date=20080316 is_days_credited=0");
    add_attendance("birth_date=20080315 ssid=9900000002 is_days_credited=0");
    lawful_judge(&law);
    assert_string_equal(law.findings.data, "SENR 2 birth_date_differs\n"
                                           "SPRG 1 birth_date_differs\n");
    assert_int_equal(count_of(EXTRACT_SINF, RULE_birth_date_differs)->applied, 2);
    law_drop_extract(law.law, EXTRACT_SENR);
    lawful_judge(&law);
    assert_string_equal(law.findings.data, "SPRG 1 birth_date_differs\n");
    law_drop_extract(law.law, EXTRACT_STAS);
    law_drop_extract(law.law, EXTRACT_SINF);
    lawful_judge(&law);
    assert_string_equal(law.findings.data, "");
}

static const struct {
    enum extract extract;
    unsigned long record;
    const char *columns;
} rows[] = {
    {EXTRACT_SENR, 1, ""},
    {EXTRACT_SENR, 4, "ssid=9900000002 school_of_attendance=0999906 birth_date=20080101"},
    {EXTRACT_STAS, 2, ""},
    {EXTRACT_STAS, 3, "ssid=9900000002"},
    {EXTRACT_STAS, 9, "ssid=9900000003 school_of_attendance=Room7"},
    {EXTRACT_SINF, 1, "birth_date=20090909"},
    {EXTRACT_SPRG, 1, "ssid=9900000002"},
    {EXTRACT_ISAG, 3, "signed_teacher_date=20230907 max_assignment_days=30"},
    {EXTRACT_ISAG, 5, "agreement_start_date=20231001 missed_assignments=4"},
    {EXTRACT_ISAG, 6, "ssid=9900000003 school_of_attendance=Room7 birth_date=20090101"},
    {EXTRACT_ISPU, 1, "residence_county=10 iep_active=Y thing_of_value=Y"},
    {EXTRACT_ISPO, 1, "policy_adopted_date=20231002"},
    {EXTRACT_ISPO, 2, "school_of_attendance=Room7 max_assignment_days="},
};

enum { ROWS = sizeof rows / sizeof *rows };

static void
feed_extract(enum extract extract)
{
    lawful_begin(&law, extract);
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].extract == extract)
            lawful_add_as(&law, extract, rows[i].record, rows[i].columns);
}

/* In which order the extracts come, and how often, makes no difference. */
static void
findings_do_not_depend_on_the_order_of_extracts(void **state)
{
    struct buf first = {0}, first_agreements = {0};

    (void)state;
    for (unsigned turn = 0; turn < EXTRACT_COUNT; turn++) {
        begin("2023-2024");
        for (unsigned i = 0; i < EXTRACT_COUNT; i++)
            feed_extract((enum extract)((turn * 3 + i * (turn % 2 == 0 ? 1 : 7)) % EXTRACT_COUNT));
        if (turn % 3 == 2) {
            lawful_judge(&law);
            feed_extract(EXTRACT_STAS);
            feed_extract(EXTRACT_ISPO);
        }
        lawful_judge(&law);
        if (turn == 0) {
            buf_add_text(&first, law.findings.data);
            buf_add_text(&first_agreements, law.agreements.data);
        }
        assert_string_equal(law.findings.data, first.data);
        assert_string_equal(law.agreements.data, first_agreements.data);
        assert_int_equal(law.judgement.claimed_days, 18000);
    }
    assert_non_null(strstr(first.data, "STAS 3 is_without_agreement 6000\n"));
    assert_null(strstr(first.data, "STAS 9 is_without_agreement"));
    assert_non_null(strstr(first.data, "ISAG 6 policy_missing 6000"));
    assert_non_null(strstr(first.data, "ISAG 5 agreements_overlap: record 3\n"));
    buf_free(&first);
    buf_free(&first_agreements);
}

/* One pupil with more rows than anybody has, and many pupils with one each. */
static void
many_rows_are_judged(void **state)
{
    enum { MANY = 3000 };
    char columns[100];

    (void)state;
    begin("2023-2024");
    for (int i = 0; i < MANY; i++) {
        snprintf(columns, sizeof columns, "school_of_attendance=%07d", i + 3);
        lawful_add(&law, EXTRACT_SENR, columns);
        lawful_add(&law, EXTRACT_ISAG, columns);
        snprintf(columns, sizeof columns, "ssid=%010d", MANY - i);
        lawful_add(&law, EXTRACT_STAS, columns);
    }
    lawful_judge(&law);
    assert_int_equal(count_of(EXTRACT_ISAG, RULE_pupil_without_enrollment)->found, 0);
    assert_int_equal(count_of(EXTRACT_ISAG, RULE_agreements_overlap)->found, MANY - 1);
    assert_int_equal(count_of(EXTRACT_STAS, RULE_is_without_agreement)->found, MANY);
    assert_int_equal(
        count_of(EXTRACT_STAS, RULE_is_without_agreement)->ineligible_days, MANY * 6000);
    assert_int_equal(law.judgement.claimed_days, MANY * 6000);
}

static int
refuse_finding(void *ctx, enum extract extract, const struct finding *finding, struct err *err)
{
    (void)ctx;
    (void)extract;
    (void)finding;
    return err_set(err, ERR_IO, "full");
}

static void
a_sink_that_fails_ends_the_work(void **state)
{
    struct law_sinks sinks = {.finding = refuse_finding};
    struct law_judgement judgement;
    struct err err = {0};

    (void)state;
    begin("2023-2024");
    lawful_add(&law, EXTRACT_ISAG, "work_judged=N");
    assert_int_equal(law_finish(law.law, &sinks, &judgement, &err), -1);
    assert_string_equal(err.text, "full");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(study_needs_an_enrollment_and_an_agreement),
        cmocka_unit_test(attendance_is_not_compared_before_it_told_completed_days),
        cmocka_unit_test(days_of_all_agreements_at_a_school_are_compared),
        cmocka_unit_test(agreements_overlap_by_a_day),
        cmocka_unit_test(terms_are_added_up),
        cmocka_unit_test(one_birth_date_is_believed),
        cmocka_unit_test(findings_do_not_depend_on_the_order_of_extracts),
        cmocka_unit_test(many_rows_are_judged),
        cmocka_unit_test(a_sink_that_fails_ends_the_work),
    };

    return cmocka_run_group_tests_name("law_pupil", tests, open_law, close_law);
}
