#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"

#include "report/frozen/report_reference.h"

static int
push(struct report_reference *reference, const char *table, const char *a, const char *b,
    const char *c, bool is_header)
{
    struct text fields[] = {text_of(a), text_of(b), text_of(c)};
    struct err err = {0};
    int rc = report_reference_row(reference, table, fields, c != NULL ? 3 : 2, is_header, &err);

    assert_int_equal(err.code, rc == 0 ? ERR_NONE : ERR_BUG);
    return rc;
}

static void
tables_are_kept_in_their_order(void **state)
{
    struct report_reference *reference = report_reference_new();
    const struct profile_category *categories;
    const struct report_pair *pairs;
    size_t count;

    (void)state;
    assert_int_equal(push(reference, "reporting_category", "code", "name", "breakdown", true), 0);
    assert_int_equal(push(reference, "reporting_category", "TA", "Total", "total", false), 0);
    assert_int_equal(push(reference, "reporting_category", "RB", "Black", "race", false), 0);
    assert_int_equal(push(reference, "county", "code", "name", "whatever", true), 0);
    assert_int_equal(push(reference, "county", "01", "Alameda", "x", false), 0);
    assert_int_equal(push(reference, "program_placement", "code", "name", "edops", true), 0);
    assert_int_equal(push(reference, "program_placement", "SPED", "Special", "SPEC;SSS", false), 0);
    assert_int_equal(push(reference, "program_placement", "NPS", "Nonpublic", "", false), 0);
    assert_int_equal(push(reference, "special_school", "code", "name", NULL, true), 0);
    assert_int_equal(push(reference, "special_school", "0000002", "Private", NULL, false), 0);

    categories = report_reference_categories(reference, &count);
    assert_int_equal(count, 2);
    assert_string_equal(categories[1].code, "RB");
    assert_string_equal(categories[1].name, "Black");
    assert_string_equal(categories[1].breakdown, "race");
    pairs = report_reference_placements(reference, &count);
    assert_int_equal(count, 2);
    assert_string_equal(pairs[0].code, "SPEC");
    assert_string_equal(pairs[1].code, "SSS");
    assert_string_equal(pairs[1].meaning, "SPED");
    pairs = report_reference_special_schools(reference, &count);
    assert_int_equal(count, 1);
    assert_string_equal(pairs[0].meaning, "Private");
    report_reference_free(reference);
}

static void
other_columns_than_expected_are_a_bug(void **state)
{
    struct report_reference *reference = report_reference_new();

    (void)state;
    assert_int_equal(push(reference, "program_placement", "code", "edops", "name", true), -1);
    assert_int_equal(push(reference, "reporting_category", "code", "name", NULL, true), -1);
    assert_int_equal(push(reference, "reporting_category", "TOOLONGACODE", "n", "b", false), -1);
    report_reference_free(reference);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_kept_in_their_order),
        cmocka_unit_test(other_columns_than_expected_are_a_bug),
    };

    return cmocka_run_group_tests_name("report_reference", tests, NULL, NULL);
}
