#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/ada_text.h"
#include "transform/ada/ada_cap.h"
#include "transform/ada/ada_parameters.h"
#include "transform/ada/ada_rows.h"

/* The cap of EC 51745(b), a case a line; support/ada_text.h says how rows and figures read. */

#define FIRST "at=0999904"
#define SECOND "at=0999909"

static const struct {
    const char *about;
    int year;
    const char *rows;
    const char *figures;
} cases[] = {
    {"exempt pupils are not counted", 2023,
        "CONT_TOTAL ALL 120.00 6 " FIRST "\nCONT_IS ALL 16.50 1 exempt=2.40 emergency=0 " FIRST
        "\n",
        "2 cap_exceeded CONT_IS@0999904 ALL 16.50 - - 14.40 2.10 !\n"},
    {"exactly at the cap", 2023,
        "CONT_TOTAL ALL 120.00 6 " FIRST "\nCONT_IS ALL 12.00 1 exempt=0 " FIRST "\n",
        "2 cap_exceeded CONT_IS@0999904 ALL 12.00 - - 12.00 0.00\n"},
    {"a hundredth above", 2023, "OPP_TOTAL ALL 30.00 6 " SECOND "\nOPP_IS ALL 3.01 1 " SECOND "\n",
        "2 cap_exceeded OPP_IS@0999909 ALL 3.01 - - 3.00 0.01 !\n"},
    {"half a hundredth above is not lost", 2023,
        "OPP_TOTAL ALL 30.05 6 " SECOND "\nOPP_IS ALL 3.01 1 " SECOND "\n",
        "2 cap_exceeded OPP_IS@0999909 ALL 3.01 - - 3.01 0.00\n"},
    {"six tenths of a hundredth are", 2023,
        "OPP_TOTAL ALL 30.04 6 " SECOND "\nOPP_IS ALL 3.01 1 " SECOND "\n",
        "2 cap_exceeded OPP_IS@0999909 ALL 3.01 - - 3.00 0.01 !\n"},
    {"all is excess where nobody else is", 2023,
        "CONT_TOTAL ALL 0.00 6 " FIRST "\nCONT_IS ALL 2.00 1 exempt=0.50 " FIRST "\n",
        "2 cap_exceeded CONT_IS@0999904 ALL 2.00 - - 0.50 1.50 !\n"},
    {"and where no other line is", 2023, "CONT_IS ALL 2.00 1 " FIRST "\n",
        "1 cap_exceeded CONT_IS@0999904 ALL 2.00 - - 0.00 2.00 !\n"},
    {"emergency counts before 2021-22", 2020,
        "CONT_TOTAL ALL 120.00 6 " FIRST "\nCONT_IS ALL 16.50 1 exempt=0 emergency=6.00 " FIRST
        "\n",
        "2 cap_exceeded CONT_IS@0999904 ALL 16.50 - - 12.00 4.50 !\n"},
    {"and not from then on", 2021,
        "CONT_TOTAL ALL 120.00 6 " FIRST "\nCONT_IS ALL 20.00 1 exempt=2.00 emergency=6.00 " FIRST
        "\n",
        "2 cap_exceeded CONT_IS@0999904 ALL 20.00 - - 20.00 0.00\n"},
    {"more is exempt than there is", 2023,
        "CONT_TOTAL ALL 0.00 6 " FIRST "\nCONT_IS ALL 2.00 1 exempt=1.50 emergency=1.50 " FIRST
        "\n",
        "2 cap_exceeded CONT_IS@0999904 ALL 2.00 - - 2.00 0.00\n"},
    {"each school by itself, in the order of codes", 2023,
        "CONT_IS ALL 12.00 1 " SECOND "\nCONT_TOTAL ALL 100.00 6 " SECOND
        "\nOPP_IS ALL 1.00 1 " FIRST "\nCONT_TOTAL ALL 100.00 6 " FIRST
        "\nCONT_IS ALL 1.00 1 " FIRST "\nOPP_TOTAL ALL 10.00 6 " FIRST "\n",
        "5 cap_exceeded CONT_IS@0999904 ALL 1.00 - - 1.00 0.00\n"
        "3 cap_exceeded OPP_IS@0999904 ALL 1.00 - - 1.00 0.00\n"
        "1 cap_exceeded CONT_IS@0999909 ALL 12.00 - - 10.00 2.00 !\n"},
    {"grade spans are put together", 2023,
        "CONT_TOTAL K6 20.00 6 " FIRST "\nCONT_TOTAL 712 100.00 6 " FIRST
        "\nCONT_TOTAL ALL 1.00 6 " FIRST "\nCONT_IS 712 13.00 1 " FIRST
        "\nCONT_IS K6 1.00 1 exempt=1.00 " FIRST "\n",
        "4 cap_exceeded CONT_IS@0999904 ALL 14.00 - - 13.00 1.00 !\n"},
    {"no independent study", 2023, "CONT_TOTAL ALL 120.00 6 " FIRST "\n", ""},
};

static void
each_case_gives_its_figures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct ada_case whose = {cases[i].year, ADA_LEA_UNKNOWN, NULL};
        struct ada_figures *figures = ada_figures_new();
        const struct ada_figure *list;
        struct buf printed = {0};
        size_t count;

        ada_text_add(figures, cases[i].rows);
        list = ada_figures_judge(figures, &whose, &count);
        ada_text_print(&printed, list, count);
        if (strcmp(printed.data, cases[i].figures) != 0)
            fail_msg("%s:\n%sinstead of\n%s", cases[i].about, printed.data, cases[i].figures);
        buf_free(&printed);
        ada_figures_free(figures);
    }
}

static void
details_name_the_excess(void **state)
{
    const struct ada_case whose = {2023, ADA_LEA_UNKNOWN, NULL};
    struct ada_figures *figures = ada_figures_new();
    const struct ada_figure *list;
    size_t count;

    (void)state;
    ada_text_add(figures,
        "CONT_TOTAL ALL 120.00 6 " FIRST "\nCONT_IS ALL 16.50 1 exempt=2.40 " FIRST
        "\nOPP_IS ALL 1.00 1 " SECOND "\n");
    list = ada_figures_judge(figures, &whose, &count);
    assert_int_equal(count, 2);
    assert_string_equal(
        list[0].detail, "2.10 ADA above: 14.10 counted, of 120.00 in all 10 percent are allowed");
    assert_string_equal(
        list[1].detail, "1.00 ADA above: the school has no line of all its attendance");
    ada_figures_free(figures);
}

/* Whether exempt pupils leave the base is a parameter: the other reading allows less. */
static void
the_base_may_leave_out_exempt_pupils(void **state)
{
    struct text rest =
        TEXT("CONT_TOTAL ALL 120.00 6 " FIRST "\nCONT_IS ALL 16.50 1 exempt=2.40 " FIRST "\n");
    struct ada_rows *rows = ada_rows_new();
    struct ada_figure_list list = {0};
    struct ada_parameters parameters;

    (void)state;
    for (unsigned long record = 1; rest.len > 0; record++) {
        struct ada_row row = ada_text_row(&rest, record);

        ada_rows_add(rows, &row);
    }
    ada_parameters_read(2023, &parameters);
    assert_false(parameters.cap_base_excludes_exempt);
    parameters.cap_base_excludes_exempt = true;
    ada_cap_judge(rows, &parameters, &list);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.figures[0].line.excess, 234);
    ada_figure_list_reset(&list);
    ada_rows_free(rows);
}

/* The law of each year, as a line. */
static void
parameters_follow_the_year(void **state)
{
    static const struct {
        int year;
        const char *law;
    } laws[] = {
        {2009, "cap 10 0 0 compares 0 1 ratio 2500 negotiated 0 apart 0 split 1"},
        {2013, "cap 10 0 0 compares 0 1 ratio 2500 negotiated 0 apart 0 split 1"},
        {2014, "cap 10 0 0 compares 0 1 ratio 2500 negotiated 1 apart 0 split 2"},
        {2015, "cap 10 0 0 compares 1 1 ratio 2500 negotiated 1 apart 1 split 0"},
        {2020, "cap 10 0 0 compares 1 1 ratio 2500 negotiated 1 apart 1 split 0"},
        {2021, "cap 10 0 1 compares 1 1 ratio 2500 negotiated 1 apart 1 split 0"},
        {2030, "cap 10 0 1 compares 1 1 ratio 2500 negotiated 1 apart 1 split 0"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
        struct ada_parameters p;
        char law[160];

        ada_parameters_read(laws[i].year, &p);
        snprintf(law, sizeof law,
            "cap %d %d %d compares %d %d ratio %d negotiated %d apart %d split %d", p.cap_percent,
            p.cap_base_excludes_exempt, p.cap_excludes_emergency, p.office_compares_prior_year,
            p.charter_compares_prior_year, (int)p.charter_ratio, p.allows_negotiated_ratio,
            p.has_modalities_apart, (int)p.split);
        if (strcmp(law, laws[i].law) != 0)
            fail_msg("%d: %s", laws[i].year, law);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_gives_its_figures),
        cmocka_unit_test(details_name_the_excess),
        cmocka_unit_test(the_base_may_leave_out_exempt_pupils),
        cmocka_unit_test(parameters_follow_the_year),
    };

    return cmocka_run_group_tests_name("ada_cap", tests, NULL, NULL);
}
