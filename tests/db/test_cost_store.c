#include "base/ada.h"
#include "base/buf.h"
#include "sql/load/cost_store.h"
#include "sql/load/ledger.h"
#include "sql/report/agency_store.h"

#include "db/support.h"

/* What the law makes of an LEA's year: stored, replaced, withdrawn, and read for the agency. */

static const char *const agreements[] = {
    "agreement_id=A1 ssid=1000000001 birth_date=20080102 modality=TRAD "
    "agreement_start_date=20230815 agreement_end_date=20240531 is_schooldays=20 is_percent=100 "
    "days_taught=20 days_time_value=20 days_credited=20",
    "agreement_id=A2 ssid=1000000002 birth_date=20080102 modality=TRAD "
    "agreement_start_date=20230815 agreement_end_date=20240531 is_schooldays=20 is_percent=100 "
    "days_taught=20 days_time_value=20 days_credited=20",
    NULL};

static const struct agreement_cost costs[] = {{1, 2000, 0}, {2, 1750, 225}};
static const struct law_count counts[] = {
    {EXTRACT_ISAG, {2, 1, 2, 225}},
    {EXTRACT_ISAG, {1, 0, 2, 0}},
    {EXTRACT_STAS, {2, 3, 4, 1000}},
    {EXTRACT_ISAD, {2, 1, 1, 0}},
    {EXTRACT_SENR, {2, 1, 1, 0}},
    {EXTRACT_SINF, {0, 0, 0, 0}},
};
static const struct ada_line lines[] = {
    {"cap_exceeded", "7000001", ADA_CONT_IS, ADA_SPAN_ALL, 1650, ADA_NONE, ADA_NONE, 1440, 210},
    {"ratio_exceeded", "", ADA_IS_TRAD, ADA_SPAN_K6, 63000, 2500, 2625, 60000, 3000},
    {"ratio_exceeded", "", ADA_IS_CBIS, ADA_SPAN_712, 100, ADA_NONE, 100, ADA_NONE, ADA_NONE},
};

/* In a transaction of its own; the first so many of each list. */
static void
store(struct db *db, const char *lea, size_t cost_count, size_t count_count, size_t line_count)
{
    struct cost_store *store;
    struct err err;

    support_run(db, "BEGIN");
    must(cost_store_begin(&store, db, lea, 2023, &err), &err);
    for (size_t i = 0; i < cost_count; i++)
        must(cost_store_add_agreement(store, &costs[i], &err), &err);
    must(cost_store_end_agreements(store, &err), &err);
    must(cost_store_add_counts(store, counts, count_count, &err), &err);
    must(cost_store_add_lines(store, lines, line_count, &err), &err);
    cost_store_free(store);
    support_run(db, "COMMIT");
}

static struct db *
open_with_agreements(void)
{
    struct db *db = support_fresh();

    support_load(db, support_key("9111111", EXTRACT_ISAG, 2023), agreements);
    return db;
}

static void
all_of_it_is_stored(void **state)
{
    struct db *db = open_with_agreements();

    (void)state;
    store(db, "9111111", 2, 6, 3);
    assert_string_equal(
        support_value(db, "SELECT string_agg(concat_ws('/', lea_code, academic_year, record, "
                          "claimed_days, ineligible_days, eligible_days), ' ' ORDER BY record) "
                          "FROM isprofile.agreement_cost"),
        "9111111/2023-2024/1/20.00/0.00/20.00 9111111/2023-2024/2/17.50/2.25/15.25");
    assert_string_equal(
        support_value(db, "SELECT string_agg(concat_ws('/', extract, rule, found, applied, "
                          "ineligible_days), ' ' ORDER BY extract, rule) FROM isprofile.law_count"),
        "ISAD/agreement_too_short/1/1/0.00 ISAG/agreement_too_short/1/2/2.25 "
        "ISAG/value_missing/0/2/0.00 SENR/agreement_too_short/1/1/0.00 "
        "STAS/agreement_too_short/3/4/10.00");
    assert_string_equal(
        support_value(db, "SELECT string_agg(concat_ws('/', school_code, rule, program_line, "
                          "grade_span, claimed_ada, coalesce(comparison_ratio::text, '-'), "
                          "coalesce(is_ratio::text, '-'), coalesce(eligible_ada::text, '-'), "
                          "coalesce(excess_ada::text, '-')), ' ' ORDER BY program_line) FROM "
                          "isprofile.ada_line"),
        "7000001/cap_exceeded/CONT_IS/ALL/16.50/-/-/14.40/2.10 "
        "/ratio_exceeded/IS_CBIS/712/1.00/-/1.00/-/- "
        "/ratio_exceeded/IS_TRAD/K6/630.00/25.00/26.25/600.00/30.00");
    db_close(db);
}

static const char *
stored(struct db *db)
{
    return support_value(db,
        "SELECT concat_ws(' ', (SELECT count(*) FROM isprofile.agreement_cost), (SELECT count(*) "
        "FROM isprofile.law_count), (SELECT count(*) FROM isprofile.ada_line))");
}

static void
an_lea_and_year_are_replaced_together(void **state)
{
    struct db *db = open_with_agreements();
    struct err err;

    (void)state;
    store(db, "9111111", 2, 6, 3);
    store(db, "9122222", 1, 1, 1);
    assert_string_equal(stored(db), "3 6 4");
    store(db, "9111111", 1, 0, 2);
    assert_string_equal(stored(db), "2 1 3");
    must(cost_store_clear(db, "9122222", 2022, &err), &err);
    assert_string_equal(stored(db), "2 1 3");
    must(cost_store_clear(db, "9122222", 2023, &err), &err);
    assert_string_equal(stored(db), "1 0 2");
    db_close(db);
}

static void
what_is_left_out_stands_as_before(void **state)
{
    struct db *db = open_with_agreements();
    struct cost_store *begun;
    struct err err;

    (void)state;
    store(db, "9111111", 2, 6, 3);
    support_run(db, "BEGIN");
    must(cost_store_begin(&begun, db, "9111111", 2023, &err), &err);
    must(cost_store_add_agreement(begun, &costs[0], &err), &err);
    cost_store_free(begun);
    cost_store_free(NULL);
    support_run(db, "ROLLBACK");
    assert_string_equal(stored(db), "2 5 3");
    db_close(db);
}

/* A number that the catalogue of the database does not have is a bug, not a row that vanishes. */
static void
an_unknown_rule_is_not_stored(void **state)
{
    const struct law_count unknown = {EXTRACT_ISAG, {99, 1, 1, 0}};
    struct db *db = open_with_agreements();
    struct cost_store *begun;
    struct err err;

    (void)state;
    support_run(db, "BEGIN");
    must(cost_store_begin(&begun, db, "9111111", 2023, &err), &err);
    must(cost_store_end_agreements(begun, &err), &err);
    assert_int_equal(cost_store_add_counts(begun, &unknown, 1, &err), -1);
    assert_int_equal(err.code, ERR_BUG);
    cost_store_free(begun);
    support_run(db, "ROLLBACK");
    db_close(db);
}

/* What an agreement loses is a part of what it claims, in the program as in the database. */
static void
a_loss_beyond_the_claim_is_not_stored(void **state)
{
    const struct agreement_cost wrong[] = {{1, 10, 11}, {1, 10, -1}};
    struct db *db = open_with_agreements();
    struct cost_store *begun;
    struct err err;

    (void)state;
    support_run(db, "BEGIN");
    must(cost_store_begin(&begun, db, "9111111", 2023, &err), &err);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(cost_store_add_agreement(begun, &wrong[i], &err), -1);
        assert_int_equal(err.code, ERR_BUG);
    }
    cost_store_free(begun);
    support_run(db, "ROLLBACK");
    db_close(db);
}

static void
the_database_holds_that_nothing_is_lost(void **state)
{
    static const char *const wrong[] = {
        "INSERT INTO isprofile.agreement_cost_pack VALUES ('9111111', '2023-2024', '{9}', '{10}', "
        "'{11}')",
        "INSERT INTO isprofile.agreement_cost_pack VALUES ('9111111', '2023-2024', '{9}', '{10}', "
        "'{-1}')",
        "INSERT INTO isprofile.agreement_cost_pack VALUES ('9111111', '2023-2024', '{8, 9}', "
        "'{10, 10}', '{3}')",
        "INSERT INTO isprofile.agreement_cost_pack VALUES ('9111111', '2023-2024', '{9}', "
        "'{10, 10}', '{3, 3}')",
        "INSERT INTO isprofile.finding_pack VALUES ('9111111', 9, '{r}', '{-1}', '{1}', NULL)",
        "INSERT INTO isprofile.finding_pack VALUES ('9111111', 9, '{r}', NULL, '{1, 1}', NULL)",
        "INSERT INTO isprofile.ada_line VALUES ('9111111', '2023-2024', '', 'r', 'REG', 'ALL', "
        "10, NULL, NULL, 6, 3)",
        "INSERT INTO isprofile.ada_line VALUES ('9111111', '2023-2024', '', 'r', 'REG', 'ALL', "
        "10, NULL, NULL, 6, NULL)",
    };
    struct db *db = open_with_agreements();

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_string_equal(support_sqlstate(db, wrong[i]), "23514");
    db_close(db);
}

static void
a_withdrawal_takes_it_out(void **state)
{
    struct db *db = open_with_agreements();
    struct submission_key key = support_key("9111111", EXTRACT_ISAG, 2023);
    struct err err;
    bool was_there;

    (void)state;
    store(db, "9111111", 2, 6, 3);
    store(db, "9122222", 1, 1, 1);
    must(ledger_withdraw(db, &key, 5, &was_there, &err), &err);
    assert_true(was_there);
    assert_string_equal(stored(db), "1 1 1");
    db_close(db);
}

static void
add_amount(struct buf *buf, int64_t amount)
{
    buf_printf(buf, amount == ADA_NONE ? " -" : " %lld", (long long)amount);
}

static int
print_row(void *ctx, const struct agency_ada_row *row, struct err *err)
{
    const struct ada_row *ada = &row->row;

    (void)err;
    buf_printf(ctx, "%d %s %s%s %lu/%lu %s@%s %s", row->year, row->lea,
        row->lea_row == NULL ? "-" : row->lea_row->doc,
        row->lea_row != NULL && row->lea_row->is_charter ? "*" : "", ada->record, ada->line,
        ada_program_code(ada->program), ada->school, ada_span_code(ada->span));
    add_amount(ctx, ada->p2_ada);
    add_amount(ctx, ada->age_18_or_less);
    add_amount(ctx, ada->pregnant_parenting);
    add_amount(ctx, ada->emergency);
    add_amount(ctx, ada->teacher_fte);
    add_amount(ctx, ada->negotiated_ratio);
    buf_printf(ctx, " %d%d%d%d\n", ada->elects_split, ada->declines_split, ada->has_election,
        (int)ada->election);
    return 0;
}

static int
print_cost(void *ctx, const struct agency_cost *cost, struct err *err)
{
    (void)err;
    buf_printf(ctx, "%s %s %s %llu %lld %lld %lld\n", cost->lea, cost->extract, cost->rule,
        (unsigned long long)cost->found, (long long)cost->ineligible_days,
        (long long)cost->claimed_days, (long long)cost->eligible_days);
    return 0;
}

static void
load_ada(struct db *db)
{
    static const char *const district[] = {
        "program_line=REG grade_span=ALL p2_ada=9455.00 teacher_fte=378.2 "
        "grade_span_split_elected=N",
        "program_line=CONT_IS grade_span=712 school_of_attendance=7000003 p2_ada=16.50 "
        "p2_ada_age_18_or_less=16 p2_ada_pregnant_parenting=2.40 p2_ada_emergency=0 "
        "teacher_fte=1 negotiated_ratio=30.1234 grade_span_split_elected=Y",
        NULL};
    static const char *const charter[] = {
        "program_line=IS_TRAD grade_span=K6 p2_ada=1 teacher_fte=0 charter_ratio_election=UNIFIED",
        NULL};

    support_load(db, support_key("9122222", EXTRACT_ISAD, 2023), district);
    support_load(db, support_key("9111111", EXTRACT_ISAD, 2022), district);
    support_load(db, support_key("9111111", EXTRACT_ISAD, 2021), district);
    support_load(db, support_key("7000002", EXTRACT_ISAD, 2023), charter);
    support_load(db, support_key("9199999", EXTRACT_ISAD, 2023), charter);
    /* In the text of a row "_" is a blank. */
    support_run(
        db, "UPDATE isprofile.isad_pack SET program_line = replace(program_line, ' ', '_')");
}

static void
the_agency_reads_two_years_of_ada(void **state)
{
    struct buf printed = {0};
    const struct agency_sinks sinks = {print_row, print_cost, &printed};
    struct db *db = support_fresh();
    struct err err;

    (void)state;
    load_ada(db);
    must(agency_store_read(db, 2023, &sinks, &err), &err);
    assert_string_equal(buf_terminate(&printed),
        "2022 9111111 54 1/2 REG@ ALL 945500 - - - 37820 - 0100\n"
        "2022 9111111 54 2/3 CONT_IS@7000003 712 1650 1600 240 0 100 301234 1000\n"
        "2023 7000002 54* 1/2 IS_TRAD@ K6 100 - - - 0 - 0011\n"
        "2023 9122222 54 1/2 REG@ ALL 945500 - - - 37820 - 0100\n"
        "2023 9122222 54 2/3 CONT_IS@7000003 712 1650 1600 240 0 100 301234 1000\n"
        "2023 9199999 - 1/2 IS_TRAD@ K6 100 - - - 0 - 0011\n");
    buf_free(&printed);
    db_close(db);
}

/* Rules that were found on a file and those that were found on all files together. */
static void
the_agency_reads_what_rules_cost(void **state)
{
    static const struct rule_count of_file[] = {{1, 4, 9, 0}, {2, 2, 9, 150}};
    struct buf printed = {0};
    const struct agency_sinks sinks = {print_row, print_cost, &printed};
    struct submission_key key = support_key("9122222", EXTRACT_STAS, 2023);
    struct submission submission = support_submission(&key, 0);
    struct db *db = open_with_agreements();
    struct load *load;
    struct err err;

    (void)state;
    for (int i = 0; i < 2; i++) {
        must(load_begin(&load, db, &key, 5, &err), &err);
        must(load_commit(load, &submission, of_file, 2, NULL, 0, false, &err), &err);
    }
    store(db, "9111111", 2, 6, 3);
    store(db, "9122222", 1, 3, 0);
    must(agency_store_read(db, 2023, &sinks, &err), &err);
    assert_string_equal(buf_terminate(&printed), "9111111 ISAG  1 225 3750 3525\n"
                                                 "9111111 ISAG agreement_too_short 1 225 0 0\n"
                                                 "9111111 STAS agreement_too_short 3 1000 0 0\n"
                                                 "9122222 ISAG  0 0 2000 2000\n"
                                                 "9122222 ISAG agreement_too_short 1 225 0 0\n"
                                                 "9122222 STAS agreement_too_short 5 1150 0 0\n");
    buf_reset(&printed);
    must(agency_store_read(db, 2022, &sinks, &err), &err);
    assert_int_equal(printed.len, 0);
    buf_free(&printed);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_it_is_stored),
        cmocka_unit_test(an_lea_and_year_are_replaced_together),
        cmocka_unit_test(what_is_left_out_stands_as_before),
        cmocka_unit_test(an_unknown_rule_is_not_stored),
        cmocka_unit_test(a_loss_beyond_the_claim_is_not_stored),
        cmocka_unit_test(the_database_holds_that_nothing_is_lost),
        cmocka_unit_test(a_withdrawal_takes_it_out),
        cmocka_unit_test(the_agency_reads_two_years_of_ada),
        cmocka_unit_test(the_agency_reads_what_rules_cost),
    };

    return cmocka_run_group_tests_name("cost_store", tests, NULL, NULL);
}
