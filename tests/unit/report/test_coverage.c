#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/school.h"
#include "base/submission.h"

#include "report/page/coverage_gaps.h"
#include "report/page/profile_html.h"
#include "report/year/coverage.h"

static void
add_office(
    struct coverage *coverage, const char *cds, const char *name, int32_t open, int32_t close)
{
    struct school school = {.open_date = open,
        .close_date = close,
        .district_name = name,
        .county_name = "",
        .school_name = ""};

    snprintf(school.cds_code, sizeof school.cds_code, "%s", cds);
    snprintf(school.doc, sizeof school.doc, "%s", cds[2] == '1' ? "00" : "54");
    coverage_add_school(coverage, &school);
}

static void
add(struct coverage *coverage, const char *lea, enum extract extract, int year, uint64_t rows)
{
    struct submission submission = {.key.extract = extract, .key.year = year, .rows.loaded = rows};

    snprintf(submission.key.lea, sizeof submission.key.lea, "%s", lea);
    coverage_add_submission(coverage, &submission);
}

/* What is known of an LEA; NULL when nothing is. */
static const struct coverage_lea *
find(const struct coverage *coverage, const char *code)
{
    size_t count;
    const struct coverage_lea *leas = coverage_leas(coverage, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(leas[i].code, code) == 0)
            return &leas[i];
    }
    return NULL;
}

static struct coverage *
make(void)
{
    struct coverage *coverage = coverage_new(2023);
    const struct school charter = {.cds_code = "01611110100001",
        .is_charter = true,
        .open_date = DATE_NONE,
        .close_date = DATE_NONE,
        .school_name = "Own Way",
        .district_name = "Beta",
        .county_name = ""};
    size_t count;

    coverage_add_school(coverage, &charter);
    add_office(coverage, "01611110000000", "Beta", DATE_NONE, DATE_NONE);
    add_office(coverage, "01100170000000", "Alpha Office", DATE_NONE, DATE_NONE);
    add_office(coverage, "01622220000000", "Gamma", DATE_NONE, DATE_NONE);
    /* 2023-06-30 and 2023-07-01; 2024-06-30 and 2024-07-01. */
    add_office(coverage, "01633330000000", "Closed", DATE_NONE, 19538);
    add_office(coverage, "01644440000000", "Closing", DATE_NONE, 19539);
    add_office(coverage, "01655550000000", "Opening", 19904, DATE_NONE);
    add_office(coverage, "01666660000000", "Later", 19905, DATE_NONE);
    for (int i = 0; i < EXTRACT_COUNT; i++)
        add(coverage, "0161111", (enum extract)i, 2023, 100 + (uint64_t)i);
    add(coverage, "0161111", EXTRACT_SENR, 2022, 90);
    add(coverage, "0100001", EXTRACT_SENR, 2023, 5);
    add(coverage, "0162222", EXTRACT_ISAG, 2022, 0);
    add(coverage, "0162222", EXTRACT_ISAG, 2021, 7);
    add(coverage, "9999999", EXTRACT_ISAD, 2023, 3);
    (void)coverage_finish(coverage, &count);
    return coverage;
}

static void
every_lea_is_listed_once_with_its_standing(void **state)
{
    struct coverage *coverage = make();
    size_t count;
    const struct coverage_lea *leas = coverage_leas(coverage, &count);

    (void)state;
    assert_int_equal(count, 7);
    for (size_t i = 1; i < count; i++)
        assert_true(strcmp(leas[i - 1].code, leas[i].code) < 0);
    assert_int_equal(find(coverage, "0161111")->standing, COVERAGE_COMPLETE);
    assert_int_equal(find(coverage, "0161111")->rows[EXTRACT_SENR], 100 + EXTRACT_SENR);
    assert_int_equal(find(coverage, "0161111")->rows_last_year[EXTRACT_SENR], 90);
    assert_int_equal(find(coverage, "0161111")->rows_last_year[EXTRACT_STAS], COVERAGE_ABSENT);
    assert_int_equal(find(coverage, "0100001")->standing, COVERAGE_PARTIAL);
    assert_string_equal(find(coverage, "0100001")->name, "Own Way");
    assert_false(find(coverage, "0100001")->is_listed);
    /* An extract without rows was submitted all the same. */
    assert_int_equal(find(coverage, "0162222")->standing, COVERAGE_STOPPED);
    assert_int_equal(find(coverage, "0110017")->standing, COVERAGE_SILENT);
    assert_true(find(coverage, "0110017")->is_county_office);
    assert_string_equal(find(coverage, "9999999")->name, "");
    assert_int_equal(coverage_count(coverage, COVERAGE_SILENT), 3);
    coverage_free(coverage);
}

static void
offices_count_in_the_years_in_which_they_are_open(void **state)
{
    struct coverage *coverage = make();

    (void)state;
    assert_null(find(coverage, "0163333"));
    assert_non_null(find(coverage, "0164444"));
    assert_non_null(find(coverage, "0165555"));
    assert_null(find(coverage, "0166666"));
    coverage_free(coverage);
}

static void
gaps_are_what_the_profile_needs(void **state)
{
    struct coverage *coverage = make();
    size_t count;
    struct profile_page_gap *gaps = coverage_gaps_list(coverage, &count);

    (void)state;
    assert_int_equal(count, 6);
    assert_string_equal(gaps[0].lea, "0100001");
    assert_string_equal(gaps[0].name, "Own Way");
    assert_string_equal(gaps[0].extracts, "STAS, SINF, SPRG, ISAG, ISPU");
    assert_string_equal(gaps[5].lea, "9999999");
    assert_string_equal(gaps[5].extracts, "SENR, STAS, SINF, SPRG, ISAG, ISPU");
    coverage_gaps_free(gaps, count);
    coverage_free(coverage);
}

static void
nothing_is_covered_by_nobody(void **state)
{
    struct coverage *coverage = coverage_new(2023);
    size_t count;

    (void)state;
    (void)coverage_finish(coverage, &count);
    assert_int_equal(count, 0);
    coverage_free(coverage);
    coverage_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lea_is_listed_once_with_its_standing),
        cmocka_unit_test(offices_count_in_the_years_in_which_they_are_open),
        cmocka_unit_test(gaps_are_what_the_profile_needs),
        cmocka_unit_test(nothing_is_covered_by_nobody),
    };

    return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
