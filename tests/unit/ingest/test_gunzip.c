#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <zlib.h>

#include "support/read_outcome.h"

static const char plain[] = "SENR,A,L1,0161259,0130229,,2023-2024\r\nsecond line\r\n";

/* Adds a gzip member that holds bytes. */
static void
add_gzip(struct buf *out, const void *bytes, size_t len)
{
    z_stream stream = {0};

    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    buf_reserve(out, deflateBound(&stream, len));
    stream.next_in = (Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)len;
    stream.next_out = (Bytef *)out->data + out->len;
    stream.avail_out = (uInt)(out->capacity - out->len);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out->len += stream.total_out;
    deflateEnd(&stream);
}

static void
a_gzip_stream_cut_anywhere_is_damaged(void **state)
{
    struct buf gzip = {0};

    (void)state;
    add_gzip(&gzip, plain, sizeof plain);
    add_gzip(&gzip, plain, sizeof plain);
    for (size_t len = 2; len <= gzip.len; len++) {
        struct outcome outcome;
        bool is_whole = len == gzip.len || len == gzip.len / 2;

        read_bytes((struct text){gzip.data, len}, 0, &outcome);
        if (outcome.has_problem == is_whole)
            fail_msg("cut at %zu of %zu: problem %d", len, gzip.len, outcome.has_problem);
        if (!is_whole) {
            assert_int_equal(outcome.kind, READ_COMPRESSED_DAMAGED);
            assert_string_equal(
                outcome.detail, "the gzip stream ends too early: the file was cut off");
        }
        /* What could be read is the beginning of what there was. */
        assert_memory_equal(outcome.bytes.data != NULL ? outcome.bytes.data : "", plain,
            outcome.bytes.len < sizeof plain ? outcome.bytes.len : sizeof plain);
        buf_free(&outcome.bytes);
    }
    buf_free(&gzip);
}

/* A flipped bit gives an error or, in the time stamp or in padding, the same content. */
static void
a_flipped_bit_is_no_other_content(void **state)
{
    struct buf gzip = {0};

    (void)state;
    add_gzip(&gzip, plain, sizeof plain);
    for (size_t bit = 16; bit < gzip.len * 8; bit++) {
        struct outcome outcome;

        gzip.data[bit / 8] = (char)(gzip.data[bit / 8] ^ 1 << bit % 8);
        read_bytes(text_of_buf(&gzip), 0, &outcome);
        if (!outcome.has_problem && !is_content(&outcome, plain, sizeof plain))
            fail_msg("bit %zu was flipped unseen", bit);
        gzip.data[bit / 8] = (char)(gzip.data[bit / 8] ^ 1 << bit % 8);
        buf_free(&outcome.bytes);
    }
    buf_free(&gzip);
}

static void
members_are_one_stream(void **state)
{
    struct buf gzip = {0}, expected = {0};
    struct outcome outcome;

    (void)state;
    for (unsigned i = 0; i < 300; i++) {
        add_gzip(&gzip, plain, i % 3 == 0 ? 0 : sizeof plain);
        buf_add(&expected, plain, i % 3 == 0 ? 0 : sizeof plain);
    }
    read_bytes(text_of_buf(&gzip), 0, &outcome);
    assert_false(outcome.has_problem);
    assert_int_equal(outcome.members, 300);
    assert_true(is_content(&outcome, expected.data, expected.len));
    buf_free(&outcome.bytes);
    buf_free(&gzip);
    buf_free(&expected);
}

/* Larger than every block, so that both input and output cross edges. */
static void
a_large_stream_is_read_whole(void **state)
{
    struct buf gzip = {0}, content = {0};
    struct outcome outcome;
    uint32_t random = 1;

    (void)state;
    for (int i = 0; i < 1000000; i++) {
        random = random * 1664525 + 1013904223;
        buf_add_byte(&content, (char)(random >> 24));
    }
    add_gzip(&gzip, content.data, 400000);
    add_gzip(&gzip, content.data + 400000, 600000);
    read_bytes(text_of_buf(&gzip), 0, &outcome);
    assert_false(outcome.has_problem);
    assert_true(is_content(&outcome, content.data, content.len));
    buf_free(&outcome.bytes);
    buf_free(&gzip);
    buf_free(&content);
}

static void
bytes_behind_the_stream_are_damage(void **state)
{
    static const struct text tails[] = {
        BYTES("x"), BYTES("\0"), BYTES("\n"), BYTES("SENR,A\n"), BYTES("PK\3\4")};

    (void)state;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        struct buf gzip = {0};
        struct outcome outcome;

        add_gzip(&gzip, plain, sizeof plain);
        buf_add(&gzip, tails[i].at, tails[i].len);
        read_bytes(text_of_buf(&gzip), 0, &outcome);
        assert_true(outcome.has_problem);
        assert_int_equal(outcome.kind, READ_COMPRESSED_DAMAGED);
        assert_string_equal(
            outcome.detail, "the gzip stream is followed by bytes that are not gzip");
        buf_free(&outcome.bytes);
        buf_free(&gzip);
    }
}

static void
expansion_has_a_limit(void **state)
{
    struct buf zeros = {0}, gzip = {0};
    struct outcome outcome;

    (void)state;
    buf_reserve(&zeros, 3000000);
    memset(zeros.data, 0, 3000000);
    zeros.len = 3000000;
    add_gzip(&gzip, zeros.data, zeros.len);
    read_bytes(text_of_buf(&gzip), 3000000, &outcome);
    assert_false(outcome.has_problem);
    buf_free(&outcome.bytes);
    read_bytes(text_of_buf(&gzip), 2999999, &outcome);
    assert_true(outcome.has_problem);
    assert_int_equal(outcome.kind, READ_TOO_LARGE);
    assert_string_equal(outcome.detail, "it expands past 2999999 bytes");
    assert_int_equal(outcome.bytes.len, 2999999);
    buf_free(&outcome.bytes);
    read_bytes(TEXT("0123456789"), 9, &outcome);
    assert_int_equal(outcome.kind, READ_TOO_LARGE);
    buf_free(&outcome.bytes);
    buf_free(&zeros);
    buf_free(&gzip);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gzip_stream_cut_anywhere_is_damaged),
        cmocka_unit_test(a_flipped_bit_is_no_other_content),
        cmocka_unit_test(members_are_one_stream),
        cmocka_unit_test(a_large_stream_is_read_whole),
        cmocka_unit_test(bytes_behind_the_stream_are_damage),
        cmocka_unit_test(expansion_has_a_limit),
    };

    return cmocka_run_group_tests_name("gunzip", tests, NULL, NULL);
}
