#include "support/profile_case.h"

static void
stas_days_come_before_isag_days(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 1500, 3000);
    case_isag(&c, HIGH, 9000, 0);
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 0 0 0"); /* 15 days, not 90 */
    case_close(&c);

    case_open(&c);
    case_stas(&c, HIGH, 0, 3000);
    case_isag(&c, HIGH, 1600, 4999);
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 0 1 0 0 0"); /* no expected days to measure against */
    case_close(&c);
}

static void
no_days_make_no_segment(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 0, 18000);
    case_isag(&c, HIGH, 0, 10000);
    case_senr(&c, HIGH, "12");
    assert_row(&c, "", FILTER_ALL, "TA", "0 0 0 0 0 0");
    assert_int_equal(c.profile->row_count, 1);
    case_close(&c);
}

static void
before_2021_stas_tells_nothing(void **state)
{
    struct profile_case c;

    (void)state;
    case_open_year(&c, 2020);
    case_stas(&c, HIGH, 9000, 18000);
    case_stas(&c, FAR, 9000, 18000);
    case_isag(&c, HIGH, 1500, 4000);
    assert_row(&c, "", FILTER_ALL, "TA", "1 0 0 0 0 0");
    assert_row(&c, FAR, FILTER_ALL, "TA", "");
    case_close(&c);

    case_open_year(&c, 2021);
    case_stas(&c, HIGH, 9000, 18000);
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 1 0 0 0");
    case_close(&c);
}

static void
rows_of_several_leas_meet(void **state)
{
    struct profile_case c;
    struct pupil_place place = case_place(HIGH);

    (void)state;
    memcpy(place.lea, GAMMA, 7);
    case_open(&c);
    case_stas(&c, HIGH, 800, 1600);
    case_stas_at(&c, place, 800, 1601);
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 0 1 0 0 0"); /* 16 days of 32.01 */
    assert_row(&c, GAMMA, FILTER_ALL, "TA", "");
    case_close(&c);
}

static void
unidentified_rows_meet_by_lea_and_raw_code(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    case_stas_at(&c, case_unknown(BETA, "77"), 500, 1000);
    case_stas_at(&c, case_unknown(BETA, "77"), 500, 1000);
    case_stas_at(&c, case_unknown(BETA, ""), 600, 9000);
    assert_row(&c, BETA, FILTER_ALL, "TA", "1 0 1 0 0 0");
    assert_row(&c, "01", FILTER_NOT_CHARTER, "TA", "1 0 1 0 0 0");
    assert_row(&c, "01", FILTER_CHARTER, "TA", "");
    for (size_t i = 0; i < c.profile->row_count; i++)
        assert_int_not_equal(c.profile->rows[i].place->level, LEVEL_SCHOOL);
    case_close(&c);
}

static void
enrollments_that_do_not_count_drop_a_segment(void **state)
{
    static const struct {
        int16_t status;
        const char *reason;
        bool is_kept;
    } cases[] = {
        {10, "", true},
        {30, "", true},
        {20, "", false},
        {40, "", false},
        {50, "", false},
        {10, "N470", false},
        {10, "E155", true},
        {20, "E155", false},
    };
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pupil_enrollment *row;

        case_open(&c);
        case_stas(&c, HIGH, 500, 1000);
        row = case_senr(&c, HIGH, "09");
        row->status = cases[i].status;
        memcpy(row->exit_reason, cases[i].reason, strlen(cases[i].reason) + 1);
        assert_row(&c, "", FILTER_ALL, "TA", cases[i].is_kept ? "1 1 0 0 0 0" : "0 0 0 0 0 0");
        case_close(&c);
    }
}

static void
only_the_segments_own_enrollments_drop_it(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 500, 1000);
    case_senr(&c, CONTINUATION, "09")->status = 20;
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 0 0 0");
    case_close(&c);

    case_open(&c);
    case_stas_at(&c, case_unknown(BETA, "77"), 500, 1000);
    case_stas_at(&c, case_unknown(BETA, "78"), 500, 1000);
    case_senr_at(&c, case_unknown(BETA, "77"), "09")->status = 20;
    case_senr_at(&c, case_unknown(GAMMA, "78"), "09")->status = 20;
    assert_row(&c, BETA, FILTER_ALL, "TA", "1 1 0 0 0 0");
    case_close(&c);

    case_open(&c); /* one that counts keeps it */
    case_stas(&c, HIGH, 500, 1000);
    case_senr(&c, HIGH, "09")->status = 20;
    case_senr(&c, HIGH, "10");
    assert_category(&c, HIGH, "G10");
    case_close(&c);
}

static void
grade_is_of_the_last_enrollment_that_counts(void **state)
{
    struct profile_case c;
    struct pupil_enrollment *row;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 500, 1000);
    case_isag(&c, HIGH, 500, 0); /* grade 11: not asked for */
    case_exit(case_senr(&c, HIGH, "07"), "2024-01-10", "E155");
    row = case_senr(&c, HIGH, "08");
    row->start_date = case_date("2024-01-11");
    row = case_senr(&c, HIGH, "09"); /* later, but does not count */
    row->start_date = case_date("2024-02-01");
    row->status = 20;
    assert_state(&c, "G08");
    assert_state(&c, "GR78");
    case_close(&c);

    case_open(&c); /* same start: an open enrollment comes last */
    case_stas(&c, HIGH, 500, 1000);
    case_senr(&c, HIGH, "03");
    case_exit(case_senr(&c, HIGH, "04"), "2024-06-10", "E155");
    assert_state(&c, "G03");
    case_close(&c);
}

static void
ties_of_enrollments_go_to_the_highest(void **state)
{
    struct profile_case c;
    struct pupil_enrollment *row;

    (void)state;
    case_open(&c); /* LEA before school */
    case_stas(&c, HIGH, 500, 1000);
    row = case_senr(&c, HIGH, "03");
    row->school = "1";
    memcpy(row->place.lea, GAMMA, 7);
    row = case_senr(&c, HIGH, "04");
    row->school = "2";
    assert_state(&c, "G03");
    case_close(&c);

    case_open(&c); /* school before record */
    case_stas(&c, HIGH, 500, 1000);
    case_senr(&c, HIGH, "03")->school = "b";
    case_senr(&c, HIGH, "04")->school = "B"; /* bytes, not letters */
    assert_state(&c, "G03");
    case_close(&c);

    case_open(&c); /* the later record */
    case_stas(&c, HIGH, 500, 1000);
    case_senr(&c, HIGH, "03")->record = 9;
    case_senr(&c, HIGH, "04")->record = 8;
    assert_state(&c, "G03");
    case_close(&c);
}

static void
grade_without_enrollment_is_of_the_latest_agreement(void **state)
{
    struct profile_case c;
    struct pupil_agreement *row;

    (void)state;
    case_open(&c);
    case_isag(&c, HIGH, 500, 0);
    row = case_isag(&c, HIGH, 0, 0); /* without days it still tells the grade */
    row->start_date = case_date("2023-10-01");
    memcpy(row->grade, "05", 3);
    assert_state(&c, "G05");
    assert_state(&c, "GR46");
    case_close(&c);

    case_open(&c); /* same start: the latest end */
    case_isag(&c, HIGH, 500, 0)->end_date = case_date("2024-06-01");
    memcpy(case_isag(&c, HIGH, 500, 0)->grade, "05", 3);
    assert_state(&c, "G11");
    case_close(&c);

    case_open(&c); /* a grade that is not identified stays unknown */
    case_isag(&c, HIGH, 500, 0);
    row = case_isag(&c, HIGH, 500, 0);
    row->start_date = case_date("2023-10-01");
    row->grade[0] = '\0';
    assert_state(&c, "GUN");
    case_close(&c);

    case_open(&c); /* the same of the enrollment that is asked first */
    case_isag(&c, HIGH, 500, 0);
    case_senr(&c, HIGH, "");
    assert_state(&c, "GUN");
    case_close(&c);

    case_open(&c);
    case_stas(&c, HIGH, 500, 0);
    assert_state(&c, "GUN");
    case_close(&c);
}

static void
ties_of_agreements_go_to_the_highest(void **state)
{
    struct profile_case c;
    struct pupil_agreement *row;

    (void)state;
    case_open(&c);
    row = case_isag(&c, HIGH, 500, 0);
    memcpy(row->place.lea, GAMMA, 7);
    memcpy(row->grade, "05", 3);
    case_isag(&c, HIGH, 500, 0)->school = "9";
    assert_state(&c, "G05");
    case_close(&c);

    case_open(&c);
    row = case_isag(&c, HIGH, 500, 0);
    row->school = "9";
    memcpy(row->grade, "05", 3);
    case_isag(&c, HIGH, 500, 0)->school = "10";
    assert_state(&c, "G05");
    case_close(&c);

    case_open(&c);
    memcpy(case_isag(&c, HIGH, 500, 0)->grade, "05", 3);
    case_isag(&c, HIGH, 500, 0)->record = 0;
    assert_state(&c, "G05");
    case_close(&c);
}

static struct pupil_agreement *
add_placement(struct profile_case *c, int32_t days, const char *placement)
{
    struct pupil_agreement *row = case_isag(c, HIGH, days, 0);

    memcpy(row->placement, placement, strlen(placement) + 1);
    return row;
}

static void
placement_is_of_the_largest_agreement(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    add_placement(&c, 501, "CHARTNB");
    add_placement(&c, 500, "ADULT")->end_date = case_date("2024-06-01");
    assert_state(&c, "PCHARTNB");
    case_close(&c);

    case_open(&c); /* tie: the latest end */
    add_placement(&c, 500, "CHARTNB");
    add_placement(&c, 500, "ADULT")->end_date = case_date("2024-06-01");
    assert_state(&c, "PADULT");
    case_close(&c);

    case_open(&c); /* tie: the lowest agreement id */
    add_placement(&c, 500, "CHARTNB")->agreement_id = "10";
    add_placement(&c, 500, "ADULT")->agreement_id = "9";
    assert_state(&c, "PCHARTNB");
    case_close(&c);

    case_open(&c); /* tie: the lowest LEA */
    memcpy(add_placement(&c, 500, "CHARTNB")->place.lea, GAMMA, 7);
    add_placement(&c, 500, "ADULT");
    assert_state(&c, "PADULT");
    case_close(&c);
}

static void
placement_otherwise_is_the_schools(void **state)
{
    static const struct {
        const char *cds;
        const char *category;
        const char *school_type;
    } cases[] = {
        {HIGH, "PREG", "TTRAD"},
        {CONTINUATION, "PCONT", "TCON"},
        {CHARTER, "PALT", "TALTSOC"},
        {FAR, "PSPED", "TSPECON"},
        {UNTOLD, "PUN", "TOTHER"},
        {OFFICE, "PDISTIS", "TOTHER"},
        {NONPUBLIC, "PNPS", "TOTHER"},
        {PRIVATE, "PUN", "TOTHER"},
    };
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        case_open(&c);
        case_stas(&c, cases[i].cds, 500, 0);
        assert_state(&c, cases[i].category);
        assert_category(&c, cases[i].cds, cases[i].school_type);
        case_close(&c);
    }
    case_open(&c); /* the largest agreement's placement is not identified; others are not asked */
    add_placement(&c, 500, "");
    add_placement(&c, 400, "ADULT");
    assert_state(&c, "PREG");
    case_close(&c);

    case_open(&c);
    case_stas_at(&c, case_unknown(BETA, "0000000"), 500, 0);
    assert_state(&c, "PUN");
    assert_state(&c, "TOTHER");
    case_close(&c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stas_days_come_before_isag_days),
        cmocka_unit_test(no_days_make_no_segment),
        cmocka_unit_test(before_2021_stas_tells_nothing),
        cmocka_unit_test(rows_of_several_leas_meet),
        cmocka_unit_test(unidentified_rows_meet_by_lea_and_raw_code),
        cmocka_unit_test(enrollments_that_do_not_count_drop_a_segment),
        cmocka_unit_test(only_the_segments_own_enrollments_drop_it),
        cmocka_unit_test(grade_is_of_the_last_enrollment_that_counts),
        cmocka_unit_test(ties_of_enrollments_go_to_the_highest),
        cmocka_unit_test(grade_without_enrollment_is_of_the_latest_agreement),
        cmocka_unit_test(ties_of_agreements_go_to_the_highest),
        cmocka_unit_test(placement_is_of_the_largest_agreement),
        cmocka_unit_test(placement_otherwise_is_the_schools),
    };

    return cmocka_run_group_tests_name("segment", tests, NULL, NULL);
}
