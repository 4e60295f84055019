#include "support/profile_case.h"

/* A pupil of Beta High with half of its days in independent study. */
static struct pupil_enrollment *
open_pupil(struct profile_case *c, const char *grade)
{
    case_open(c);
    case_stas(c, HIGH, 500, 1000);
    return case_senr(c, HIGH, grade);
}

static void
grade_12_is_a_candidate_without_exit(void **state)
{
    struct profile_case c;

    (void)state;
    open_pupil(&c, "12");
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 1 0 0");
    case_close(&c);
    open_pupil(&c, "11");
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 0 0 0");
    case_close(&c);
}

static void
graduates_of_some_other_grades_are_candidates(void **state)
{
    static const struct {
        const char *grade;
        const char *expected;
    } cases[] = {
        {"12", "1 1 0 1 1 0"},
        {"11", "1 1 0 1 1 0"},
        {"10", "1 1 0 1 1 0"},
        {"09", "1 1 0 1 1 0"},
        {"", "1 1 0 1 1 0"},
        {"08", "1 1 0 0 0 0"},
        {"AD", "1 1 0 0 0 0"},
        {"PS", "1 1 0 0 0 0"},
        {"IN", "1 1 0 0 0 0"},
        {"TD", "1 1 0 0 0 0"},
    };
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        case_graduate(open_pupil(&c, cases[i].grade), "2024-06-01");
        assert_row(&c, "", FILTER_ALL, "TA", cases[i].expected);
        case_close(&c);
    }
}

static void
completion_lies_in_its_window(void **state)
{
    static const struct {
        const char *date;
        const char *expected;
    } cases[] = {
        {"2023-08-15", "1 1 0 1 0 0"},
        {"2023-08-16", "1 1 0 1 1 0"},
        {"2024-08-15", "1 1 0 1 1 0"},
        {"2024-08-16", "1 1 0 1 0 0"},
    };
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        case_graduate(open_pupil(&c, "12"), cases[i].date);
        assert_row(&c, "", FILTER_ALL, "TA", cases[i].expected);
        case_close(&c);
    }
    case_exit(open_pupil(&c, "12"), "2024-06-01", "E155"); /* the reason makes the completion */
    c.enrollments[0].completion = COMPLETION_GRADUATE;
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 1 0 0");
    case_close(&c);
}

static void
a_completion_of_any_status_counts_inside_the_place(void **state)
{
    struct profile_case c;
    struct pupil_enrollment *row;

    (void)state;
    open_pupil(&c, "12");
    row = case_senr(&c, CHARTER, "12");
    row->status = 20;
    case_graduate(row, "2024-06-01");
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 1 0 0");
    assert_row(&c, BETA, FILTER_ALL, "TA", "1 1 0 1 1 0");
    assert_row(&c, BETA, FILTER_NOT_CHARTER, "TA", "1 1 0 1 0 0");
    assert_row(&c, "", FILTER_ALL, "G12", "1 1 0 1 1 0");
    case_close(&c);

    open_pupil(&c, "12"); /* an unidentified school of the LEA lies in its district */
    case_graduate(case_senr_at(&c, case_unknown(BETA, "9"), "12"), "2024-06-01");
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 1 0 0");
    assert_row(&c, BETA, FILTER_NOT_CHARTER, "TA", "1 1 0 1 1 0");
    case_close(&c);
}

static void
other_completers_are_no_graduates(void **state)
{
    struct profile_case c;
    struct pupil_enrollment *row = open_pupil(&c, "12");

    (void)state;
    case_graduate(row, "2024-06-01");
    row->completion = COMPLETION_OTHER;
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 1 0 1");
    case_close(&c);

    row = open_pupil(&c, "11"); /* no candidate */
    case_graduate(row, "2024-06-01");
    row->completion = COMPLETION_OTHER;
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 0 0 0");
    case_close(&c);

    row = open_pupil(&c, "12"); /* both, where both are seen */
    case_graduate(row, "2024-06-01");
    row->completion = COMPLETION_OTHER;
    case_graduate(case_senr(&c, CHARTER, "12"), "2024-07-01");
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 1 1 0");
    assert_row(&c, "", FILTER_NOT_CHARTER, "TA", "1 1 0 1 0 1");
    case_close(&c);
}

static void
who_left_for_good_is_removed_everywhere(void **state)
{
    static const char *const reasons[] = {"T180", "T200", "T240", "T370", "E130"};
    static const char *const others[] = {"E140", "E155", "E300", "T260", "T280", "E400"};
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        case_exit(open_pupil(&c, "12"), "2023-11-01", reasons[i]);
        assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 0 0 0");
        assert_row(&c, "01", FILTER_ALL, "TA", "1 1 0 0 0 0");
        assert_row(&c, HIGH, FILTER_NOT_CHARTER, "TA", "1 1 0 0 0 0");
        case_close(&c);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        case_exit(open_pupil(&c, "12"), "2023-11-01", others[i]);
        assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 1 0 0");
        case_close(&c);
    }
}

static void
only_the_last_enrollment_that_counts_removes(void **state)
{
    struct profile_case c;
    struct pupil_enrollment *row;

    (void)state;
    case_exit(open_pupil(&c, "12"), "2023-11-01", "T180"); /* came back */
    row = case_senr(&c, HIGH, "12");
    row->start_date = case_date("2024-01-10");
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 1 0 0");
    case_close(&c);

    case_exit(open_pupil(&c, "12"), "2023-11-01", "T180"); /* a secondary one does not count */
    row = case_senr(&c, CONTINUATION, "12");
    row->start_date = case_date("2024-01-10");
    row->status = 20;
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 0 0 0");
    case_close(&c);

    case_exit(open_pupil(&c, "12"), "2023-11-01", "T180"); /* nor one without a show */
    row = case_senr(&c, CONTINUATION, "12");
    row->start_date = case_date("2024-01-10");
    case_exit(row, "2024-01-10", "N470");
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 0 0 0");
    case_close(&c);

    case_graduate(open_pupil(&c, "12"), "2023-10-01"); /* a graduate never is */
    row = case_senr(&c, HIGH, "12");
    row->start_date = case_date("2023-10-02");
    case_exit(row, "2023-11-01", "E130");
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 1 1 0");
    case_close(&c);

    row = open_pupil(&c, "12"); /* a completer otherwise is */
    case_graduate(row, "2023-10-01");
    row->completion = COMPLETION_OTHER;
    row = case_senr(&c, CONTINUATION, "12");
    row->start_date = case_date("2023-10-02");
    case_exit(row, "2023-11-01", "T200");
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 0 0 0");
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 1 0 1");
    case_close(&c);
}

static void
a_lost_transfer_stays_at_the_state_alone(void **state)
{
    static const char *const reasons[] = {"T160", "T165", "T167"};
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        case_exit(open_pupil(&c, "12"), "2023-11-01", reasons[i]);
        assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 1 0 0");
        assert_row(&c, "", FILTER_NOT_CHARTER, "TA", "1 1 0 1 0 0");
        assert_row(&c, "01", FILTER_ALL, "TA", "1 1 0 0 0 0");
        assert_row(&c, BETA, FILTER_ALL, "TA", "1 1 0 0 0 0");
        assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 0 0 0");
        case_close(&c);
    }
}

static void
a_transfer_that_arrived_is_removed_where_it_left(void **state)
{
    struct profile_case c;
    struct pupil_enrollment *row;

    (void)state;
    case_exit(open_pupil(&c, "12"), "2023-11-01", "T160");
    row = case_senr(&c, CHARTER, "12");
    row->start_date = case_date("2023-11-02");
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 1 0 0"); /* the charter's enrollment is the last */
    assert_row(&c, "", FILTER_NOT_CHARTER, "TA", "1 1 0 0 0 0");
    assert_row(&c, BETA, FILTER_ALL, "TA", "1 1 0 1 0 0");
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 0 0 0");
    case_close(&c);

    case_exit(open_pupil(&c, "12"), "2023-11-01", "T160"); /* one that does not count is none */
    row = case_senr(&c, CHARTER, "12");
    row->start_date = case_date("2023-11-02");
    row->status = 20;
    assert_row(&c, "", FILTER_NOT_CHARTER, "TA", "1 1 0 1 0 0");
    case_close(&c);

    case_exit(open_pupil(&c, "12"), "2023-11-01", "T160"); /* nor is an earlier one */
    row = case_senr(&c, CHARTER, "12");
    row->start_date = case_date("2023-08-01");
    assert_row(&c, "", FILTER_NOT_CHARTER, "TA", "1 1 0 1 0 0");
    case_close(&c);
}

static void
an_arrival_of_the_same_dates_is_later_by_the_ties(void **state)
{
    static const struct {
        const char *lea;
        const char *school;
        const char *expected;
    } cases[] = {
        {GAMMA, "1", "1 1 0 0 0 0"}, {"0110017", "1", "1 1 0 1 0 0"}, {BETA, "6", "1 1 0 0 0 0"},
        {BETA, "4", "1 1 0 1 0 0"}, {BETA, "5", "1 1 0 0 0 0"}, /* its record comes later */
    };
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pupil_enrollment *row = open_pupil(&c, "12");

        row->school = "5";
        case_exit(row, "2023-11-01", "T160");
        row = case_senr(&c, CHARTER, "12");
        memcpy(row->place.lea, cases[i].lea, 7);
        row->school = cases[i].school;
        case_exit(row, "2023-11-01", "E155");
        assert_row(&c, "", FILTER_NOT_CHARTER, "TA", cases[i].expected);
        case_close(&c);
    }
}

static void
the_grade_is_the_main_segments_of_the_place(void **state)
{
    struct profile_case c;

    (void)state;
    open_pupil(&c, "12");
    case_stas(&c, CONTINUATION, 600, 1000);
    case_senr(&c, CONTINUATION, "11");
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 0 0 0");
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 0 1 0 0");
    case_close(&c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grade_12_is_a_candidate_without_exit),
        cmocka_unit_test(graduates_of_some_other_grades_are_candidates),
        cmocka_unit_test(completion_lies_in_its_window),
        cmocka_unit_test(a_completion_of_any_status_counts_inside_the_place),
        cmocka_unit_test(other_completers_are_no_graduates),
        cmocka_unit_test(who_left_for_good_is_removed_everywhere),
        cmocka_unit_test(only_the_last_enrollment_that_counts_removes),
        cmocka_unit_test(a_lost_transfer_stays_at_the_state_alone),
        cmocka_unit_test(a_transfer_that_arrived_is_removed_where_it_left),
        cmocka_unit_test(an_arrival_of_the_same_dates_is_later_by_the_ties),
        cmocka_unit_test(the_grade_is_the_main_segments_of_the_place),
    };

    return cmocka_run_group_tests_name("completion", tests, NULL, NULL);
}
