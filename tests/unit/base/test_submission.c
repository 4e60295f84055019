#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/finding.h"
#include "base/parse.h"
#include "base/submission.h"

static void
school_years_go_there_and_back(void **state)
{
    (void)state;
    for (int year = 1; year <= 9998; year++) {
        char text[10];
        int back = 0;

        school_year_format(year, text);
        assert_true(parse_school_year(text_of(text), &back));
        assert_int_equal(back, year);
    }
}

static void
the_law_of_the_ledger(void **state)
{
    (void)state;
    assert_true(row_counts_hold(&(struct row_counts){0, 0, 0, 0}));
    assert_true(row_counts_hold(&(struct row_counts){6, 3, 2, 1}));
    assert_false(row_counts_hold(&(struct row_counts){6, 3, 2, 0}));
    assert_false(row_counts_hold(&(struct row_counts){5, 3, 2, 1}));
}

static void
words_of_the_catalogue(void **state)
{
    (void)state;
    assert_string_equal(verdict_name(VERDICT_ACCEPTED), "accepted");
    assert_string_equal(verdict_name(VERDICT_REFUSED), "refused");
    assert_string_equal(verdict_name(VERDICT_WITHDRAWN), "withdrawn");
    assert_string_equal(severity_name(SEVERITY_INFO), "info");
    assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
    assert_string_equal(severity_name(SEVERITY_INELIGIBLE), "ineligible");
    assert_string_equal(severity_name(SEVERITY_ERROR), "error");
    assert_string_equal(severity_name(SEVERITY_FATAL), "fatal");
    assert_string_equal(rule_scope_name(SCOPE_FIELD), "field");
    assert_string_equal(rule_scope_name(SCOPE_ROW), "row");
    assert_string_equal(rule_scope_name(SCOPE_FILE), "file");
    assert_string_equal(rule_scope_name(SCOPE_CROSS), "cross");
    assert_string_equal(rule_scope_name(SCOPE_LEA), "lea");
    assert_string_equal(rule_scope_name(SCOPE_STATE), "state");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(school_years_go_there_and_back),
        cmocka_unit_test(the_law_of_the_ledger),
        cmocka_unit_test(words_of_the_catalogue),
    };

    return cmocka_run_group_tests_name("submission", tests, NULL, NULL);
}
