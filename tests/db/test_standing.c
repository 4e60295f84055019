#include "base/buf.h"
#include "sql/load/ledger.h"
#include "sql/load/standing.h"

#include "db/support.h"

static const char LEA[] = "9111111";

static int
write_item(void *ctx, const struct standing_item *item, struct err *err)
{
    struct buf *told = ctx;

    (void)err;
    buf_printf(told, "%s %s %d %llu %s [%s] [%s]\n", item->key.lea,
        layout_of(item->key.extract)->name, item->key.year, (unsigned long long)item->rows.loaded,
        item->is_of_basis ? "yes" : "no", item->stamp, item->made_of);
    return 0;
}

/* Lines "LEA extract year rows basis [stamp] [made of]"; good until the next call. */
static const char *
read_standing(struct db *db, const struct basis *basis)
{
    static struct buf told;
    struct err err;

    buf_reset(&told);
    must(standing_read(db, basis, write_item, &told, &err), &err);
    return buf_terminate(&told);
}

static void
what_stands_is_read_with_its_stamps(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = support_key(LEA, EXTRACT_SENR, 2023);
    struct submission submission = support_submission(&key, 3);
    struct basis other = support_basis;
    struct err err;

    (void)state;
    support_load(db, key, support_rows);
    support_load(db, support_key("9122222", EXTRACT_SENR, 2022), support_rows);
    support_run(db, "INSERT INTO isprofile.law_basis VALUES ('9111111', '2023-2024', "
                    "repeat('a', 64))");
    must(standing_renew_stamp(db, &key, submission.sha256, "one", &err), &err);
    assert_string_equal(read_standing(db, &support_basis),
        "9111111 SENR 2023 3 yes [one] "
        "[aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]\n"
        "9122222 SENR 2022 3 yes [] []\n");
    must(standing_renew_stamp(db, &key, submission.sha256, "two", &err), &err);
    assert_non_null(strstr(read_standing(db, &support_basis), "yes [two]"));
    other.directory[0] = 'x';
    assert_non_null(strstr(read_standing(db, &other), "9111111 SENR 2023 3 no [two]"));
    db_close(db);
}

/* A stamp belongs to one submission: to bytes, not to a key. */
static void
a_stamp_goes_with_its_submission(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = support_key(LEA, EXTRACT_SENR, 2023);
    struct submission submission = support_submission(&key, 3);
    struct err err;
    bool was;

    (void)state;
    support_load(db, key, support_rows);
    must(standing_renew_stamp(db, &key, submission.sha256, "one", &err), &err);
    support_load(db, key, support_rows);
    assert_non_null(strstr(read_standing(db, &support_basis), "yes [] []"));
    must(standing_renew_stamp(db, &key, submission.sha256, "two", &err), &err);
    /* Who comes late with an older submission takes nothing away; other bytes note nothing. */
    must(standing_note_stamp(db, &key, 1, "late", &err), &err);
    submission.sha256[0] = submission.sha256[0] == 'a' ? 'b' : 'a';
    must(standing_renew_stamp(db, &key, submission.sha256, "other", &err), &err);
    assert_non_null(strstr(read_standing(db, &support_basis), "yes [two] []"));
    must(ledger_withdraw(db, &key, 0, &was, &err), &err);
    assert_string_equal(read_standing(db, &support_basis), "");
    must(standing_renew_stamp(db, &key, submission.sha256, "gone", &err), &err);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_is_read_with_its_stamps),
        cmocka_unit_test(a_stamp_goes_with_its_submission),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
