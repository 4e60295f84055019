#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "ingest/ingest.h"
#include "ingest/pack.h"

static const struct ingest_options any_size = {0};

static int
collect(void *buf, const void *bytes, size_t len, struct err *err)
{
    (void)err;
    buf_add(buf, bytes, len);
    return 0;
}

static int
refuse(void *ctx, const void *bytes, size_t len, struct err *err)
{
    (void)ctx;
    (void)bytes;
    (void)len;
    return err_set(err, ERR_IO, "the disk is full");
}

static void
write_file(const char *path, const struct buf *bytes)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes->data, 1, bytes->len, file), bytes->len);
    assert_int_equal(fclose(file), 0);
}

/* Packs the bytes and looks at what comes out of the packed ones. */
static void
comes_back(const struct buf *bytes)
{
    char plain[] = "/tmp/isprofile-pack.XXXXXX", packed[] = "/tmp/isprofile-pack.XXXXXX";
    char sha256[SHA256_TEXT_SIZE], again[SHA256_TEXT_SIZE];
    struct buf first = {0}, second = {0};
    struct pack_sink sink = {collect, &first};
    struct ingest_result of_plain, of_packed;
    struct err err;

    close(mkstemp(plain));
    close(mkstemp(packed));
    write_file(plain, bytes);
    assert_int_equal(pack_file(plain, &any_size, &sink, sha256, &err), 0);
    write_file(packed, &first);
    assert_int_equal(ingest_digest(plain, &any_size, &of_plain, &err), 0);
    assert_int_equal(ingest_digest(packed, &any_size, &of_packed, &err), 0);
    assert_true(of_packed.is_complete);
    assert_int_equal(of_packed.gzip_members, 1);
    assert_int_equal(of_packed.bytes, bytes->len);
    assert_string_equal(of_packed.sha256, of_plain.sha256);
    assert_string_equal(sha256, of_plain.sha256);
    /* What is packed already is packed anew, to the same bytes. */
    sink.ctx = &second;
    assert_int_equal(pack_file(packed, &any_size, &sink, again, &err), 0);
    assert_string_equal(again, sha256);
    assert_int_equal(second.len, first.len);
    assert_memory_equal(second.data, first.data, first.len);
    buf_free(&first);
    buf_free(&second);
    unlink(plain);
    unlink(packed);
}

static void
bytes_come_back_as_they_were(void **state)
{
    static const size_t sizes[] = {1, 100, 65535, 65536, 65537, 262144, 1000003};
    uint32_t number = 1;

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct buf even = {0}, odd = {0};

        for (size_t k = 0; k < sizes[i]; k++) {
            number = number * 1664525U + 1013904223U;
            buf_add_byte(&even, 'a');
            buf_add_byte(&odd, (char)(number >> 24));
        }
        comes_back(&even);
        comes_back(&odd);
        buf_free(&even);
        buf_free(&odd);
    }
}

static void
what_cannot_be_packed_is_a_failure(void **state)
{
    const struct ingest_options small = {.max_expanded = 10};
    struct buf packed = {0};
    const struct pack_sink good = {collect, &packed}, full = {refuse, NULL};
    char sha256[SHA256_TEXT_SIZE];
    struct err err;

    (void)state;
    assert_int_equal(pack_file("nowhere", &any_size, &good, sha256, &err), -1);
    assert_int_equal(err.code, ERR_NO_INPUT);
    assert_int_equal(pack_file("README.md", &small, &good, sha256, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(pack_file("README.md", &any_size, &full, sha256, &err), -1);
    assert_string_equal(err.text, "the disk is full");
    buf_free(&packed);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_back_as_they_were),
        cmocka_unit_test(what_cannot_be_packed_is_a_failure),
    };

    return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
