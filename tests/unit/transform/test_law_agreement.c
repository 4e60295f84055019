#include "support/lawful_example.h"

/*
 * The worked examples of the law, number for number, and the cases next to them: how
 * long an agreement runs, and who signs it by when.
 */

/* EC 51747(c)(5): one semester to 2013-14, one school year from 2014-15. */
static void
agreements_are_as_long_as_the_year_allows(void **state)
{
#define CALENDAR "first_day=20120820 last_day=20130607 "
#define SEMESTERS CALENDAR "semester_1_last_day=20121221 semester_2_first_day=20130107"
#define SIGNED_2012                                                                                \
    " birth_date=19970315 signed_pupil_date=20120801 signed_parent_date=20120801 "                 \
    "signed_teacher_date=20120801 policies_stated=Y"
    static const struct lawful_example examples[] = {
        {"138 days over the end of a semester of 124, the other of 152", "2012-2013",
            "agreement_start_date=20121001 agreement_end_date=20130215" SIGNED_2012, NULL,
            "policy_adopted_date=20100601 " SEMESTERS, "ISAG 1 agreement_crosses_semester\n", 0},
        {"292 days: from day 153 on, 96 schooldays", "2012-2013",
            "agreement_start_date=20120820 agreement_end_date=20130607 is_schooldays=180 "
            "days_taught=180 days_time_value=180 days_credited=180" SIGNED_2012,
            NULL, "policy_adopted_date=20100601 " SEMESTERS, "ISAG 1 agreement_too_long 9600\n",
            9600},
        {"152 days", "2012-2013",
            "agreement_start_date=20130107 agreement_end_date=20130607" SIGNED_2012, NULL,
            "policy_adopted_date=20100601 " SEMESTERS, "", 0},
        {"184 days without semester dates", "2012-2013",
            "agreement_start_date=20120820 agreement_end_date=20130219" SIGNED_2012, NULL,
            "policy_adopted_date=20100601 " CALENDAR, "", 0},
        {"185 days without semester dates", "2012-2013",
            "agreement_start_date=20120820 agreement_end_date=20130220" SIGNED_2012, NULL,
            "policy_adopted_date=20100601 " CALENDAR, "ISAG 1 agreement_too_long 100\n", 100},
        {"half of a year-round year of 292 days", "2012-2013",
            "agreement_start_date=20120820 agreement_end_date=20130112" SIGNED_2012, NULL,
            "policy_adopted_date=20100601 calendar=YEAR_ROUND " SEMESTERS, "", 0},
        {"two days more: a Sunday and a Monday", "2012-2013",
            "agreement_start_date=20120820 agreement_end_date=20130114" SIGNED_2012, NULL,
            "policy_adopted_date=20100601 calendar=YEAR_ROUND " SEMESTERS,
            "ISAG 1 agreement_too_long 100\n", 100},
        {"292 days in 2023-24", "2023-2024",
            "agreement_start_date=20230817 agreement_end_date=20240603 signed_pupil_date=20230801 "
            "signed_parent_date=20230801 signed_teacher_date=20230801",
            NULL, "", "", 0},
        {"past 30 June: 1, 2, 3 and 5 July", "2023-2024", "agreement_end_date=20240705", NULL, NULL,
            "ISAG 1 agreement_beyond_year 400\n", 400},
        {"past 30 June, where no school is", "2023-2024", "agreement_end_date=20240705", NULL, "",
            "ISAG 1 agreement_beyond_year 0\n", 0},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* EC 51747(c)(8), timing: the four examples, and the deadlines next to them. */
static void
signatures_are_due_when_the_year_says(void **state)
{
    static const struct lawful_example examples[] = {
        {"2024-25, long-term, teacher two days late", "2024-2025",
            TERM("20240909", "20241220", "60") SIGNED("20240906", "20240911"), NULL, NULL,
            "ISAG 1 agreement_signed_late 200\n", 200},
        {"2021-22, before 15 October", "2021-2022",
            TERM("20210901", "20211217", "60") SIGNED("20211012", "20211012"), NULL, NULL, "", 0},
        {"2021-22, after it: 1 September to 15 October", "2021-2022",
            TERM("20210901", "20211217", "60") SIGNED("20211016", "20211016"), NULL, NULL,
            "ISAG 1 agreement_signed_late 3200\n", 3200},
        {"2021-22, thirty days after a later start", "2021-2022",
            TERM("20211101", "20211217", "25") SIGNED("20211201", "20211201"), NULL, NULL, "", 0},
        {"2021-22, thirty-one", "2021-2022",
            TERM("20211101", "20211217", "25") SIGNED("20211202", "20211202"), NULL, NULL,
            "ISAG 1 agreement_signed_late 2000\n", 2000},
        {"2022-23, short-term, after ten calendar days, within ten schooldays", "2022-2023",
            TERM("20221107", "20221114", "5") SIGNED("20221118", "20221118"), NULL, NULL,
            "ISAG 1 agreement_signed_window\n", 0},
        {"2022-23, the tenth calendar day", "2022-2023",
            TERM("20221107", "20221114", "5") SIGNED("20221117", "20221117"), NULL, NULL, "", 0},
        {"2022-23, the tenth schoolday", "2022-2023",
            TERM("20221107", "20221114", "5") SIGNED("20221121", "20221121"), NULL, NULL,
            "ISAG 1 agreement_signed_window\n", 0},
        {"2022-23, the day after it", "2022-2023",
            TERM("20221107", "20221114", "5") SIGNED("20221122", "20221122"), NULL, NULL,
            "ISAG 1 agreement_signed_late 500\n", 500},
        {"2022-23, 14.99 days are short", "2022-2023",
            TERM("20221107", "20221202", "14.99") SIGNED("20221108", "20221108"), NULL, NULL, "",
            0},
        {"2022-23, 15 days are long", "2022-2023",
            TERM("20221107", "20221202", "15") SIGNED("20221108", "20221108"), NULL, NULL,
            "ISAG 1 agreement_signed_late 100\n", 100},
        {"2024-25, short-term, in May", "2024-2025",
            TERM("20241104", "20241108", "5") SIGNED("20250520", "20250520"), NULL, NULL, "", 0},
        {"2024-25, short-term, on 30 June", "2024-2025",
            TERM("20241104", "20241108", "5") SIGNED("20250630", "20250630"), NULL, NULL, "", 0},
        {"2024-25, short-term, in July", "2024-2025",
            TERM("20241104", "20241108", "5") SIGNED("20250701", "20250701"), NULL, NULL,
            "ISAG 1 agreement_signed_late 500\n", 500},
        {"2018-19, every agreement before it begins", "2018-2019",
            TERM("20180904", "20180910", "5") SIGNED("20180905", "20180905"), NULL, NULL,
            "ISAG 1 agreement_signed_late 100\n", 100},
        {"participation begins after the agreement", "2018-2019",
            TERM("20180904", "20180914", "5")
                SIGNED("20180906", "20180906") " first_is_date=20180910",
            NULL, NULL, "", 0},
        {"others who assist are judged when given", "2024-2025",
            TERM("20240909", "20241220", "60")
                SIGNED("20240906", "20240906") " signed_others_date=20240910",
            NULL, NULL, "ISAG 1 agreement_signed_late 100\n", 100},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* EC 51747(c)(8), signers. The age is that of the start of the agreement. */
static void
those_who_must_have_signed(void **state)
{
    static const struct lawful_example examples[] = {
        {"adult on the birthday", "2023-2024", "birth_date=20050905 signed_parent_date=", NULL,
            NULL, "", 0},
        {"a day younger", "2023-2024", "birth_date=20050906 signed_parent_date=", NULL, NULL,
            "ISAG 1 agreement_signature_missing 6000\n", 6000},
        {"an adult's parent may sign late", "2023-2024",
            "birth_date=20050905 signed_parent_date=20231001", NULL, NULL, "", 0},
        {"no supervising teacher", "2023-2024", "signed_teacher_date=", NULL, NULL,
            "ISAG 1 agreement_signature_missing 6000\n", 6000},
        {"special education from 2022-23", "2023-2024", "", "iep_active=Y iep_provides_is=Y", NULL,
            "ISAG 1 agreement_special_education_signature_missing 6000\n", 6000},
        {"special education before", "2021-2022",
            TERM("20210907", "20211217", "60") SIGNED("20210901", "20210901"),
            "iep_active=Y iep_provides_is=Y", NULL, "", 0},
        {"an IEP that begins after participation", "2023-2024", "",
            "iep_active=Y iep_start_date=20231216", NULL, "", 0},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* What a late signature is told it should have kept. */
static void
a_late_signature_is_told_its_deadline(void **state)
{
#define DATES(start, end, signed)                                                                  \
    "agreement_start_date=" start " agreement_end_date=" end " first_is_date=" start               \
    " last_is_date=" end " signed_parent_date=" start " signed_teacher_date=" start                \
    " signed_pupil_date=" signed
    static const struct {
        const char *year, *agreement, *deadline;
    } late[] = {
        {"2021-2022", DATES("20210901", "20211217", "20211016"),
            "long-term study: due by 2021-10-15"},
        {"2021-2022", DATES("20210914", "20211217", "20211016"),
            "long-term study: due by 2021-10-15"},
        {"2021-2022", DATES("20210916", "20211217", "20211017"),
            "long-term study: due 30 days after participation begins"},
        {"2023-2024", DATES("20230905", "20231215", "20230906"),
            "long-term study: due when participation begins"},
        {"2023-2024", "is_schooldays=14 " DATES("20230905", "20231215", "20231215"),
            "short-term study: due by schoolday 10 of participation"},
        {"2024-2025", "is_schooldays=15 " DATES("20240905", "20241213", "20250701"),
            "short-term study: due by 30 June"},
        {"2020-2021", DATES("20200908", "20201211", "20200909"), ": due when participation begins"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof late / sizeof *late; i++) {
        char deadline[100];

        lawful_clear(&law);
        law.year = late[i].year;
        lawful_add(&law, EXTRACT_ISAG, late[i].agreement);
        lawful_judge(&law);
        snprintf(deadline, sizeof deadline, "%s\n", late[i].deadline);
        if (strstr(law.findings.data, deadline) == NULL)
            fail_msg("%s: %snot %s", late[i].year, law.findings.data, late[i].deadline);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agreements_are_as_long_as_the_year_allows),
        cmocka_unit_test(signatures_are_due_when_the_year_says),
        cmocka_unit_test(those_who_must_have_signed),
        cmocka_unit_test(a_late_signature_is_told_its_deadline),
    };

    return cmocka_run_group_tests_name("law_agreement", tests, open_law, close_law);
}
