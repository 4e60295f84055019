#include "sql/load/law_year.h"
#include "sql/load/ledger.h"
#include "sql/migrate.h"

#include "db/support.h"

/* An LEA's year as it stands, held still while it is judged. */

static const char LEA[] = "9111111", OTHER[] = "9122222",
                  DIGEST[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

static const char *const attended[] = {
    "ssid=1000000001 school_of_attendance=7000001 birth_date=20080102 gender=F days_attended=1",
    NULL};

static struct submission_key
key_of(enum extract extract)
{
    return support_key(LEA, extract, 2023);
}

/* SENR and STAS of the year, and others that are none of it. */
static struct db *
open_with_rows(void)
{
    struct db *db = support_fresh();

    support_load(db, key_of(EXTRACT_SENR), support_rows);
    support_load(db, key_of(EXTRACT_STAS), attended);
    support_load(db, support_key(LEA, EXTRACT_SINF, 2022), support_rows + 3);
    support_load(db, support_key(OTHER, EXTRACT_SINF, 2023), support_rows + 3);
    return db;
}

static void
what_stands_is_read(void **state)
{
    struct db *db = open_with_rows();
    struct law_year year;
    struct err err;
    bool was_there;

    (void)state;
    must(law_year_read(&year, db, LEA, 2023, &err), &err);
    assert_string_equal(year.made_of, "");
    for (int i = 0; i < EXTRACT_COUNT; i++)
        assert_int_equal(year.standing[i].is_there, i == EXTRACT_SENR || i == EXTRACT_STAS);
    assert_int_equal(year.standing[EXTRACT_SENR].submission.rows.loaded, 3);
    assert_string_equal(year.standing[EXTRACT_SENR].submission.file_name, "invented.csv");
    assert_string_equal(
        year.standing[EXTRACT_STAS].submission.basis.directory, support_basis.directory);
    assert_int_equal(year.standing[EXTRACT_STAS].submission.key.extract, EXTRACT_STAS);
    assert_true(year.standing[EXTRACT_STAS].id > year.standing[EXTRACT_SENR].id);
    law_year_reset(&year);
    must(ledger_withdraw(db,
             &(struct submission_key){.lea = "9111111", .extract = EXTRACT_SENR, .year = 2023}, 5,
             &was_there, &err),
        &err);
    must(law_year_read(&year, db, LEA, 2023, &err), &err);
    assert_false(year.standing[EXTRACT_SENR].is_there);
    law_year_reset(&year);
    db_close(db);
}

static void
what_it_was_made_of_is_kept(void **state)
{
    struct db *db = open_with_rows();
    struct submission_key key = key_of(EXTRACT_SENR);
    struct law_year year;
    struct err err;

    (void)state;
    for (int round = 0; round < 2; round++) {
        must(law_year_begin(&year, db, &key, &support_basis, 5, &err), &err);
        must(law_year_note(&year, DIGEST, &err), &err);
        if (round == 0)
            law_year_abandon(&year);
        else
            must(law_year_commit(&year, &err), &err);
        law_year_reset(&year);
        must(law_year_read(&year, db, LEA, 2023, &err), &err);
        assert_string_equal(year.made_of, round == 0 ? "" : DIGEST);
        law_year_reset(&year);
    }
    must(law_year_begin(&year, db, &key, &support_basis, 5, &err), &err);
    assert_string_equal(year.made_of, DIGEST);
    must(law_year_note(&year, "", &err), &err);
    must(law_year_commit(&year, &err), &err);
    law_year_reset(&year);
    assert_string_equal(support_value(db, "SELECT count(*) FROM isprofile.law_basis"), "0");
    db_close(db);
}

/* Also when nobody comes to judge it: then it is told by that nothing is kept. */
static void
what_changes_it_lets_it_be_judged_again(void **state)
{
    static const char noted[] = "SELECT count(*) FROM isprofile.law_basis";
    struct db *db = open_with_rows();
    struct submission_key key = key_of(EXTRACT_SENR);
    struct err err;

    (void)state;
    for (int round = 0; round < 2; round++) {
        struct law_year year;
        bool was;

        must(law_year_begin(&year, db, &key, &support_basis, 5, &err), &err);
        must(law_year_note(&year, DIGEST, &err), &err);
        must(law_year_commit(&year, &err), &err);
        law_year_reset(&year);
        assert_string_equal(support_value(db, noted), "1");
        if (round == 0)
            support_load(db, key_of(EXTRACT_STAS), attended);
        else
            must(ledger_withdraw(db, &key, 5, &was, &err), &err);
        assert_string_equal(support_value(db, noted), "0");
    }
    db_close(db);
}

/* Nobody can load any of its extracts meanwhile, nor change the directory; others go on. */
static void
nothing_of_it_changes_meanwhile(void **state)
{
    struct db *db = open_with_rows(), *second = support_open(NULL);
    struct submission_key key = key_of(EXTRACT_SENR);
    struct law_year year, again;
    struct load *load;
    struct err err;

    (void)state;
    must(law_year_begin(&year, db, &key, &support_basis, 5, &err), &err);
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        key.extract = (enum extract)i;
        assert_int_equal(load_begin(&load, second, &key, 0, &err), -1);
        assert_int_equal(err.code, ERR_TRY_AGAIN);
    }
    assert_int_equal(law_year_begin(&again, second, &key, &support_basis, 0, &err), -1);
    assert_int_equal(err.code, ERR_TRY_AGAIN);
    support_load(second, support_key(LEA, EXTRACT_SENR, 2022), support_rows);
    support_load(second, support_key(OTHER, EXTRACT_SENR, 2023), support_rows);
    must(law_year_commit(&year, &err), &err);
    law_year_reset(&year);
    support_load(second, key_of(EXTRACT_SENR), support_rows + 1);
    db_close(second);
    db_close(db);
}

static void
other_grounds_are_noticed(void **state)
{
    struct db *db = open_with_rows();
    struct submission_key key = key_of(EXTRACT_SENR);
    struct basis basis = support_basis;
    struct law_year year;
    struct err err;

    (void)state;
    snprintf(basis.directory, sizeof basis.directory, "old");
    assert_int_equal(law_year_begin(&year, db, &key, &basis, 5, &err), -1);
    assert_int_equal(err.code, ERR_TRY_AGAIN);
    basis = support_basis;
    snprintf(basis.rule_set, sizeof basis.rule_set, "newer");
    assert_int_equal(law_year_begin(&year, db, &key, &basis, 5, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    /* No lock is left behind. */
    must(law_year_begin(&year, db, &key, &support_basis, 0, &err), &err);
    law_year_abandon(&year);
    law_year_reset(&year);
    db_close(db);
}

struct spellings {
    int count;
    char text[256];
};

static void
note_spelling(void *ctx, const struct normalization *each)
{
    struct spellings *spellings = ctx;
    size_t len = strlen(spellings->text);

    spellings->count++;
    snprintf(spellings->text + len, sizeof spellings->text - len, "%s/%s/%s/%llu ", each->column,
        each->spelling, each->code, (unsigned long long)each->rows);
}

static void
what_a_file_was_found_to_hold_is_read(void **state)
{
    static const struct rule_count counts[] = {{0, 0, 1, 0}, {1, 2, 3, 0}, {2, 7, 9, 1250}};
    static const struct normalization spellings[] = {
        {"grade_level", "10th", "10", 2}, {"grade_level", "\xc3\xb1 \"x\"", "11", 1}};
    struct rule_count found[3] = {{0, 0, 0, 0}, {1, 0, 0, 0}, {2, 0, 0, 0}};
    struct db *db = support_fresh();
    struct submission_key key = key_of(EXTRACT_SENR);
    struct submission submission = support_submission(&key, 1);
    struct spellings read = {0};
    struct law_year year;
    struct load *load;
    struct err err;

    (void)state;
    must(load_begin(&load, db, &key, 5, &err), &err);
    must(support_add_row(load, EXTRACT_SENR, 1, support_rows[0], &err), &err);
    must(load_commit(load, &submission, counts, 3, spellings, 2, false, &err), &err);
    must(law_year_read(&year, db, LEA, 2023, &err), &err);
    must(law_year_read_counts(&year, EXTRACT_SENR, found, 3, &err), &err);
    assert_memory_equal(found, counts, sizeof counts);
    must(law_year_read_normalizations(&year, EXTRACT_SENR, note_spelling, &read, &err), &err);
    assert_int_equal(read.count, 2);
    assert_string_equal(read.text, "grade_level/10th/10/2 grade_level/\xc3\xb1 \"x\"/11/1 ");
    law_year_reset(&year);
    db_close(db);
}

/* In a year whose tables are older than that of what was judged. */
static void
the_loader_may_do_it(void **state)
{
    struct db *db = open_with_rows(), *loader;
    struct submission_key key = key_of(EXTRACT_SENR);
    const char *left_out;
    struct law_year year;
    struct err err;

    (void)state;
    must(migrate_roles(db, &left_out, &err), &err);
    support_run(db, "DROP TABLE isprofile.law_basis_2023");
    loader = support_open("isprofile_loader");
    must(law_year_begin(&year, loader, &key, &support_basis, 5, &err), &err);
    must(law_year_note(&year, DIGEST, &err), &err);
    must(law_year_commit(&year, &err), &err);
    law_year_reset(&year);
    db_close(loader);
    assert_string_equal(support_value(db, "SELECT made_of FROM isprofile.law_basis"), DIGEST);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_is_read),
        cmocka_unit_test(what_it_was_made_of_is_kept),
        cmocka_unit_test(what_changes_it_lets_it_be_judged_again),
        cmocka_unit_test(nothing_of_it_changes_meanwhile),
        cmocka_unit_test(other_grounds_are_noticed),
        cmocka_unit_test(what_a_file_was_found_to_hold_is_read),
        cmocka_unit_test(the_loader_may_do_it),
    };

    return cmocka_run_group_tests_name("law_year", tests, NULL, NULL);
}
