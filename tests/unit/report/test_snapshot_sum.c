#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sql/report/snapshot_store.h"

#include "report/frozen/snapshot_sum.h"

static const struct snapshot_chunk chunks[] = {
    {"pupils", 1, 20, "bb"}, {"basis", 0, 10, "aa"}, {"pupils", 0, 30, "cc"}};

static int
make(struct snapshot_sum *sum, const struct snapshot_chunk *list, size_t count,
    char checksum[SHA256_TEXT_SIZE])
{
    *sum = (struct snapshot_sum){0};
    for (size_t i = 0; i < count; i++)
        assert_int_equal(snapshot_sum_add(sum, &list[i]), 0);
    return snapshot_sum_finish(sum, checksum);
}

/* printf 'basis\t0\t10\taa\npupils\t0\t30\tcc\npupils\t1\t20\tbb\n' | sha256sum */
static void
the_checksum_is_as_documented(void **state)
{
    struct snapshot_sum sum;
    char checksum[SHA256_TEXT_SIZE];

    (void)state;
    assert_int_equal(make(&sum, chunks, 3, checksum), 0);
    assert_string_equal(
        checksum, "6e35abdc8a49bae19e7d7e970d3e00e8168ffba5c172b1da3da60caffb17f13e");
    assert_int_equal(sum.starts[SECTION_BASIS], 0);
    assert_int_equal(sum.starts[SECTION_PUPILS], 1);
    assert_int_equal(sum.starts[SECTION_PUPILS + 1], 3);
    assert_int_equal(sum.starts[SECTION_COUNT], 3);
    assert_int_equal(sum.bytes, 60);
    assert_string_equal(sum.chunks[1].sha256, "cc");
    snapshot_sum_reset(&sum);
}

static void
chunks_that_do_not_follow_each_other_are_refused(void **state)
{
    const struct snapshot_chunk gap[] = {{"pupils", 1, 20, "bb"}};
    const struct snapshot_chunk twice[] = {{"pupils", 0, 20, "bb"}, {"pupils", 0, 20, "bb"}};
    const struct snapshot_chunk foreign = {"secrets", 0, 1, "aa"};
    struct snapshot_sum sum;
    char checksum[SHA256_TEXT_SIZE];

    (void)state;
    assert_int_equal(make(&sum, gap, 1, checksum), -1);
    snapshot_sum_reset(&sum);
    assert_int_equal(make(&sum, twice, 2, checksum), -1);
    snapshot_sum_reset(&sum);
    assert_int_equal(make(&sum, NULL, 0, checksum), 0);
    assert_int_equal(snapshot_sum_add(&sum, &foreign), -1);
    snapshot_sum_reset(&sum);
}

/* The order of the sections is that of their names, as the database sorts them. */
static void
sections_are_in_the_order_of_their_names(void **state)
{
    (void)state;
    for (int i = 1; i < SECTION_COUNT; i++)
        assert_true(strcmp(snapshot_section_name((enum snapshot_section)(i - 1)),
                        snapshot_section_name((enum snapshot_section)i)) < 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_checksum_is_as_documented),
        cmocka_unit_test(chunks_that_do_not_follow_each_other_are_refused),
        cmocka_unit_test(sections_are_in_the_order_of_their_names),
    };

    return cmocka_run_group_tests_name("snapshot_sum", tests, NULL, NULL);
}
