#include "sql/load/ledger.h"

#include "db/support.h"

static const char LEA[] = "9111111";

static struct submission_key
senr_key(void)
{
    return support_key(LEA, EXTRACT_SENR, 2023);
}

static void
a_refusal_is_known_again(void **state)
{
    static const struct rule_count counts[] = {{0, 1, 1, 0}};
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct submission refused = support_submission(&key, 5);
    const char *name = refused.file_name;
    struct err err;
    bool was;

    (void)state;
    support_load(db, key, support_rows);
    refused.verdict = VERDICT_REFUSED;
    refused.rows = (struct row_counts){.read = 5, .rejected = 1, .withheld = 4};
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_false(was);
    must(ledger_refuse(db, &refused, counts, 1, &err), &err);
    assert_string_equal(support_standing(db), "3 3 1 accepted,refused");
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_true(was);
    refused.file_name = "other.csv";
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_true(was);
    must(ledger_was_refused(db, &refused, REFUSAL_BY_NAME, &was, &err), &err);
    assert_false(was);
    refused.sha256[0] = 'a';
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_false(was);
    refused.sha256[0] = 'e';
    refused.basis.directory[0] = 'x';
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_false(was);
    refused.basis = support_basis;
    refused.file_name = name;
    must(ledger_was_refused(db, &refused, REFUSAL_BY_NAME, &was, &err), &err);
    assert_true(was);
    support_load(db, key, support_rows);
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_false(was);
    must(ledger_was_refused(db, &refused, REFUSAL_BY_NAME, &was, &err), &err);
    assert_false(was);
    must(ledger_was_refused(db, &refused, REFUSAL_EVER, &was, &err), &err);
    assert_true(was);
    db_close(db);
}

static void
a_withdrawal_makes_no_refusal_news(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct submission refused = support_submission(&key, 5);
    struct err err;
    bool was;

    (void)state;
    support_load(db, key, support_rows);
    refused.verdict = VERDICT_REFUSED;
    refused.rows = (struct row_counts){.read = 5, .rejected = 1, .withheld = 4};
    must(ledger_refuse(db, &refused, NULL, 0, &err), &err);
    must(ledger_withdraw(db, &key, 1, &was, &err), &err);
    assert_true(was);
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_true(was);
    db_close(db);
}

static void
a_refusal_of_an_unreadable_file_goes_by_its_name(void **state)
{
    struct db *db = support_fresh();
    struct submission refused = {.key = {"", EXTRACT_NONE, 0},
        .file_name = "a.csv",
        .verdict = VERDICT_REFUSED,
        .basis = support_basis};
    struct err err;
    bool was;

    (void)state;
    must(ledger_refuse(db, &refused, NULL, 0, &err), &err);
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_true(was);
    refused.file_name = "b.csv";
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_false(was);
    must(ledger_refuse(db, &refused, NULL, 0, &err), &err);
    refused.file_name = "a.csv";
    must(ledger_was_refused(db, &refused, 0, &was, &err), &err);
    assert_true(was);
    db_close(db);
}

static int
count_current(void *ctx, const struct submission *submission, struct err *err)
{
    (void)err;
    snprintf((char *)ctx + strlen(ctx), 64, "%s/%s/%d/%s ", submission->key.lea,
        layout_of(submission->key.extract)->name, submission->key.year, submission->file_name);
    return 0;
}

static void
a_withdrawal_leaves_none(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct submission current;
    char walked[256] = "";
    struct err err;
    bool found;

    (void)state;
    must(ledger_withdraw(db, &key, 5, &found, &err), &err);
    assert_false(found);
    support_load(db, key, support_rows);
    support_load(db, key, support_rows + 1);
    support_load(db, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    support_load(db, support_key("9122222", EXTRACT_SENR, 2022), support_rows);
    must(ledger_withdraw(db, &key, 5, &found, &err), &err);
    assert_true(found);
    assert_string_equal(
        support_standing(db), "6 6 2 accepted,accepted,accepted,accepted,withdrawn");
    must(ledger_current(db, &key, &current, &found, &err), &err);
    assert_false(found);
    must(ledger_walk_current(db, count_current, walked, &err), &err);
    assert_string_equal(walked, "9122222/SENR/2022/invented.csv 9122222/SENR/2023/invented.csv ");
    must(ledger_withdraw(db, &key, 5, &found, &err), &err);
    assert_false(found);
    support_load(db, key, support_rows);
    must(ledger_current(db, &key, &current, &found, &err), &err);
    assert_true(found);
    db_close(db);
}

/* Whatever became of it: replaced, refused and withdrawn submissions are known, too. */
static void
what_was_never_submitted_is_unknown(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = senr_key();
    struct submission list[4];
    struct err err;
    size_t unknown;
    bool found;

    (void)state;
    for (size_t i = 0; i < 4; i++)
        list[i] = support_submission(&key, 3);
    must(ledger_count_unknown(db, list, 0, &unknown, &err), &err);
    assert_int_equal(unknown, 0);
    must(ledger_count_unknown(db, list, 4, &unknown, &err), &err);
    assert_int_equal(unknown, 4);
    support_load(db, key, support_rows);
    must(ledger_withdraw(db, &key, 5, &found, &err), &err);
    list[1].sha256[0] = 'a';
    list[2].key.year = 2022;
    list[3].key.extract = EXTRACT_STAS;
    must(ledger_count_unknown(db, list, 4, &unknown, &err), &err);
    assert_int_equal(unknown, 3);
    must(ledger_count_unknown(db, list, 1, &unknown, &err), &err);
    assert_int_equal(unknown, 0);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refusal_is_known_again),
        cmocka_unit_test(a_withdrawal_makes_no_refusal_news),
        cmocka_unit_test(a_refusal_of_an_unreadable_file_goes_by_its_name),
        cmocka_unit_test(a_withdrawal_leaves_none),
        cmocka_unit_test(what_was_never_submitted_is_unknown),
    };

    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
