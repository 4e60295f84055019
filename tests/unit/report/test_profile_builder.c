#include "support/profile_case.h"

static void
a_pupil_counts_once_at_each_level(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 500, 1000);
    case_stas(&c, CHARTER, 500, 1000);
    case_stas(&c, FAR, 600, 1000);
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 1 0 0 0"); /* 16 days together */
    assert_row(&c, "", FILTER_NOT_CHARTER, "TA", "1 1 0 0 0 0");
    assert_row(&c, "", FILTER_CHARTER, "TA", "1 1 0 0 0 0");
    assert_row(&c, "01", FILTER_ALL, "TA", "1 1 0 0 0 0");
    assert_row(&c, "19", FILTER_ALL, "TA", "1 1 0 0 0 0");
    assert_row(&c, BETA, FILTER_NOT_CHARTER, "TA", "1 1 0 0 0 0");
    assert_row(&c, BETA, FILTER_CHARTER, "TA", "1 1 0 0 0 0");
    assert_row(&c, HIGH, FILTER_CHARTER, "TA", "");
    assert_row(&c, CHARTER, FILTER_CHARTER, "TA", "1 1 0 0 0 0");
    assert_row(&c, CHARTER, FILTER_NOT_CHARTER, "TA", "");
    case_close(&c);
}

static void
pupils_add_up(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    for (int i = 0; i < 3; i++) {
        case_stas(&c, HIGH, 1600, i == 0 ? 10000 : 100);
        case_next_pupil(&c);
    }
    assert_row(&c, HIGH, FILTER_ALL, "TA", "3 2 3 0 0 0");
    assert_row(&c, HIGH, FILTER_ALL, "XFULL", "2 2 2 0 0 0");
    assert_row(&c, HIGH, FILTER_ALL, "XPART", "1 0 1 0 0 0");
    case_close(&c);
}

static void
fifty_percent_is_exact(void **state)
{
    static const struct {
        int32_t days, expected, percent;
        const char *row;
    } cases[] = {
        {500, 1000, 0, "1 1 0 0 0 0"},
        {499, 999, 0, "1 0 0 0 0 0"},
        {499, 998, 0, "1 1 0 0 0 0"},
        {1, 3, 10000, "1 0 0 0 0 0"},  /* attendance before agreements */
        {500, 0, 5000, "1 1 0 0 0 0"}, /* no expected days: the agreement */
        {500, 0, 4999, "1 0 0 0 0 0"},
        {0, 0, 5000, "1 1 0 0 0 0"},
        {0, 0, 4999, "1 0 0 0 0 0"},
    };
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        case_open(&c);
        case_stas(&c, HIGH, cases[i].days, cases[i].expected);
        case_isag(&c, HIGH, 100, cases[i].percent);
        assert_row(&c, HIGH, FILTER_ALL, "TA", cases[i].row);
        case_close(&c);
    }
}

static void
fifty_percent_looks_at_measured_segments_first(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c); /* M is CONTINUATION alone: 4 of 10; the other's agreement says all */
    case_isag(&c, HIGH, 5000, 10000);
    case_stas(&c, CONTINUATION, 400, 1000);
    assert_row(&c, "", FILTER_ALL, "TA", "1 0 1 0 0 0");
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 1 1 0 0 0");
    assert_state(&c, "XPART");
    assert_category(&c, HIGH, "XFULL");
    case_close(&c);

    case_open(&c); /* a segment without expected days is not in M */
    case_stas(&c, HIGH, 5000, 0);
    case_stas(&c, CONTINUATION, 400, 1000);
    assert_row(&c, "", FILTER_ALL, "TA", "1 0 1 0 0 0");
    case_close(&c);

    case_open(&c); /* the highest percent over segments */
    case_isag(&c, HIGH, 100, 4000);
    case_isag(&c, CONTINUATION, 100, 5000);
    assert_row(&c, "", FILTER_ALL, "TA", "1 1 0 0 0 0");
    assert_row(&c, HIGH, FILTER_ALL, "TA", "1 0 0 0 0 0");
    case_close(&c);
}

static void
long_term_begins_at_16_days(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 1599, 100000);
    assert_row(&c, "", FILTER_ALL, "DSHORT", "1 0 0 0 0 0");
    assert_row(&c, "", FILTER_ALL, "DLONG", "");
    case_close(&c);

    case_open(&c); /* days of the two measures add up */
    case_stas(&c, HIGH, 1599, 100000);
    case_isag(&c, CONTINUATION, 1, 0);
    assert_row(&c, "", FILTER_ALL, "DLONG", "1 0 1 0 0 0");
    assert_row(&c, "", FILTER_ALL, "DSHORT", "");
    case_close(&c);
}

static void
full_time_is_every_day(void **state)
{
    static const struct {
        int32_t days, expected, percent;
        const char *category;
    } cases[] = {
        {1000, 1000, 0, "XFULL"},
        {1001, 1000, 0, "XFULL"},
        {999, 1000, 10000, "XPART"},
        {0, 0, 10000, "XFULL"},
        {0, 0, 9999, "XPART"},
    };
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        case_open(&c);
        case_stas(&c, HIGH, cases[i].days, cases[i].expected);
        case_isag(&c, HIGH, 100, cases[i].percent);
        assert_state(&c, cases[i].category);
        case_close(&c);
    }
}

static void
the_main_segment_has_the_most_days(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    case_stas(&c, CHARTER, 500, 0);
    case_stas(&c, HIGH, 501, 0);
    assert_state(&c, "TTRAD");
    assert_category(&c, BETA, "TTRAD");
    case_close(&c);

    case_open(&c); /* tie: the lowest CDS code */
    case_stas(&c, HIGH, 500, 0);
    case_stas(&c, CHARTER, 500, 0);
    assert_state(&c, "TALTSOC");
    case_close(&c);

    case_open(&c); /* an unidentified school after the others */
    case_stas_at(&c, case_unknown(BETA, "1"), 500, 0);
    case_stas(&c, FAR, 500, 0);
    assert_state(&c, "TSPECON");
    case_close(&c);
}

/* Two unidentified schools with the same days; their grades tell which one is the main segment. */
static void
assert_main_unknown(const char *lea, const char *raw, const char *other_lea, const char *other_raw)
{
    struct profile_case c;

    case_open(&c);
    case_stas_at(&c, case_unknown(other_lea, other_raw), 500, 0);
    case_senr_at(&c, case_unknown(other_lea, other_raw), "01");
    case_stas_at(&c, case_unknown(lea, raw), 500, 0);
    case_senr_at(&c, case_unknown(lea, raw), "02");
    assert_state(&c, "G02");
    case_close(&c);
}

static void
unidentified_main_segments_go_by_lea_and_raw_code(void **state)
{
    (void)state;
    assert_main_unknown(BETA, "9", GAMMA, "1");
    assert_main_unknown(BETA, "", BETA, "1");
    assert_main_unknown(BETA, "B", BETA, "a"); /* bytes */
    assert_main_unknown(BETA, "10", BETA, "9");
}

static void
modality_is_the_union_over_segments(void **state)
{
    struct profile_case c;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 500, 1000);
    assert_state(&c, "MUN");
    case_close(&c);

    case_open(&c);
    case_isag(&c, HIGH, 500, 0);
    case_isag(&c, CONTINUATION, 500, 0)->is_course_based = true;
    assert_state(&c, "MBOTH");
    assert_category(&c, HIGH, "MTRAD");
    assert_category(&c, CONTINUATION, "MCBIS");
    case_close(&c);

    case_open(&c); /* an agreement without days tells its modality too */
    case_isag(&c, HIGH, 500, 0);
    case_isag(&c, HIGH, 0, 0)->is_course_based = true;
    assert_category(&c, HIGH, "MBOTH");
    case_close(&c);
}

static void
grades_outside_tk_to_12_are_not_identified(void **state)
{
    static const struct {
        const char *grade;
        const char *category;
        const char *span;
    } cases[] = {
        {"TK", "GTK", "GRTKKN"},
        {"KN", "GKN", "GRTKKN"},
        {"01", "G01", "GR13"},
        {"03", "G03", "GR13"},
        {"04", "G04", "GR46"},
        {"06", "G06", "GR46"},
        {"07", "G07", "GR78"},
        {"08", "G08", "GR78"},
        {"09", "G09", "GR912"},
        {"12", "G12", "GR912"},
        {"AD", "GUN", NULL},
        {"PS", "GUN", NULL},
        {"UE", "GUN", NULL},
        {"", "GUN", NULL},
    };
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        case_open(&c);
        case_stas(&c, HIGH, 500, 0);
        case_senr(&c, HIGH, cases[i].grade);
        assert_state(&c, cases[i].category);
        if (cases[i].span != NULL)
            assert_state(&c, cases[i].span);
        for (size_t j = 0; cases[i].span == NULL && j < c.profile->row_count; j++)
            assert_string_not_equal(c.profile->rows[j].category->breakdown, "grade_span");
        case_close(&c);
    }
}

static void
race_and_gender_come_from_sinf(void **state)
{
    static const struct {
        bool has_sinf;
        const char *race, *gender;
        const char *expected_race, *expected_gender;
    } cases[] = {
        {true, "RH", "M", "RH", "GM"}, {true, "RT", "X", "RT", "GX"}, {true, "RD", "F", "RD", "GF"},
        {true, "", "", "RD", "GZ"}, {true, "RW", "U", "RW", "GZ"},
        {false, "", "", "RD", "GF"}, /* the enrollment's gender */
    };
    struct profile_case c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        case_open(&c);
        case_stas(&c, HIGH, 500, 0);
        case_senr(&c, HIGH, "01");
        c.pupil.has_sinf = cases[i].has_sinf;
        memcpy(c.pupil.race, cases[i].race, strlen(cases[i].race) + 1);
        memcpy(c.pupil.gender, cases[i].gender, strlen(cases[i].gender) + 1);
        assert_state(&c, cases[i].expected_race);
        assert_state(&c, cases[i].expected_gender);
        case_close(&c);
    }
}

static void
gender_otherwise_is_of_the_last_enrollment(void **state)
{
    struct profile_case c;
    struct pupil_enrollment *row;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 500, 0);
    case_senr(&c, HIGH, "01");
    row = case_senr(&c, FAR, "01"); /* of any status, anywhere */
    row->status = 20;
    row->start_date++;
    row->gender[0] = 'M';
    assert_state(&c, "GM");
    case_close(&c);

    case_open(&c);
    case_stas(&c, HIGH, 500, 0);
    assert_state(&c, "GZ");
    case_close(&c);
}

static void
pupil_groups_overlap(void **state)
{
    static const char *const codes[] = {"SE", "SD", "SS", "SM", "SF", "SH"};
    static const unsigned bits[] = {GROUP_ENGLISH_LEARNER, GROUP_DISABILITIES, GROUP_DISADVANTAGED,
        GROUP_MIGRANT, GROUP_FOSTER, GROUP_HOMELESS};
    struct profile_case c;

    (void)state;
    for (int i = 0; i < 6; i++) {
        case_open(&c);
        case_stas(&c, HIGH, 500, 0);
        c.pupil.groups = bits[i];
        assert_state(&c, codes[i]);
        case_close(&c);
    }
    case_open(&c);
    case_stas(&c, HIGH, 500, 0);
    c.pupil.groups = 63;
    for (int i = 0; i < 6; i++)
        assert_row(&c, HIGH, FILTER_NOT_CHARTER, codes[i], "1 0 0 0 0 0");
    case_close(&c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pupil_counts_once_at_each_level),
        cmocka_unit_test(pupils_add_up),
        cmocka_unit_test(fifty_percent_is_exact),
        cmocka_unit_test(fifty_percent_looks_at_measured_segments_first),
        cmocka_unit_test(long_term_begins_at_16_days),
        cmocka_unit_test(full_time_is_every_day),
        cmocka_unit_test(the_main_segment_has_the_most_days),
        cmocka_unit_test(unidentified_main_segments_go_by_lea_and_raw_code),
        cmocka_unit_test(modality_is_the_union_over_segments),
        cmocka_unit_test(grades_outside_tk_to_12_are_not_identified),
        cmocka_unit_test(race_and_gender_come_from_sinf),
        cmocka_unit_test(gender_otherwise_is_of_the_last_enrollment),
        cmocka_unit_test(pupil_groups_overlap),
    };

    return cmocka_run_group_tests_name("profile_builder", tests, NULL, NULL);
}
