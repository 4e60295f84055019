#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/memory.h"

static void
a_new_buffer_holds_nothing(void **state)
{
    struct buf buf = {0};

    (void)state;
    buf_add(&buf, NULL, 0);
    assert_int_equal(buf.len, 0);
    assert_null(buf.data);
    assert_string_equal(buf_terminate(&buf), "");
    assert_int_equal(buf.len, 0);
    buf_free(&buf);
    assert_null(buf.data);
    buf_free(&buf);
}

static void
bytes_come_out_as_they_went_in(void **state)
{
    struct buf buf = {0};

    (void)state;
    for (int i = 0; i < 5000; i++) {
        char bytes[7];

        memset(bytes, i % 256, sizeof bytes);
        buf_add(&buf, bytes, sizeof bytes);
        buf_add_byte(&buf, '|');
    }
    assert_int_equal(buf.len, 5000 * 8);
    for (size_t i = 0; i < 5000; i++) {
        for (size_t k = 0; k < 7; k++)
            assert_int_equal((unsigned char)buf.data[i * 8 + k], i % 256);
        assert_int_equal(buf.data[i * 8 + 7], '|');
    }
    buf_free(&buf);
}

static void
text_and_formats_are_terminated(void **state)
{
    struct buf buf = {0};
    char longer[300];

    (void)state;
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    buf_add_text(&buf, "");
    assert_string_equal(buf.data, "");
    buf_add_text(&buf, "line ");
    buf_printf(&buf, "%d, %s", 12, "column");
    assert_string_equal(buf.data, "line 12, column");
    assert_int_equal(buf.len, strlen(buf.data));
    buf_reset(&buf);
    assert_int_equal(buf.len, 0);
    buf_printf(&buf, "%s|%s", longer, longer);
    assert_int_equal(buf.len, 599);
    assert_int_equal(strlen(buf.data), 599);
    buf_reset(&buf);
    buf_printf(&buf, "%s", "");
    assert_string_equal(buf.data, "");
    buf_free(&buf);
}

/* What is reserved is there: additions up to it do not move the bytes. */
static void
reserved_room_stays_in_place(void **state)
{
    struct buf buf = {0};
    const char *before;

    (void)state;
    buf_reserve(&buf, 1000);
    before = buf.data;
    for (int i = 0; i < 1000; i++)
        buf_add_byte(&buf, 'a');
    buf_terminate(&buf);
    assert_ptr_equal(buf.data, before);
    buf_free(&buf);
}

static void
numbers_are_spelled_in_decimal(void **state)
{
    static const uint64_t numbers[] = {0, 9, 10, 1234567890, UINT64_MAX};
    struct buf buf = {0};

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        buf_add_unsigned(&buf, numbers[i]);
        buf_add_byte(&buf, ' ');
    }
    assert_string_equal(buf_terminate(&buf), "0 9 10 1234567890 18446744073709551615 ");
    buf_free(&buf);
}

/* What does not fit into the room that is there comes whole all the same. */
static void
a_format_may_be_longer_than_the_room(void **state)
{
    char words[600];

    (void)state;
    memset(words, 'w', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    for (size_t first = 0; first < 70; first++) {
        struct buf buf = {0};

        for (size_t i = 0; i < first; i++)
            buf_add_byte(&buf, 'f');
        buf_printf(&buf, "%s", words + 599 - 2 * first);
        assert_int_equal(buf.len, 3 * first);
        assert_int_equal(strlen(buf.data), 3 * first);
        buf_printf(&buf, "%s", words);
        assert_int_equal(strlen(buf.data), 3 * first + 599);
        buf_free(&buf);
    }
}

static void
memory_is_zeroed_and_copied(void **state)
{
    unsigned char *memory = memory_new(64);
    uint32_t *array = memory_new_array(16, sizeof *array);
    char *copy = memory_copy_text("abcdef", 3);
    char *empty = memory_copy_text(NULL, 0);

    (void)state;
    for (int i = 0; i < 64; i++)
        assert_int_equal(memory[i], 0);
    for (int i = 0; i < 16; i++)
        assert_int_equal(array[i], 0);
    assert_string_equal(copy, "abc");
    assert_string_equal(empty, "");
    array[15] = 7;
    array = memory_grow(array, 1000, sizeof *array);
    assert_int_equal(array[15], 7);
    free(memory);
    free(array);
    free(copy);
    free(empty);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_buffer_holds_nothing),
        cmocka_unit_test(bytes_come_out_as_they_went_in),
        cmocka_unit_test(text_and_formats_are_terminated),
        cmocka_unit_test(reserved_room_stays_in_place),
        cmocka_unit_test(numbers_are_spelled_in_decimal),
        cmocka_unit_test(a_format_may_be_longer_than_the_room),
        cmocka_unit_test(memory_is_zeroed_and_copied),
    };

    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
