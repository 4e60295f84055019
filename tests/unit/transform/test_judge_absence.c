#include "support/judged.h"

/* The rules on STAS, in the order of its columns by position. */

static const char header[] =
    "record_type,reporting_lea,school_of_attendance,academic_year,ssid,birth_date,gender,exempt,"
    "expected_days,days_attended,days_absent_suspension,days_in_school_suspension,"
    "days_absent_excused,days_absent_unexcused,is_days_not_credited,is_days_credited\n";

#define PUPIL ",1000000001,20100101,F,"
#define ROW(year) "STAS,0161234,0130001," year PUPIL

static const struct judged_case cases[] = {
    {"days add up", ROW("2023-2024") ",180,100,1,2,3,4,5.5,64.5\n", ""},
    {"a hundredth is missing", ROW("2023-2024") ",180.01,100,1,2,3,4,5.5,64.5\n",
        "2 days_do_not_add_up expected_days\n"},
    {"no sum was asked before 2021-22", ROW("2020-2021") ",180,100,1,2,3,4,5.5,\n", ""},
    {"a blank day field", ROW("2023-2024") ",180,100,1,,3,4,5.5,64.5\n",
        "2 days_missing days_in_school_suspension\n"},
    {"expected days blank", ROW("2023-2024") ",,100,1,2,3,4,5.5,64.5\n",
        "2 days_missing expected_days\n"},
    {"a field of later years is not missed", ROW("2020-2021") ",180,180,0,0,0,0,0,\n", ""},
    {"exempt and blank", ROW("2023-2024") "Y,,,,,,,,\n", ""},
    {"exempt with expected days", ROW("2023-2024") "Y,180,,,,,,,\n",
        "2 exempt_with_days expected_days\n"},
    {"exempt with a day", ROW("2023-2024") "Y,,,,,,,,0\n", "2 exempt_with_days is_days_credited\n"},
    {"more independent study than days left", ROW("2021-2022") ",10,5,0,1,0,0,0,4.01\n",
        "2 days_do_not_add_up expected_days\n2 is_days_exceed_expected is_days_credited\n"},
    {"as much as is left", ROW("2020-2021") ",10,5,0,1,0,0,4,\n", ""},
    {"more than is left, years before", ROW("2020-2021") ",10,5,0,1,0,0,4.01,\n",
        "2 is_days_exceed_expected is_days_not_credited\n"},
    {"a bad day field is found once", ROW("2023-2024") ",180,x,1,2,3,4,5.5,64.5\n",
        "2 value_not_a_number days_attended: 0 to 999.99, at most 2 decimals\n"},
    {"366 days", ROW("2023-2024") ",366,366,0,0,0,0,0,0\n", ""},
    {"more than a year has", ROW("2023-2024") ",366.01,366.01,0,0,0,0,0,0\n",
        "2 expected_days_implausible expected_days\n"},
    {"a nonpublic school", "STAS,0161234,0000001,2024-2025" PUPIL ",1,1,0,0,0,0,0,0\n",
        "2 attendance_at_special_school school_of_attendance\n"},
    {"a private school the year before",
        "STAS,0161234,0000002,2023-2024" PUPIL ",1,1,0,0,0,0,0,0\n", ""},
    {"an unknown school costs the days credited",
        "STAS,0161234,9999999,2023-2024" PUPIL ",10,5,0,0,0,0,1,4\n",
        "2 school_not_identified school_of_attendance 400\n"},
    {"days that are no days cost nothing",
        "STAS,0161234,9999999,2023-2024" PUPIL ",10,5,0,0,0,0,1,x\n",
        "2 value_not_a_number is_days_credited: 0 to 999.99, at most 2 decimals\n"
        "2 school_not_identified school_of_attendance\n"},
    {"of a row that is refused nothing is lost",
        "STAS,0161234,9999999,2023-2024" PUPIL ",11,5,0,0,0,0,1,4\n",
        "2 school_not_identified school_of_attendance\n2 days_do_not_add_up expected_days\n"},
    {"nor of one that another row stands in the way of",
        "STAS,0161234,9999999,2023-2024" PUPIL ",10,5,0,0,0,0,1,4\n"
        "STAS,0161234,9999999,2023-2024" PUPIL ",9,4,0,0,0,0,1,4\n",
        "2 school_not_identified school_of_attendance 400\n"
        "3 school_not_identified school_of_attendance\n"
        "3 row_duplicate_key: the earlier one is record 1\n"},
    {"closed before the year", "STAS,0161234,0130003,2022-2023" PUPIL ",1,1,0,0,0,0,0,0\n",
        "2 school_closed school_of_attendance 0: closed before\n"},
    {"closed on the last day of the year before",
        "STAS,0161234,0130003,2021-2022" PUPIL ",1,1,0,0,0,0,0,0\n", ""},
    {"opened in the year after", "STAS,0161234,0130004,2023-2024" PUPIL ",1,1,0,0,0,0,0,0\n",
        "2 school_closed school_of_attendance 0: opened later\n"},
    {"the same pupil at the same school",
        ROW("2023-2024") ",1,1,0,0,0,0,0,0\n" ROW("2023-2024") ",2,2,0,0,0,0,0,0\n",
        "3 row_duplicate_key: the earlier one is record 1\n"},
    {"the same pupil at another school",
        ROW("2023-2024") ",1,1,0,0,0,0,0,0\nSTAS,0161234,0130002,2023-2024" PUPIL
                         ",2,2,0,0,0,0,0,0\n",
        ""},
};

static void
each_rule_finds_its_row(void **state)
{
    (void)state;
    judged_cases(EXTRACT_STAS, header, cases, sizeof cases / sizeof *cases);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_finds_its_row),
    };

    return cmocka_run_group_tests_name("judge_absence", tests, NULL, NULL);
}
