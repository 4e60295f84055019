#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/ada_text.h"
#include "transform/ada/ada_comparators.h"

/* Whom county offices and charters are compared with. */

static const struct {
    const char *lea;
    enum ada_lea kind;
    int64_t total;
} leas[] = {
    {"0110017", ADA_LEA_COUNTY_OFFICE, 9999},
    {"0150001", ADA_LEA_DISTRICT, 9999},
    {"0160002", ADA_LEA_UNIFIED_DISTRICT, 500},
    {"0160001", ADA_LEA_UNIFIED_DISTRICT, 500},
    {"0160003", ADA_LEA_UNIFIED_DISTRICT, 499},
    {"0170001", ADA_LEA_HIGH_DISTRICT, 501},
    {"0260001", ADA_LEA_UNIFIED_DISTRICT, 700},
    {"0270001", ADA_LEA_HIGH_DISTRICT, 700},
    {"0370001", ADA_LEA_HIGH_DISTRICT, 0},
    {"0450001", ADA_LEA_DISTRICT, 800},
    {"0100001", ADA_LEA_CHARTER, 9999},
};

enum { LEA_COUNT = sizeof leas / sizeof *leas };

static void
check_found(const struct ada_comparators *comparators, enum ada_lea kind, const char *county,
    const char *lea)
{
    const struct ada_comparator *found = ada_comparators_find(comparators, kind, county);

    assert_string_equal(found == NULL ? "" : found->lea, lea);
}

static void
check_all(const struct ada_comparators *comparators)
{
    check_found(comparators, ADA_LEA_COUNTY_OFFICE, "0110017", "0170001");
    check_found(comparators, ADA_LEA_CHARTER, "01", "0160001");
    check_found(comparators, ADA_LEA_COUNTY_OFFICE, "02", "0260001");
    check_found(comparators, ADA_LEA_CHARTER, "02", "0260001");
    check_found(comparators, ADA_LEA_COUNTY_OFFICE, "03", "0370001");
    check_found(comparators, ADA_LEA_CHARTER, "03", "");
    check_found(comparators, ADA_LEA_COUNTY_OFFICE, "04", "");
    check_found(comparators, ADA_LEA_UNIFIED_DISTRICT, "01", "");
    check_found(comparators, ADA_LEA_COUNTY_OFFICE, "", "");
}

static void
the_largest_is_found_in_any_order(void **state)
{
    struct ada_comparators *forward = ada_comparators_new(), *backward = ada_comparators_new();

    (void)state;
    for (size_t i = 0; i < LEA_COUNT; i++) {
        struct ada_comparator first = {.total = leas[i].total},
                              last = {.total = leas[LEA_COUNT - 1 - i].total};

        snprintf(first.lea, sizeof first.lea, "%s", leas[i].lea);
        snprintf(last.lea, sizeof last.lea, "%s", leas[LEA_COUNT - 1 - i].lea);
        ada_comparators_add(forward, leas[i].kind, &first);
        ada_comparators_add(backward, leas[LEA_COUNT - 1 - i].kind, &last);
    }
    check_all(forward);
    check_all(backward);
    ada_comparators_free(forward);
    ada_comparators_free(backward);
}

static void
the_total_is_of_all_programs(void **state)
{
    struct ada_figures *figures = ada_figures_new();
    struct ada_comparator comparator;

    (void)state;
    ada_text_add(figures,
        "REG K6 10.00 1.00\nREG 712 20.00 2.00\nREG ALL 99.00 9.00\nIS_TRAD ALL 1.00 0.10 "
        "young=0.50\nIS_CBIS ALL 2.00 0.10 young=2\nSDC ALL 3.00 1.00\nNSS ALL 4.00 1.00\n"
        "CONT_TOTAL ALL 50.00 5 at=0000001\nCONT_IS ALL 5.00 5 at=0000001\n"
        "OPP_TOTAL ALL 50.00 5 at=0000001\nOPP_IS ALL 5.00 5 at=0000001\n");
    ada_figures_compare(figures, "0160001", &comparator);
    assert_string_equal(comparator.lea, "0160001");
    assert_int_equal(comparator.total, 4000);
    assert_int_equal(comparator.other_ada, 3000);
    assert_int_equal(comparator.other_fte, 300);
    ada_figures_clear(figures);
    ada_figures_compare(figures, "0160001", &comparator);
    assert_int_equal(comparator.total, 0);
    ada_figures_free(figures);
}

static void
the_year_of_comparison_follows_the_law(void **state)
{
    (void)state;
    assert_int_equal(ada_comparators_year(ADA_LEA_COUNTY_OFFICE, 2014), 2014);
    assert_int_equal(ada_comparators_year(ADA_LEA_COUNTY_OFFICE, 2015), 2014);
    assert_int_equal(ada_comparators_year(ADA_LEA_CHARTER, 2010), 2009);
    assert_int_equal(ada_comparators_year(ADA_LEA_CHARTER, 2023), 2022);
}

/* What an LEA is comes from its row of the directory. */
static void
kinds_follow_the_directory(void **state)
{
    static const struct {
        const char *doc;
        bool is_charter;
        enum ada_lea kind;
    } rows[] = {
        {"00", false, ADA_LEA_COUNTY_OFFICE},
        {"00", true, ADA_LEA_CHARTER},
        {"02", false, ADA_LEA_CHARTER},
        {"03", false, ADA_LEA_CHARTER},
        {"52", false, ADA_LEA_DISTRICT},
        {"54", false, ADA_LEA_UNIFIED_DISTRICT},
        {"54", true, ADA_LEA_CHARTER},
        {"56", false, ADA_LEA_HIGH_DISTRICT},
        {"98", false, ADA_LEA_DISTRICT},
        {"", false, ADA_LEA_DISTRICT},
    };

    (void)state;
    assert_int_equal(ada_lea_of(NULL), ADA_LEA_UNKNOWN);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct school school = {.is_charter = rows[i].is_charter};

        snprintf(school.doc, sizeof school.doc, "%s", rows[i].doc);
        assert_int_equal(ada_lea_of(&school), rows[i].kind);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_largest_is_found_in_any_order),
        cmocka_unit_test(the_total_is_of_all_programs),
        cmocka_unit_test(the_year_of_comparison_follows_the_law),
        cmocka_unit_test(kinds_follow_the_directory),
    };

    return cmocka_run_group_tests_name("ada_comparators", tests, NULL, NULL);
}
