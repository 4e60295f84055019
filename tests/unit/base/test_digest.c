#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/digest.h"

/* The examples of FIPS 180, and the digest of nothing. */
static const struct {
    const char *text, *hex;
} known[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void
known_answers(void **state)
{
    struct digest *digest = digest_new();
    char hex[SHA256_TEXT_SIZE];

    (void)state;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            digest_add(digest, known[i].text, strlen(known[i].text));
            digest_finish(digest, hex);
            assert_string_equal(hex, known[i].hex);
        }
    digest_free(digest);
    digest_free(NULL);
}

static void
a_million_letters_in_pieces(void **state)
{
    struct digest *digest = digest_new();
    char hex[SHA256_TEXT_SIZE];
    char letters[997];
    size_t left = 1000000;

    (void)state;
    memset(letters, 'a', sizeof letters);
    while (left > 0) {
        size_t piece = left < sizeof letters ? left : sizeof letters;

        digest_add(digest, letters, piece);
        digest_add(digest, letters, 0);
        left -= piece;
    }
    digest_finish(digest, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    digest_free(digest);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(a_million_letters_in_pieces),
    };

    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
