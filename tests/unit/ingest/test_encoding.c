#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/transcript.h"

#include "ingest/encode.h"
#include "ingest/encoding.h"
#include "ingest/utf8.h"

/* What the decoder gives for bytes in pieces of cut bytes, with "!" at a failure. */
static void
decode(struct text bytes, bool is_windows_1252, size_t cut, struct buf *out)
{
    struct decoder *decoder = decoder_new(bytes, is_windows_1252);
    struct text utf8;

    for (size_t at = 0; at <= bytes.len; at += cut) {
        size_t len = bytes.len - at < cut ? bytes.len - at : cut;

        decoder_take(decoder, (struct text){bytes.at + at, len}, at + len == bytes.len);
        while (decoder_next(decoder, &utf8))
            buf_add(out, utf8.at, utf8.len);
    }
    if (decoder_has_failed(decoder)) {
        buf_add_text(out, "!");
        decoder_explain(decoder, 7, out);
    }
    buf_terminate(out);
    decoder_free(decoder);
}

#define FITS_1252                                                                                  \
    "; the file may be windows-1252: save it as UTF-8, or read it with --encoding windows-1252"
#define SAVE "; save the file as UTF-8"
#define AT_7 " at character 7 of the line is not "

static const struct {
    const char *what;
    struct text bytes;
    bool is_windows_1252;
    const char *expected;
} cases[] = {
    {"nothing", BYTES(""), false, ""},
    {"ASCII", BYTES("SENR,A\n"), false, "SENR,A\n"},
    {"two, three, four bytes", BYTES("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"), false, "é€😀"},
    {"the borders",
        BYTES("\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), false,
        "\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"},
    {"mark",
        BYTES("\xef\xbb\xbf"
              "ab"),
        false, "ab"},
    {"mark alone", BYTES("\xef\xbb\xbf"), false, ""},
    {"mark before windows-1252 as told", BYTES("\xef\xbb\xbf\xc3\xa9"), true, "é"},
    {"overlong NUL", BYTES("a\xc0\x80"), false, "a!byte 0xC0" AT_7 "UTF-8" FITS_1252},
    {"overlong slash, three bytes", BYTES("a\xe0\x80\xaf"), false,
        "a!byte 0xE0" AT_7 "UTF-8" FITS_1252},
    {"overlong, four bytes", BYTES("a\xf0\x8f\xbf\xbf"), false, "a!byte 0xF0" AT_7 "UTF-8" SAVE},
    {"surrogate", BYTES("a\xed\xa0\x80"), false, "a!byte 0xED" AT_7 "UTF-8" FITS_1252},
    {"above U+10FFFF", BYTES("a\xf4\x90\x80\x80"), false, "a!byte 0xF4" AT_7 "UTF-8" SAVE},
    {"never in UTF-8", BYTES("a\xff"), false, "a!byte 0xFF" AT_7 "UTF-8" FITS_1252},
    {"lone continuation", BYTES("a\x80z"), false, "a!byte 0x80" AT_7 "UTF-8" FITS_1252},
    {"cut off at the end", BYTES("ab\xe2\x82"), false, "ab!byte 0xE2" AT_7 "UTF-8" FITS_1252},
    {"looks like windows-1252",
        BYTES("Jos\xe9,Nu\xf1"
              "ez"),
        false, "Jos!byte 0xE9" AT_7 "UTF-8" FITS_1252},
    {"what windows-1252 lacks", BYTES("Jos\xe9 \x81"), false, "Jos!byte 0xE9" AT_7 "UTF-8" SAVE},
    {"UTF-8 before it", BYTES("\xc3\xa9 Jos\xe9"), false, "é Jos!byte 0xE9" AT_7 "UTF-8" SAVE},
    {"windows-1252", BYTES("Jos\xe9 \x80\x99\xff"), true, "José €™ÿ"},
    {"windows-1252, 81", BYTES("a\xe9\x81"), true, "aé!byte 0x81" AT_7 "windows-1252"},
    {"windows-1252, 8d", BYTES("a\x8d"), true, "a!byte 0x8D" AT_7 "windows-1252"},
    {"windows-1252, 8f", BYTES("\x8f"), true, "!byte 0x8F" AT_7 "windows-1252"},
    {"windows-1252, 90", BYTES("\x90"), true, "!byte 0x90" AT_7 "windows-1252"},
    {"windows-1252, 9d", BYTES("\x9d"), true, "!byte 0x9D" AT_7 "windows-1252"},
    {"UTF-16LE",
        BYTES("\xff\xfe"
              "a\0\xe9\0\xac\x20\x3d\xd8\x00\xde"),
        false, "aé€😀"},
    {"UTF-16BE", BYTES("\xfe\xff\0a\0\xe9\x20\xac\xd8\x3d\xde\x00"), false, "aé€😀"},
    {"UTF-16 counts more than what was told",
        BYTES("\xff\xfe"
              "a\0"),
        true, "a"},
    {"UTF-16, mark alone", BYTES("\xff\xfe"), false, ""},
    {"UTF-16, lone high surrogate",
        BYTES("\xff\xfe"
              "a\0\x3d\xd8"
              "b\0"),
        false, "a!unit 0xD83D" AT_7 "UTF-16"},
    {"UTF-16, lone low surrogate",
        BYTES("\xff\xfe"
              "a\0\x00\xde"
              "b\0"),
        false, "a!unit 0xDE00" AT_7 "UTF-16"},
    {"UTF-16, ends within a pair",
        BYTES("\xff\xfe"
              "a\0\x3d\xd8"),
        false, "a!unit 0xD83D" AT_7 "UTF-16"},
    {"UTF-16, an odd byte",
        BYTES("\xff\xfe"
              "a\0b"),
        false, "a!byte 0x62" AT_7 "UTF-16"},
    {"UTF-16LE without mark", BYTES("S\0E\0N\0R\0"), false,
        "!the file is UTF-16 without a byte order mark; save it as UTF-8"},
    {"UTF-16BE without mark", BYTES("\0S\0E\0N\0R"), false,
        "!the file is UTF-16 without a byte order mark; save it as UTF-8"},
    {"UTF-32LE", BYTES("\xff\xfe\0\0S\0\0\0"), false, "!the file is UTF-32; save it as UTF-8"},
    {"UTF-32BE", BYTES("\0\0\xfe\xff\0\0\0S"), false, "!the file is UTF-32; save it as UTF-8"},
};

static void
text_is_the_same_however_it_is_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t cut = 1; cut <= cases[i].bytes.len + 1; cut++) {
            struct buf out = {0};

            decode(cases[i].bytes, cases[i].is_windows_1252, cut, &out);
            if (strcmp(out.data, cases[i].expected) != 0)
                fail_msg("%s, pieces of %zu: %s", cases[i].what, cut, out.data);
            buf_free(&out);
        }
    }
}

static void
a_nul_alone_is_no_utf16(void **state)
{
    struct buf out = {0};

    (void)state;
    decode((struct text){"SE\0R", 4}, false, 4, &out);
    assert_int_equal(out.len, 4);
    assert_memory_equal(out.data, "SE\0R", 4);
    buf_free(&out);
}

/* Every character there is, and each code between them that is none. */
static void
every_character_goes_there_and_back(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10ffff; c++) {
        char bytes[4];
        size_t len = utf8_encode(c, bytes);
        bool is_surrogate = c >= 0xd800 && c <= 0xdfff;

        if (utf8_character((struct text){bytes, len}) != (is_surrogate ? -1 : (int)len))
            fail_msg("U+%04X", (unsigned)c);
    }
}

/* text as a file of the encoding holds it, and decoded again. */
static void
check_round_trip(enum encoding encoding, struct text text)
{
    struct buf bytes = {0}, back = {0};
    struct text mark = encode_mark(encoding);

    buf_add(&bytes, mark.at, mark.len);
    encode_add(&bytes, encoding, text);
    decode(
        (struct text){bytes.data, bytes.len}, encoding == ENCODING_WINDOWS_1252, bytes.len, &back);
    assert_int_equal(back.len, text.len);
    assert_memory_equal(back.data, text.at, text.len);
    buf_free(&bytes);
    buf_free(&back);
}

static void
text_becomes_the_bytes_that_it_was(void **state)
{
    struct buf text = {0}, bytes = {0};
    char utf8[4];

    (void)state;
    for (unsigned byte = 0; byte <= 0xff; byte++) {
        uint32_t character = windows_1252_character((unsigned char)byte);

        if (character != 0 || byte == 0)
            buf_add(&text, utf8, utf8_encode(character, utf8));
    }
    check_round_trip(ENCODING_WINDOWS_1252, (struct text){text.data, text.len});
    encode_add(&bytes, ENCODING_WINDOWS_1252, (struct text){text.data, text.len});
    assert_int_equal(bytes.len, 256 - 5);
    buf_reset(&text);
    for (uint32_t c = 1; c <= 0x10ffff; c++) {
        if (c == 0xd800)
            c = 0xe000;
        buf_add(&text, utf8, utf8_encode(c, utf8));
    }
    check_round_trip(ENCODING_UTF8, (struct text){text.data, text.len});
    check_round_trip(ENCODING_UTF16LE, (struct text){text.data, text.len});
    check_round_trip(ENCODING_UTF16BE, (struct text){text.data, text.len});
    buf_free(&text);
    buf_free(&bytes);
}

/* The fast way over ASCII sees a byte wherever it stands. */
static void
a_byte_is_found_at_every_place(void **state)
{
    char bytes[100];

    (void)state;
    for (size_t at = 0; at < sizeof bytes; at++) {
        bool has_others = false;

        memset(bytes, 'a', sizeof bytes);
        bytes[at] = '\xe9';
        assert_int_equal(utf8_valid_prefix((struct text){bytes, sizeof bytes}, &has_others), at);
        assert_false(has_others);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_the_same_however_it_is_cut),
        cmocka_unit_test(a_nul_alone_is_no_utf16),
        cmocka_unit_test(every_character_goes_there_and_back),
        cmocka_unit_test(text_becomes_the_bytes_that_it_was),
        cmocka_unit_test(a_byte_is_found_at_every_place),
    };

    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
