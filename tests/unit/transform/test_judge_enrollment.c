#include "support/judged.h"

/* The rules on SENR, each with a row that breaks it and one that just does not. */

static const char header[] =
    "record_type,reporting_lea,academic_year,school_of_attendance,ssid,enrollment_start_date,"
    "birth_date,gender,enrollment_status,grade_level,enrollment_exit_date,exit_reason,"
    "completion_status,met_uc_csu_requirements,graduation_exemption,school_of_attendance_nps\n";

/* What the rows of a table share; what a case is about comes behind. */
#define ROW(ssid, school) "SENR,0161234,2023-2024," school "," ssid ","
#define START ROW("1000000001", "0130001") "2023-08-15,2010-01-01,F,"

static const struct judged_case cases[] = {
    {"a plain row", START "10,08,,,,,,\n", ""},
    {"an exit on the first day", START "10,08,20230815,T160,,,,\n", ""},
    {"an exit before the start", START "10,08,20230814,T160,,,,\n",
        "2 exit_before_start enrollment_exit_date\n"},
    {"a no-show the day before", START "10,08,20230814,N470,,,,\n", ""},
    {"a no-show two days before", START "10,08,20230813,N470,,,,\n",
        "2 exit_before_start enrollment_exit_date\n"},
    {"a date without a reason", START "10,08,20240601,,,,,\n", "2 exit_incomplete exit_reason\n"},
    {"a reason without a date", START "10,08,,T160,,,,\n",
        "2 exit_incomplete enrollment_exit_date\n"},
    {"a wrong reason is judged once", START "10,08,20240601,T999,,,,\n",
        "2 value_not_in_code_set exit_reason: the nearest codes are E490, T160 or T165\n"},
    {"a graduate", START "10,12,20240601,E230,100,Y,N,\n", ""},
    {"a completion without a reason", START "10,12,,,360,,,\n",
        "2 completion_without_e230 completion_status\n"},
    {"a completion with another reason", START "10,12,20240601,T160,360,,,\n",
        "2 completion_without_e230 completion_status\n"},
    {"a completer without a completion", START "10,12,20240601,E230,,,,\n",
        "2 e230_without_completion completion_status\n"},
    {"an exit that the grade does not take", START "10,05,20240601,T280,,,,\n",
        "2 exit_grade_combination exit_reason\n"},
    {"no grade, no judgement", START "10,,20240601,T280,,,,\n",
        "2 grade_not_identified grade_level\n"},
    {"a completion that the grade does not take", START "10,09,20240601,E230,360,,,\n",
        "2 completion_grade_combination completion_status\n"},
    {"TK takes what KN takes", START "10,TK,20240601,E230,480,,,\n", ""},
    {"met_uc_csu_requirements blank", START "10,12,20240601,E230,100,,N,\n",
        "2 uc_csu_missing met_uc_csu_requirements\n"},
    {"graduation_exemption blank", START "10,12,20240601,E230,100,N,,\n",
        "2 graduation_exemption_missing graduation_exemption\n"},
    {"an exemption without a diploma", START "10,12,20240601,E230,360,,Y,\n",
        "2 graduation_exemption_unexpected graduation_exemption\n"},
    {"short-term for 30 days", START "30,08,20230913,T160,,,,\n", ""},
    {"short-term for 31 days", START "30,08,20230914,T160,,,,\n",
        "2 short_term_too_long enrollment_exit_date\n"},
    {"a nonpublic school without its code",
        ROW("1000000001", "0000001") "20230815,20100101,F,10,08,,,,,,\n",
        "2 school_is_nonpublic school_of_attendance\n"
        "2 nonpublic_school_code school_of_attendance_nps\n"},
    {"a nonpublic school with its code",
        ROW("1000000001", "0000001") "20230815,20100101,F,10,08,,,,,,9999999\n",
        "2 school_is_nonpublic school_of_attendance\n"},
    {"the code of a nonpublic school elsewhere", START "10,08,,,,,,9999999\n",
        "2 nonpublic_school_code school_of_attendance\n"},
    {"three on the first day", ROW("1", "0130001") "20230815,20200815,F,10,KN,,,,,,\n",
        "2 ssid_malformed ssid: 1 digit\n"},
    {"three on the first day", ROW("1000000001", "0130001") "20230815,20200815,F,10,KN,,,,,,\n",
        ""},
    {"not yet three", ROW("1000000001", "0130001") "20230815,20200816,F,10,KN,,,,,,\n",
        "2 age_implausible birth_date\n"},
    {"still twenty-two", ROW("1000000001", "0130001") "20230815,20000816,F,10,12,,,,,,\n", ""},
    {"twenty-three", ROW("1000000001", "0130001") "20230815,20000815,F,10,12,,,,,,\n",
        "2 age_implausible birth_date\n"},
    {"an adult of eighty", ROW("1000000001", "0130006") "20230815,19430815,F,10,AD,,,,,,\n", ""},
    {"an adult of eighty-one", ROW("1000000001", "0130006") "20230815,19420815,F,10,AD,,,,,,\n",
        "2 age_implausible birth_date\n"},
    {"an adult of fifteen", ROW("1000000001", "0130006") "20230815,20070816,F,10,AD,,,,,,\n",
        "2 age_implausible birth_date\n"},
    {"a grade that the school does not have",
        ROW("1000000001", "0130002") "20230815,20100101,F,10,08,,,,,,\n",
        "2 grade_outside_school_span grade_level: the directory says 9-12\n"},
    {"left before the year",
        ROW("1000000001", "0130001") "20220815,20100101,F,10,08,20230630,"
                                     "T160,,,,\n",
        "2 enrollment_outside_year enrollment_start_date\n"},
    {"left on its first day",
        ROW("1000000001", "0130001") "20220815,20100101,F,10,08,20230701,"
                                     "T160,,,,\n",
        ""},
    {"began on the window's last day",
        ROW("1000000001", "0130001") "20240815,20100101,F,10,08,,,,,,\n", ""},
    {"began after the window", ROW("1000000001", "0130001") "20240816,20100101,F,10,08,,,,,,\n",
        "2 enrollment_outside_year enrollment_start_date\n"},
    {"a key twice", START "10,08,,,,,,\n" START "20,08,,,,,,\n",
        "3 row_duplicate_key: the earlier one is record 1\n"},
    {"a refused row takes no key", START "10,08,,T160,,,,\n" START "10,08,,,,,,\n",
        "2 exit_incomplete enrollment_exit_date\n"},
    {"the next day is no overlap",
        START "10,08,20231001,T160,,,,\n" ROW(
            "1000000001", "0130001") "20231002,20100101,F,10,08,,,,,,\n",
        ""},
    {"the same day is one",
        START "10,08,20231001,T160,,,,\n" ROW(
            "1000000001", "0130001") "20231001,20100101,F,10,08,,,,,,\n",
        "3 enrollments_overlap enrollment_start_date: the earlier one is record 1\n"},
    {"an open one overlaps whatever follows",
        START "10,08,,,,,,\n" ROW("1000000001", "0130001") "20240501,20100101,F,20,08,,,,,,\n",
        "3 enrollments_overlap enrollment_start_date: the earlier one is record 1\n"},
    {"not at another school",
        START "10,08,,,,,,\n" ROW("1000000001", "0130004") "20240901,20100101,F,20,08,,,,,,\n",
        "3 enrollment_outside_year enrollment_start_date\n"},
    {"a no-show stands in nobody's way",
        ROW("1000000001", "0130001") "20230901,20100101,F,10,08,20230831,N470,,,,\n" START
                                     "10,08,,,,,,\n",
        ""},
    {"after the diploma, told at the later row",
        START "10,12,20240601,E230,100,Y,N,\n" ROW(
            "1000000001", "0130002") "20240602,20100101,F,10,12,,,,,,\n",
        "3 enrolled_after_diploma enrollment_exit_date\n"},
    {"after the diploma, told when the diploma is known",
        ROW("1000000001", "0130002") "20240602,20100101,F,10,12,,,,,,\n" START
                                     "10,12,20240601,E230,100,Y,N,\n",
        "2 enrolled_after_diploma enrollment_exit_date\n"},
    {"of two diplomas the first counts, each row is told once",
        START "10,12,20240603,E230,100,Y,N,\n" ROW("1000000001",
            "0130002") "20230815,20100101,F,10,12,20240604,T160,,,,\n" ROW("1000000001",
            "0130006") "20230815,20100101,F,10,12,20240601,E230,100,Y,N,\n",
        "3 enrolled_after_diploma enrollment_exit_date\n"
        "2 enrolled_after_diploma enrollment_exit_date\n"},
    {"a secondary enrollment may go on",
        START "10,12,20240601,E230,100,Y,N,\n" ROW(
            "1000000001", "0130002") "20240602,20100101,F,20,12,,,,,,\n",
        ""},
};

static void
each_rule_finds_its_row(void **state)
{
    (void)state;
    judged_cases(EXTRACT_SENR, header, cases, sizeof cases / sizeof *cases);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_finds_its_row),
    };

    return cmocka_run_group_tests_name("judge_enrollment", tests, NULL, NULL);
}
