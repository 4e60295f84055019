#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/school.h"
#include "transform/law/law_agreement.h"
#include "transform/law/law_facts.h"
#include "transform/law/law_row.h"

/* What is kept of a row comes out as it went in, in the room that was promised. */

static void
rows_take_the_room_that_was_promised(void **state)
{
    (void)state;
    assert_int_equal(sizeof(struct law_row), 16);
    assert_true(sizeof(struct packed_agreement) <= 64);
    assert_true(sizeof(struct packed_facts) <= 24);
}

static void
a_row_holds_the_extremes(void **state)
{
    static const struct {
        int64_t ssid;
        uint32_t school, record;
        int32_t birth_date;
    } cases[] = {
        {0, 0, 1, -719162},                            /* 0001-01-01 */
        {INT64_C(9999999999), 9999999, UINT32_MAX, 0}, /* ten nines */
        {1234567890, (1U << 27) - 1, 7, 2932896},      /* 9999-12-31 */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct law_row row =
            law_row_pack(cases[i].ssid, cases[i].school, cases[i].record, cases[i].birth_date);

        law_row_mark(&row, ROW_HAS_STUDY | ROW_BIRTH_DIFFERS);
        assert_int_equal(law_row_ssid(&row), cases[i].ssid);
        assert_int_equal(law_row_school(&row), cases[i].school);
        assert_int_equal(law_row_record(&row), cases[i].record);
        assert_int_equal(law_row_birth_date(&row), cases[i].birth_date);
        assert_true(law_row_is_marked(&row, ROW_HAS_STUDY));
        assert_true(law_row_is_marked(&row, ROW_BIRTH_DIFFERS));
        assert_false(law_row_is_marked(&row, ROW_NOT_ENROLLED));
    }
}

static void
check_order(const struct law_rows *rows, bool by_pupil)
{
    for (size_t i = 1; i < rows->count; i++) {
        const struct law_row *before = &rows->rows[i - 1], *row = &rows->rows[i];

        if (by_pupil)
            assert_true(before->pupil <= row->pupil);
        else
            assert_true(law_row_record(before) < law_row_record(row));
    }
}

/* Sorted by pupil and back, nothing is lost and nothing is changed but the marks found before. */
static void
rows_are_sorted_and_put_back(void **state)
{
    static const size_t counts[] = {0, 1, 2, 48, 49, 1000, 70000};

    (void)state;
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        struct law_rows rows = {0};
        uint64_t random = 88172645463325252U;
        size_t studies = 0;

        for (size_t i = 0; i < counts[c]; i++) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            law_rows_add(&rows, law_row_pack((int64_t)(random % 5000) * 2000003,
                                    (uint32_t)(random >> 40) % 10000000, (uint32_t)i * 3 + 1,
                                    (int32_t)(random >> 50)));
            law_row_mark(&rows.rows[i], random % 3 == 0 ? ROW_HAS_STUDY : ROW_NOT_ENROLLED);
            studies += random % 3 == 0;
        }
        law_rows_sort_by_pupil(&rows);
        check_order(&rows, true);
        law_rows_sort_by_record(&rows);
        check_order(&rows, false);
        assert_int_equal(rows.count, counts[c]);
        for (size_t i = 0; i < rows.count; i++) {
            assert_int_equal(law_row_record(&rows.rows[i]), i * 3 + 1);
            assert_false(law_row_is_marked(&rows.rows[i], ROW_NOT_ENROLLED));
            studies -= law_row_is_marked(&rows.rows[i], ROW_HAS_STUDY);
        }
        assert_int_equal(studies, 0);
        law_rows_reset(&rows);
    }
}

static void
a_pupil_is_found_at_a_school(void **state)
{
    struct law_rows rows = {0};

    (void)state;
    for (uint32_t i = 0; i < 100; i++)
        law_rows_add(&rows, law_row_pack(1000 + i / 4, 10 * (i % 4), 100 - i, 0));
    law_rows_sort_by_pupil(&rows);
    for (uint32_t i = 0; i < 100; i++) {
        const struct law_row *row = law_row_find(rows.rows, rows.count, 1000 + i / 4, 10 * (i % 4));

        assert_non_null(row);
        assert_int_equal(law_row_record(row), 100 - i);
        assert_null(law_row_find(rows.rows, rows.count, 1000 + i / 4, 10 * (i % 4) + 1));
    }
    assert_null(law_row_find(rows.rows, rows.count, 999, 0));
    assert_null(law_row_find(rows.rows, rows.count, 1025, 0));
    assert_null(law_row_find(NULL, 0, 1000, 0));
    law_rows_reset(&rows);
}

static struct value
number(int64_t value)
{
    return (struct value){.number = value, .is_present = true};
}

static struct value
code(const char *text)
{
    return (struct value){.text = text_of(text), .is_present = true};
}

static void
an_agreement_comes_out_as_it_went_in(void **state)
{
    static const int numbers[] = {ISAG_ssid, ISAG_birth_date, ISAG_agreement_start_date,
        ISAG_agreement_end_date, ISAG_first_is_date, ISAG_last_is_date, ISAG_signed_pupil_date,
        ISAG_signed_parent_date, ISAG_signed_teacher_date, ISAG_signed_others_date,
        ISAG_evaluation_date};
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    const struct row row = {EXTRACT_ISAG, 5, UINT32_MAX, values};
    struct packed_agreement packed;
    struct agreement agreement;

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        values[numbers[i]] = number(2932896 - (int64_t)sizeof numbers + (int64_t)i);
    values[ISAG_ssid] = number(INT64_C(9999999999));
    values[ISAG_is_schooldays] = number(99999);
    values[ISAG_days_taught] = number(99998);
    values[ISAG_days_time_value] = number(99997);
    values[ISAG_days_credited] = number(99996);
    values[ISAG_is_percent] = number(10000);
    values[ISAG_max_assignment_days] = number(999);
    values[ISAG_missed_assignments] = number(0);
    values[ISAG_grade_level] = code("12");
    values[ISAG_modality] = code("CBIS");
    values[ISAG_work_judged] = code("Y");
    values[ISAG_optional_stated] = code("N");
    values[ISAG_course_credits] = number(0);
    law_agreement_pack(&packed, &row, (1U << 27) - 1, AGREEMENT_OF_CHARTER);
    law_agreement_unpack(&packed, &agreement);
    assert_int_equal(law_agreement_ssid(&packed), INT64_C(9999999999));
    assert_int_equal(agreement.record, UINT32_MAX);
    assert_int_equal(agreement.school, (1U << 27) - 1);
    assert_int_equal(agreement.grade, GRADE_12);
    assert_int_equal(
        agreement.flags, AGREEMENT_OF_CHARTER | AGREEMENT_COURSE_BASED | AGREEMENT_WORK_JUDGED);
    assert_int_equal(agreement.birth_date, values[ISAG_birth_date].number);
    assert_int_equal(agreement.start, values[ISAG_agreement_start_date].number);
    assert_int_equal(agreement.end, values[ISAG_agreement_end_date].number);
    assert_int_equal(agreement.first, values[ISAG_first_is_date].number);
    assert_int_equal(agreement.last, values[ISAG_last_is_date].number);
    assert_int_equal(agreement.signed_on[SIGNER_PUPIL], values[ISAG_signed_pupil_date].number);
    assert_int_equal(agreement.signed_on[SIGNER_OTHERS], values[ISAG_signed_others_date].number);
    assert_int_equal(agreement.evaluated_on, values[ISAG_evaluation_date].number);
    assert_int_equal(agreement.schooldays, 99999);
    assert_int_equal(agreement.taught, 99998);
    assert_int_equal(agreement.time_value, 99997);
    assert_int_equal(agreement.credited, 99996);
    assert_int_equal(agreement.percent, 10000);
    assert_int_equal(agreement.max_assignment_days, 999);
    assert_int_equal(agreement.missed_limit, -1);
    assert_int_equal(agreement.missed, 0);
}

static void
what_is_blank_stays_blank(void **state)
{
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    const struct row row = {EXTRACT_ISAG, 5, 4, values};
    struct packed_agreement packed;
    struct agreement agreement;

    (void)state;
    values[ISAG_agreement_start_date] = number(100);
    values[ISAG_agreement_end_date] = number(200);
    law_agreement_pack(&packed, &row, 0, 0);
    law_agreement_unpack(&packed, &agreement);
    for (int i = 0; i < SIGNER_COUNT; i++)
        assert_int_equal(agreement.signed_on[i], DATE_NONE);
    assert_int_equal(agreement.evaluated_on, DATE_NONE);
    assert_int_equal(agreement.first, 100);
    assert_int_equal(agreement.last, 200);
    assert_int_equal(agreement.grade, GRADE_NOT_IDENTIFIED);
    assert_int_equal(agreement.flags, 0);
    /* Participation in reverse tells nothing. */
    values[ISAG_first_is_date] = number(150);
    values[ISAG_last_is_date] = number(149);
    law_agreement_pack(&packed, &row, 0, 0);
    law_agreement_unpack(&packed, &agreement);
    assert_int_equal(agreement.first, 100);
    assert_int_equal(agreement.last, 200);
}

static void
grades_are_in_their_order(void **state)
{
    static const struct {
        const char *code;
        enum agreement_grade grade;
    } cases[] = {{"", GRADE_NOT_IDENTIFIED}, {"TK", GRADE_TK}, {"KN", GRADE_KN}, {"01", GRADE_01},
        {"03", GRADE_03}, {"04", GRADE_04}, {"06", GRADE_06}, {"07", GRADE_07}, {"08", GRADE_08},
        {"09", GRADE_09}, {"12", GRADE_12}, {"UE", GRADE_UNGRADED_ELEMENTARY},
        {"US", GRADE_UNGRADED_SECONDARY}, {"AD", GRADE_OTHER}, {"PS", GRADE_OTHER}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(law_agreement_grade(text_of(cases[i].code)), cases[i].grade);
}

static void
facts_are_found_by_pupil(void **state)
{
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    const struct row row = {EXTRACT_ISPU, 5, 4, values};
    struct law_facts facts = {0};
    struct pupil_facts pupil;

    (void)state;
    for (int64_t i = 100; i > 0; i--) {
        values[ISPU_ssid] = number(i * 77777777);
        values[ISPU_residence_county] = i % 2 == 0 ? code("58") : (struct value){0};
        values[ISPU_iep_active] = code(i % 3 == 0 ? "Y" : "N");
        values[ISPU_foster] = code("Y");
        values[ISPU_iep_end_date] = number(i);
        law_facts_add(&facts, &row);
    }
    law_facts_sort(&facts);
    for (int64_t i = 1; i <= 100; i++) {
        assert_true(law_facts_find(&facts, i * 77777777, &pupil));
        assert_int_equal(pupil.residence_county, i % 2 == 0 ? 58 : COUNTY_NOT_KNOWN);
        assert_int_equal(pupil.flags, FACTS_SCHOOL_OF_ORIGIN | (i % 3 == 0 ? FACTS_IEP_ACTIVE : 0));
        assert_int_equal(pupil.iep_end, i);
        assert_int_equal(pupil.iep_start, DATE_NONE);
        assert_int_equal(pupil.home_end, DATE_NONE);
        assert_false(law_facts_find(&facts, i * 77777777 + 1, &pupil));
    }
    law_facts_reset(&facts);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_take_the_room_that_was_promised),
        cmocka_unit_test(a_row_holds_the_extremes),
        cmocka_unit_test(rows_are_sorted_and_put_back),
        cmocka_unit_test(a_pupil_is_found_at_a_school),
        cmocka_unit_test(an_agreement_comes_out_as_it_went_in),
        cmocka_unit_test(what_is_blank_stays_blank),
        cmocka_unit_test(grades_are_in_their_order),
        cmocka_unit_test(facts_are_found_by_pupil),
    };

    return cmocka_run_group_tests_name("law_row", tests, NULL, NULL);
}
