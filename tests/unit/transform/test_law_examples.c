#include "support/lawful_example.h"

/*
 * The worked examples of the law, number for number, and the cases next to them:
 * pupils, policies, and what days are worth.
 */

/* EC 51745(c): days on which the IEP does not provide for independent study. */
static void
days_before_the_iep_provides_are_lost(void **state)
{
#define IEP "agreement_start_date=20240903 agreement_end_date=20241220 birth_date=20060101"
    static const struct lawful_example examples[] = {
        {"provision effective 16 September: 3 to 13 September", "2024-2025",
            IEP " signed_others_date=20240901",
            "iep_active=Y iep_provides_is=Y iep_is_effective_date=20240916", NULL,
            "ISAG 1 iep_does_not_provide 900\n", 900},
        {"never provides", "2024-2025", IEP " signed_others_date=20240901", "iep_active=Y", NULL,
            "ISAG 1 iep_does_not_provide 6000\n", 6000},
        {"found eligible during the agreement", "2024-2025", IEP " signed_others_date=20240901",
            "iep_active=Y iep_start_date=20241216 iep_provides_is=N", NULL,
            "ISAG 1 iep_does_not_provide 500\n", 500},
        {"no active plan", "2024-2025", IEP, "iep_active=N iep_provides_is=N", NULL, "", 0},
        {"ends before participation begins", "2024-2025", IEP, "iep_active=Y iep_end_date=20240902",
            NULL, "", 0},
    };
#undef IEP

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* EC 51747, opening: the policy; EC 51747(a): the longest assignment time. */
static void
the_policy_comes_first(void **state)
{
    static const struct lawful_example examples[] = {
        {"adopted on the sixth schoolday", "2023-2024", "", NULL, "policy_adopted_date=20230912",
            "ISAG 1 policy_adopted_late 500\n", 500},
        {"adopted on the first day", "2023-2024", "", NULL, "policy_adopted_date=20230905", "", 0},
        {"adopted after all of it", "2023-2024", "", NULL, "policy_adopted_date=20240101",
            "ISAG 1 policy_adopted_late 6000\n", 6000},
        {"never adopted", "2023-2024", "", NULL,
            "policy_adopted_date=", "ISAG 1 policy_missing 6000\n", 6000},
        {"of another grade span", "2023-2024", "", NULL, "grade_span=K6",
            "ISAG 1 policy_missing 6000\n", 6000},
        {"of the pupil's grade or not, which is not known", "2023-2024", "grade_level=", NULL,
            "grade_span=K6", "", 6000},
        {"of the other modality, whatever the grade", "2023-2024", "grade_level=", NULL,
            "grade_span=K6 modality=CBIS", "ISAG 1 policy_missing 6000\n", 6000},
        {"policy 20 schooldays, agreement 30", "2023-2024", "max_assignment_days=30", NULL,
            "grade_span=912 modality=TRAD", "ISAG 1 assignment_time_above_policy 6000\n", 6000},
        {"agreement as long as the policy", "2023-2024", "", NULL, "", "", 0},
        {"agreement blank", "2023-2024", "max_assignment_days=", NULL, "",
            "ISAG 1 agreement_element_missing 6000\n", 6000},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* EC 51747(b). */
static void
missed_assignments_are_evaluated(void **state)
{
    static const struct lawful_example examples[] = {
        {"limit 3, missed 3, no evaluation", "2023-2024", "missed_assignments=3", NULL, NULL,
            "ISAG 1 missed_assignments_not_evaluated 6000\n", 6000},
        {"missed 2", "2023-2024", "missed_assignments=2", NULL, NULL, "", 0},
        {"evaluated", "2023-2024",
            "missed_assignments=3 evaluation_date=20231106 evaluation_outcome=REMAIN", NULL, NULL,
            "", 0},
        {"the policy's limit", "2023-2024", "missed_assignments=4 missed_assignment_limit=", NULL,
            "missed_assignment_limit=4", "ISAG 1 missed_assignments_not_evaluated 6000\n", 6000},
        {"the agreement's limit before the policy's", "2023-2024",
            "missed_assignments=4 missed_assignment_limit=5", NULL, "missed_assignment_limit=4", "",
            0},
        {"nowhere a limit", "2023-2024", "missed_assignments=9 missed_assignment_limit=", NULL,
            "missed_assignment_limit=", "", 0},
        {"returned, and five schooldays more", "2023-2024",
            "evaluation_date=20231002 evaluation_outcome=RETURN last_is_date=20231009", NULL, NULL,
            "", 0},
        {"returned, and six", "2023-2024",
            "evaluation_date=20231002 evaluation_outcome=RETURN last_is_date=20231010", NULL, NULL,
            "ISAG 1 evaluation_not_followed\n", 0},
        {"returned before it began, and three days after the five", "2023-2024",
            "evaluation_date=20230821 evaluation_outcome=RETURN last_is_date=20230907", NULL, NULL,
            "ISAG 1 evaluation_not_followed\n", 0},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* EC 51747.3. Claimed in Alameda (01). */
static void
residents_of_the_county_and_the_next(void **state)
{
    static const struct lawful_example examples[] = {
        {"the county itself", "2023-2024", "", "residence_county=01", NULL, "", 0},
        {"next to it: Santa Clara", "2023-2024", "", "residence_county=43", NULL, "", 0},
        {"Fresno", "2023-2024", "", "residence_county=10", NULL,
            "ISAG 1 residence_not_adjacent 6000\n", 6000},
        {"outside California", "2023-2024", "", "residence_county=99", NULL,
            "ISAG 1 residence_not_adjacent 6000\n", 6000},
        {"Stanislaus touches in a point", "2023-2024", "", "residence_county=50", NULL,
            "ISAG 1 residence_point_contact\n", 0},
        {"a homeless pupil", "2023-2024", "", "residence_county=10 homeless=Y", NULL,
            "ISAG 1 residence_not_adjacent_excused\n", 0},
        {"unknown is never assumed", "2023-2024", "", "residence_county=", NULL,
            "ISAG 1 pupil_facts_missing\n", 0},
        {"no row", "2023-2024", "", "ssid=9900000002 residence_county=10", NULL,
            "ISAG 1 pupil_facts_missing\n", 0},
        {"48204(b), full-time", "2023-2024", "", "residency_basis=48204B", NULL,
            "ISAG 1 parent_employment_full_time 6000\n", 6000},
        {"48204(b), part-time", "2023-2024", "is_percent=99.99", "residency_basis=48204B", NULL, "",
            0},
        {"a thing of value", "2023-2024", "", "thing_of_value=Y", NULL,
            "ISAG 1 thing_of_value 6000\n", 6000},
        {"nobody attests", "2023-2024", "", NULL,
            "no_thing_of_value=", "ISAG 1 thing_of_value 6000\n", 6000},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* Sacramento (34), San Diego (37) and Placer (31) claim; a charter in the county of its own code.
 */
static void
adjacency_is_the_state_s(void **state)
{
    static const struct {
        const char *claim, *residence;
        bool is_found;
    } cases[] = {{"34", "39", false}, {"34", "10", true}, {"37", "19", true}, {"31", "99", true}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct directory *kept = law.directory;
        struct school office = {.open_date = DATE_NONE,
            .close_date = DATE_NONE,
            .county_name = "",
            .district_name = "",
            .school_name = ""};
        char facts[32], lea[8];

        lawful_clear(&law);
        snprintf(lea, sizeof lea, "%s99999", cases[i].claim);
        snprintf(office.cds_code, sizeof office.cds_code, "%s0000000", lea);
        law.directory = directory_new();
        directory_add(law.directory, &office);
        directory_seal(law.directory);
        law.year = "2023-2024";
        law.lea = lea;
        snprintf(facts, sizeof facts, "residence_county=%s", cases[i].residence);
        lawful_add(&law, EXTRACT_ISAG, "school_of_attendance=0000001");
        lawful_add(&law, EXTRACT_ISPU, facts);
        lawful_judge(&law);
        assert_int_equal(
            strstr(law.findings.data, "residence_not_adjacent 6000") != NULL, cases[i].is_found);
        lawful_clear(&law);
        directory_free(law.directory);
        law.directory = kept;
        law.lea = "0199999";
    }
}

static void
a_charter_claims_in_the_county_of_its_code(void **state)
{
    (void)state;
    lawful_clear(&law);
    law.year = "2023-2024";
    law.lea = "0999910";
    lawful_add(&law, EXTRACT_ISAG, "school_of_attendance=0999910");
    lawful_add(&law, EXTRACT_ISPU, "residence_county=01");
    lawful_judge(&law);
    law.lea = "0199999";
    assert_string_equal(law.findings.data, "ISAG 1 residence_not_adjacent 6000\n");
}

/* EC 51747.5 and 46300(e). */
static void
credit_is_for_work_judged(void **state)
{
    static const struct lawful_example examples[] = {
        {"taught 20, judged 17.5, credited 18", "2023-2024",
            "is_schooldays=20 days_taught=20 days_time_value=17.5 days_credited=18.0", NULL, NULL,
            "ISAG 1 credit_above_time_value 50\n", 50},
        {"not judged by a teacher", "2023-2024", "work_judged=N", NULL, NULL,
            "ISAG 1 work_not_judged 6000\n", 6000},
        {"not judged, and nothing credited", "2023-2024", "work_judged=N days_credited=0", NULL,
            NULL, "", 0},
        {"no supervisor", "2023-2024", "supervisor_seid=", NULL, NULL,
            "ISAG 1 supervisor_not_credentialed 6000\n", 6000},
        {"two schooldays in 2023-24", "2023-2024",
            TERM("20231002", "20231003", "2") SIGNED("20230925", "20230925"), NULL, NULL,
            "ISAG 1 agreement_too_short 200\n", 200},
        {"four schooldays in 2020-21", "2020-2021",
            TERM("20201005", "20201008", "4") SIGNED("20200928", "20200928"), NULL, NULL,
            "ISAG 1 agreement_too_short 400\n", 400},
        {"one schoolday in 2024-25", "2024-2025",
            TERM("20241007", "20241007", "1") SIGNED("20240930", "20240930"), NULL, NULL, "", 0},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* EC 51748: what is not identified earns nothing, though the judge of the file says so. */
static void
what_is_not_identified_earns_nothing(void **state)
{
    static const struct lawful_example examples[] = {
        {"grade", "2023-2024", "grade_level=", NULL, NULL, "", 6000},
        {"placement", "2023-2024", "program_placement=", NULL, NULL, "", 6000},
        {"school", "2023-2024", "school_of_attendance=0777777", NULL, NULL, "", 6000},
        {"private school", "2023-2024", "school_of_attendance=0000002", NULL, NULL, "", 6000},
        {"school of another LEA", "2023-2024", "school_of_attendance=0999910", NULL, NULL, "",
            6000},
        {"nonpublic school", "2023-2024", "school_of_attendance=0000001", NULL, NULL, "", 0},
        {"district program", "2023-2024", "school_of_attendance=0199999", NULL, NULL, "", 0},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* A day that two rules bar is lost once. */
static void
barred_days_are_united(void **state)
{
    static const struct lawful_example examples[] = {
        {"signed on the third day, adopted on the fifth", "2023-2024",
            SIGNED("20230901", "20230907"), NULL, "policy_adopted_date=20230911",
            "ISAG 1 agreement_signed_late 200\nISAG 1 policy_adopted_late 400\n", 400},
        {"two days at the start, five at the end, half a day of excess", "2023-2024",
            SIGNED("20230901", "20230907") " days_time_value=59.5",
            "home_hospital_start_date=20231211 home_hospital_end_date=20240131", NULL,
            "ISAG 1 agreement_signed_late 200\nISAG 1 credit_above_time_value 50\n"
            "ISAG 1 home_hospital_overlap 500\n",
            750},
        {"everything twice is everything once", "2023-2024", "work_judged=N supervisor_seid=", NULL,
            NULL, "ISAG 1 supervisor_not_credentialed 6000\nISAG 1 work_not_judged 6000\n", 6000},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_before_the_iep_provides_are_lost),
        cmocka_unit_test(the_policy_comes_first),
        cmocka_unit_test(missed_assignments_are_evaluated),
        cmocka_unit_test(residents_of_the_county_and_the_next),
        cmocka_unit_test(adjacency_is_the_state_s),
        cmocka_unit_test(a_charter_claims_in_the_county_of_its_code),
        cmocka_unit_test(credit_is_for_work_judged),
        cmocka_unit_test(what_is_not_identified_earns_nothing),
        cmocka_unit_test(barred_days_are_united),
    };

    return cmocka_run_group_tests_name("law_examples", tests, open_law, close_law);
}
