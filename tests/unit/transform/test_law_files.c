#include "support/lawful.h"

/* What is not judged is said, with what was missing; and which policy applies. */

/* "EXTRACT rule: reason" of one rule, a line each. */
static void
list_rule(const char *rule, struct buf *list)
{
    buf_reset(list);
    for (size_t i = 0; i < law.judgement.not_judged_count; i++) {
        const struct law_not_judged *each = &law.judgement.not_judged[i];

        if (strcmp(each->rule->id, rule) == 0)
            buf_printf(list, "%s: %s\n", layout_of(each->extract)->name, each->reason);
    }
    buf_terminate(list);
}

/* A row of each extract that is named. */
static void
feed(const char *extracts)
{
    lawful_clear(&law);
    for (int i = 0; i < EXTRACT_COUNT; i++)
        if (strstr(extracts, layout_of((enum extract)i)->name) != NULL)
            lawful_add(&law, (enum extract)i, "");
    lawful_judge(&law);
}

static const struct {
    const char *extracts, *rule, *list;
} cases[] = {
    {"SENR STAS SINF SPRG ISAG ISPU ISPO", "pupil_without_enrollment", ""},
    {"SENR STAS SINF SPRG ISAG ISPU ISPO", "thing_of_value", ""},
    {"SENR STAS SINF SPRG ISAG ISPU ISPO", "birth_date_differs", ""},
    {"ISAG", "residence_not_adjacent", "ISAG: no ISPU file\n"},
    {"ISAG ISPU", "residence_not_adjacent", ""},
    {"ISPU", "residence_not_adjacent", "ISPU: no ISAG file\n"},
    {"ISAG", "thing_of_value", "ISAG: no ISPU file, no ISPO file\n"},
    {"ISAG ISPU", "thing_of_value", "ISAG: no ISPO file; judged in part\n"},
    {"ISAG ISPO", "thing_of_value", "ISAG: no ISPU file; judged in part\n"},
    {"ISPU ISPO", "thing_of_value", "ISPU: no ISAG file\nISPO: no ISAG file\n"},
    {"ISAG", "missed_assignments_not_evaluated", "ISAG: no ISPO file; judged in part\n"},
    {"ISAG", "policy_missing", "ISAG: no ISPO file\n"},
    {"STAS ISAG", "pupil_without_enrollment", "STAS: no SENR file\nISAG: no SENR file\n"},
    {"SENR ISAG", "pupil_without_enrollment", ""},
    {"SENR", "pupil_without_enrollment", "SENR: no STAS file, no ISAG file\n"},
    {"STAS", "is_without_agreement", "STAS: no ISAG file\n"},
    {"ISAG", "is_without_agreement", "ISAG: no STAS file\n"},
    {"STAS ISAG", "is_without_agreement", ""},
    {"ISAG", "is_days_differ", "ISAG: no STAS file\n"},
    {"SENR", "birth_date_differs", "SENR: no other file to compare with; judged in part\n"},
    {"SENR ISPU", "birth_date_differs", "SENR: no other file to compare with; judged in part\n"},
    {"SENR SPRG", "birth_date_differs", ""},
    {"ISAG", "agreement_too_long", ""}, /* not of this year */
    {"ISAG", "agreement_element_missing", ""},
    {"ISAG", "agreement_too_short", ""},
};

static void
a_missing_file_is_named(void **state)
{
    struct buf list = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        feed(cases[i].extracts);
        list_rule(cases[i].rule, &list);
        if (strcmp(list.data, cases[i].list) != 0)
            fail_msg("%s, %s: %s", cases[i].extracts, cases[i].rule, list.data);
    }
    buf_free(&list);
}

static void
a_rule_of_other_years_is_not_missed(void **state)
{
    struct buf list = {0};

    (void)state;
    lawful_clear(&law);
    law.year = "2012-2013";
    lawful_add(&law, EXTRACT_ISAG, "");
    lawful_judge(&law);
    law.year = "2023-2024";
    list_rule("agreement_too_long", &list);
    assert_string_equal(list.data, "ISAG: no ISPO file\n");
    list_rule("is_days_differ", &list);
    assert_string_equal(list.data, "");
    buf_free(&list);
}

static void
a_missing_directory_is_named(void **state)
{
    struct directory *directory = law.directory;
    struct buf list = {0};

    (void)state;
    law.directory = NULL;
    feed("ISAG");
    list_rule("agreement_too_short", &list);
    assert_string_equal(list.data, "ISAG: no directory\n");
    list_rule("residence_point_contact", &list);
    assert_string_equal(list.data, "ISAG: no ISPU file, no directory\n");
    lawful_clear(&law);
    law.directory = directory;
    buf_free(&list);
}

/* Extracts in their order, rules in that of the catalogue. */
static void
the_list_is_in_order(void **state)
{
    (void)state;
    feed("SENR STAS ISAG");
    assert_true(law.judgement.not_judged_count > 5);
    for (size_t i = 1; i < law.judgement.not_judged_count; i++) {
        const struct law_not_judged *before = &law.judgement.not_judged[i - 1];
        const struct law_not_judged *each = &law.judgement.not_judged[i];

        assert_true(
            before->extract < each->extract ||
            (before->extract == each->extract && before->rule->number < each->rule->number));
    }
}

/* A file that was begun and has no row is there. */
static void
an_empty_file_is_there(void **state)
{
    struct buf list = {0};

    (void)state;
    lawful_clear(&law);
    lawful_add(&law, EXTRACT_ISAG, "");
    lawful_begin(&law, EXTRACT_ISPU);
    lawful_judge(&law);
    list_rule("pupil_facts_missing", &list);
    assert_string_equal(list.data, "");
    assert_string_equal(law.findings.data, "ISAG 1 pupil_facts_missing: ISPU: no row\n");
    law_drop_extract(law.law, EXTRACT_ISPU);
    lawful_judge(&law);
    list_rule("pupil_facts_missing", &list);
    assert_string_equal(list.data, "ISAG: no ISPU file\n");
    assert_string_equal(law.findings.data, "");
    buf_free(&list);
}

/* Each policy allows as many days as its number; the agreement allows more than any. */
static const char *const policies[] = {
    "max_assignment_days=1",
    "max_assignment_days=2 modality=CBIS",
    "max_assignment_days=3 grade_span=712",
    "max_assignment_days=4 grade_span=912",
    "max_assignment_days=5 grade_span=912 modality=CBIS",
    "max_assignment_days=6 school_of_attendance=0999905 grade_span=K6",
    "max_assignment_days=7 school_of_attendance=0999905 modality=TRAD",
    "max_assignment_days=8 school_of_attendance=0999905 grade_span=TK3 modality=CBIS",
    "max_assignment_days=9 grade_span=K6",
};

static const struct {
    const char *agreement;
    int policy;
    const char *why;
} choices[] = {
    {"school_of_attendance=0999906 grade_level=10", 4, "the narrower span of the LEA"},
    {"school_of_attendance=0999906 grade_level=10 modality=CBIS", 5, "the modality before ALL"},
    {"school_of_attendance=0999906 grade_level=08 modality=CBIS", 3,
        "the span before the modality"},
    {"school_of_attendance=0999906 grade_level=07", 3, "the wider span where no narrower one is"},
    {"school_of_attendance=0999906 grade_level=TK", 9, "TK is in K6"},
    {"school_of_attendance=0999906 grade_level=AD", 1, "an adult is covered by ALL"},
    {"school_of_attendance=0999906 grade_level=AD modality=CBIS", 2, "and by the modality"},
    {"school_of_attendance=0999906 grade_level= ", 1, "a grade that is not identified"},
    {"school_of_attendance=0999905 grade_level=10", 7, "the school before the LEA's span"},
    {"school_of_attendance=0999905 grade_level=10 modality=CBIS", 5, "none of the school applies"},
    {"school_of_attendance=0999905 grade_level=03", 6, "the span of the school"},
    {"school_of_attendance=0999905 grade_level=03 modality=CBIS", 8, "the narrowest of all"},
    {"school_of_attendance=0999905 grade_level=UE", 7, "ungraded is of no span"},
};

static void
the_nearest_policy_applies(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        char columns[200], detail[64];

        lawful_clear(&law);
        for (size_t k = 0; k < sizeof policies / sizeof *policies; k++)
            lawful_add(
                &law, EXTRACT_ISPO, policies[(k + i) % (sizeof policies / sizeof *policies)]);
        snprintf(columns, sizeof columns, "max_assignment_days=99 %s", choices[i].agreement);
        lawful_add(&law, EXTRACT_ISAG, columns);
        lawful_judge(&law);
        snprintf(detail, sizeof detail, "the policy allows %d\n", choices[i].policy);
        if (strstr(law.findings.data, detail) == NULL)
            fail_msg("%s: %s", choices[i].why, law.findings.data);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(a_rule_of_other_years_is_not_missed),
        cmocka_unit_test(a_missing_directory_is_named),
        cmocka_unit_test(the_list_is_in_order),
        cmocka_unit_test(an_empty_file_is_there),
        cmocka_unit_test(the_nearest_policy_applies),
    };

    return cmocka_run_group_tests_name("law_files", tests, open_law, close_law);
}
