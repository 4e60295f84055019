#include "sql/load/state_due.h"

#include "db/support.h"

/* Which LEAs are to be judged together, as text: "2023 9111111, ". */
static const char *
due(struct db *db)
{
    static char text[256];
    struct state_due *list;
    struct err err;
    size_t count, len = 0;

    must(state_due_read(db, &list, &count, &err), &err);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        len +=
            (size_t)snprintf(text + len, sizeof text - len, "%d %s, ", list[i].year, list[i].lea);
    free(list);
    return text;
}

static void
a_load_leaves_its_lea_to_be_judged(void **state)
{
    struct db *db = support_fresh();
    struct submission_key abandoned = support_key("9133333", EXTRACT_SENR, 2023);
    struct load *load;
    struct err err;

    (void)state;
    assert_string_equal(due(db), "");
    support_load(db, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    support_load(db, support_key("9111111", EXTRACT_SENR, 2024), support_rows);
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), support_rows);
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), support_rows);
    must(load_begin(&load, db, &abandoned, 5, &err), &err);
    must(support_add_row(load, EXTRACT_SENR, 1, support_rows[0], &err), &err);
    load_abandon(load);
    assert_string_equal(due(db), "2023 9111111, 2023 9122222, 2024 9111111, ");
    db_close(db);
}

static void
what_was_loaded_again_stays_to_be_judged(void **state)
{
    struct db *db = support_fresh();
    struct state_due *list;
    struct err err;
    size_t count;

    (void)state;
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), support_rows);
    support_load(db, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    must(state_due_read(db, &list, &count, &err), &err);
    assert_int_equal(count, 2);
    support_load(db, support_key("9122222", EXTRACT_SENR, 2023), support_rows);
    must(state_due_forget(db, list, count, &err), &err);
    assert_string_equal(due(db), "2023 9122222, ");
    must(state_due_forget(db, list, 0, &err), &err);
    free(list);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_load_leaves_its_lea_to_be_judged),
        cmocka_unit_test(what_was_loaded_again_stays_to_be_judged),
    };

    return cmocka_run_group_tests_name("state_due", tests, NULL, NULL);
}
