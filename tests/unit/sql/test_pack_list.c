#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sql/report/pack_list.h"

#define SEPARATED "\x1F"
#define ARRAY(has_null, count) "\0\0\0\1\0\0\0" has_null "\0\0\0\x17\0\0\0" count "\0\0\0\1"
#define BYTES(literal) literal, sizeof(literal) - 1
#define NONE "\377\377\377\377"

static void
assert_item(struct pack_list *list, int row, const char *expected)
{
    struct text item = pack_list_text(list, row);

    assert_int_equal(item.len, strlen(expected));
    assert_memory_equal(item.at, expected, item.len);
}

static void
texts_are_found_in_their_order(void **state)
{
    struct pack_list list =
        pack_list_of_text(BYTES("a" SEPARATED SEPARATED "ccc" SEPARATED "d" SEPARATED));

    (void)state;
    assert_item(&list, 0, "a");
    assert_item(&list, 0, "a");
    assert_int_equal(pack_list_text(&list, 1).len, 0);
    assert_item(&list, 3, "d");
    assert_int_equal(pack_list_text(&list, 4).len, 0);
    list = pack_list_of_text(BYTES("same"));
    assert_item(&list, 999, "same");
    list = pack_list_of_text(NULL, 0);
    assert_int_equal(pack_list_text(&list, 5).len, 0);
}

static void
numbers_are_found_without_those_before(void **state)
{
    struct pack_list list;

    (void)state;
    assert_true(pack_list_of_array(&list,
        BYTES(ARRAY("\0", "\3") "\0\0\0\4\0\0\0\1\0\0\0\4\377\377\377\376\0\0\0\4\0\1\0\0"), 3));
    assert_int_equal(pack_list_number(&list, 2, 0), 65536);
    assert_int_equal(pack_list_number(&list, 1, 0), -2);
    assert_int_equal(pack_list_date(&list, 2, 0), 65536 + 10957);
    assert_true(pack_list_of_array(
        &list, BYTES(ARRAY("\1", "\4") NONE "\0\0\0\2\1\0" NONE "\0\0\0\2\377\377"), 4));
    assert_int_equal(pack_list_number(&list, 0, 7), 7);
    assert_int_equal(pack_list_number(&list, 1, 7), 256);
    assert_int_equal(pack_list_date(&list, 2, 7), 7);
    assert_int_equal(pack_list_number(&list, 3, 7), -1);
}

static void
one_item_is_of_every_row(void **state)
{
    struct pack_list list;

    (void)state;
    assert_true(
        pack_list_of_array(&list, BYTES(ARRAY("\0", "\1") "\0\0\0\x8\0\0\0\2\124\13\344\0"), 1000));
    assert_int_equal(pack_list_number(&list, 0, 0), 10000000000);
    assert_int_equal(pack_list_number(&list, 999, 0), 10000000000);
    assert_true(pack_list_of_array(&list, BYTES(ARRAY("\0", "\1") "\0\0\0\1\1"), 2));
    assert_int_equal(pack_list_number(&list, 1, 0), 1);
    assert_true(pack_list_of_array(&list, NULL, 0, 2));
    assert_int_equal(pack_list_number(&list, 1, 5), 5);
}

static void
what_is_no_list_of_the_rows_is_refused(void **state)
{
    struct pack_list list;

    (void)state;
    assert_false(pack_list_of_array(&list, BYTES("\0\0\0\0\0\0\0\0\0\0\0\x17"), 1));
    assert_false(pack_list_of_array(
        &list, BYTES("\0\0\0\2\0\0\0\0\0\0\0\x17\0\0\0\1\0\0\0\1\0\0\0\1\1"), 1));
    assert_false(pack_list_of_array(&list, BYTES(ARRAY("\0", "\2") "\0\0\0\1\1\0\0\0\1\1"), 3));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_found_in_their_order),
        cmocka_unit_test(numbers_are_found_without_those_before),
        cmocka_unit_test(one_item_is_of_every_row),
        cmocka_unit_test(what_is_no_list_of_the_rows_is_refused),
    };

    return cmocka_run_group_tests_name("pack_list", tests, NULL, NULL);
}
