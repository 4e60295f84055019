#include "base/memory.h"

#include "ingest/encoding.h"
#include "ingest/utf8.h"

enum {
    PIECE_SIZE = 16 * 1024, /* input bytes converted at a time */
    NO_SURROGATE = 0,
};

enum failure { FAILURE_NONE, FAILURE_BYTE, FAILURE_UTF16_WITHOUT_MARK, FAILURE_UTF32 };

struct decoder {
    enum encoding encoding;
    size_t bom_left; /* bytes of the mark that are still to be skipped */
    bool has_bom;
    struct text input;
    bool is_last;
    char held[4]; /* the beginning of a character whose rest comes with the next input */
    size_t held_len;
    char whole[4]; /* a held character that is complete now */
    uint32_t surrogate;
    struct buf out;
    enum failure failure;
    unsigned bad; /* the byte, or the unit of UTF-16 */
    bool has_other_utf8;
    bool is_not_1252; /* a byte that windows-1252 does not have follows */
};

/* Text in UTF-16 begins with two characters below U+0100: every other byte is NUL. */
static bool
looks_like_utf16(struct text head)
{
    bool nul[4];

    if (head.len < 4)
        return false;
    for (int i = 0; i < 4; i++)
        nul[i] = head.at[i] == '\0';
    return nul[0] == nul[2] && nul[1] == nul[3] && nul[0] != nul[1];
}

static void
set_mark(struct decoder *decoder, enum encoding encoding, size_t len)
{
    decoder->encoding = encoding;
    decoder->has_bom = true;
    decoder->bom_left = len;
}

struct decoder *
decoder_new(struct text head, bool is_windows_1252)
{
    struct decoder *decoder = memory_new(sizeof *decoder);

    decoder->encoding = is_windows_1252 ? ENCODING_WINDOWS_1252 : ENCODING_UTF8;
    if (text_begins(head, TEXT("\xef\xbb\xbf")))
        set_mark(decoder, ENCODING_UTF8, 3);
    else if (text_begins(head, TEXT("\xff\xfe\0\0")) || text_begins(head, TEXT("\0\0\xfe\xff")))
        decoder->failure = FAILURE_UTF32;
    else if (text_begins(head, TEXT("\xff\xfe")))
        set_mark(decoder, ENCODING_UTF16LE, 2);
    else if (text_begins(head, TEXT("\xfe\xff")))
        set_mark(decoder, ENCODING_UTF16BE, 2);
    else if (looks_like_utf16(head))
        decoder->failure = FAILURE_UTF16_WITHOUT_MARK;
    return decoder;
}

void
decoder_free(struct decoder *decoder)
{
    if (decoder == NULL)
        return;
    buf_free(&decoder->out);
    free(decoder);
}

enum encoding
decoder_encoding(const struct decoder *decoder)
{
    return decoder->encoding;
}

bool
decoder_has_bom(const struct decoder *decoder)
{
    return decoder->has_bom;
}

bool
decoder_has_failed(const struct decoder *decoder)
{
    return decoder->failure != FAILURE_NONE;
}

static void
skip(struct decoder *decoder, size_t len)
{
    if (len > 0)
        decoder->input.at += len;
    decoder->input.len -= len;
}

/* After a failure: could the rest be windows-1252? */
static void
look_through(struct decoder *decoder, struct text bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        if (windows_1252_character((unsigned char)bytes.at[i]) == 0 && bytes.at[i] != '\0')
            decoder->is_not_1252 = true;
}

void
decoder_take(struct decoder *decoder, struct text bytes, bool is_last)
{
    size_t mark = decoder->bom_left < bytes.len ? decoder->bom_left : bytes.len;

    decoder->input = bytes;
    decoder->is_last = is_last;
    decoder->bom_left -= mark;
    skip(decoder, mark);
    if (decoder_has_failed(decoder))
        look_through(decoder, decoder->input);
}

static void
fail(struct decoder *decoder, unsigned bad)
{
    decoder->failure = FAILURE_BYTE;
    decoder->bad = bad;
    look_through(decoder, (struct text){decoder->held, decoder->held_len});
    look_through(decoder, decoder->input);
}

/* Adds input to the held beginning until the character is whole or wrong. */
static bool
next_held(struct decoder *decoder, struct text *utf8)
{
    int len = 0;

    while (len == 0 && decoder->input.len > 0) {
        decoder->held[decoder->held_len++] = decoder->input.at[0];
        len = utf8_character((struct text){decoder->held, decoder->held_len});
        if (len >= 0)
            skip(decoder, 1);
    }
    if (len < 0 || (len == 0 && decoder->is_last)) {
        fail(decoder, (unsigned char)decoder->held[0]);
        return false;
    }
    if (len == 0)
        return false;
    memcpy(decoder->whole, decoder->held, sizeof decoder->whole);
    decoder->held_len = 0;
    decoder->has_other_utf8 = true;
    *utf8 = (struct text){decoder->whole, (size_t)len};
    return true;
}

static bool
next_utf8(struct decoder *decoder, struct text *utf8)
{
    size_t good;

    if (decoder->held_len > 0)
        return next_held(decoder, utf8);
    good = utf8_valid_prefix(decoder->input, &decoder->has_other_utf8);
    if (good > 0) {
        *utf8 = (struct text){decoder->input.at, good};
        skip(decoder, good);
        return true;
    }
    if (decoder->input.len == 0)
        return false;
    if (utf8_character(decoder->input) < 0 || decoder->is_last) {
        fail(decoder, (unsigned char)decoder->input.at[0]);
        return false;
    }
    memcpy(decoder->held, decoder->input.at, decoder->input.len);
    decoder->held_len = decoder->input.len;
    skip(decoder, decoder->input.len);
    return false;
}

static void
add_character(struct decoder *decoder, uint32_t character)
{
    buf_reserve(&decoder->out, 4);
    decoder->out.len += utf8_encode(character, decoder->out.data + decoder->out.len);
}

static bool
give_out(struct decoder *decoder, struct text *utf8)
{
    *utf8 = (struct text){decoder->out.data, decoder->out.len};
    return utf8->len > 0;
}

static bool
next_1252(struct decoder *decoder, struct text *utf8)
{
    size_t ascii = utf8_ascii_prefix(decoder->input), i;
    struct text input = decoder->input;

    if (ascii > 0) {
        *utf8 = (struct text){input.at, ascii};
        skip(decoder, ascii);
        return true;
    }
    buf_reset(&decoder->out);
    for (i = 0; i < input.len && i < PIECE_SIZE; i++) {
        uint32_t character = windows_1252_character((unsigned char)input.at[i]);

        if (character == 0 && input.at[i] != '\0')
            break;
        add_character(decoder, character);
    }
    skip(decoder, i);
    if (i == 0 && input.len > 0)
        fail(decoder, (unsigned char)input.at[0]);
    return give_out(decoder, utf8);
}

/* Takes one unit. False when it is not UTF-16; then a lone surrogate before it is to blame. */
static bool
add_unit(struct decoder *decoder, uint32_t unit)
{
    bool is_high = unit >= 0xd800 && unit < 0xdc00;
    bool is_low = unit >= 0xdc00 && unit < 0xe000;
    uint32_t high = decoder->surrogate;

    if (is_low != (high != NO_SURROGATE)) {
        decoder->bad = high != NO_SURROGATE ? high : unit;
        return false;
    }
    decoder->surrogate = is_high ? unit : NO_SURROGATE;
    if (is_low)
        add_character(decoder, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
    else if (!is_high)
        add_character(decoder, unit);
    return true;
}

static uint32_t
unit_of(const struct decoder *decoder, const char *bytes)
{
    uint32_t first = (unsigned char)bytes[0], second = (unsigned char)bytes[1];

    return decoder->encoding == ENCODING_UTF16LE ? second << 8 | first : first << 8 | second;
}

/* The next two bytes of input, the first of which may be held. */
static bool
next_unit(struct decoder *decoder, uint32_t *unit)
{
    if (decoder->held_len + decoder->input.len < 2)
        return false;
    if (decoder->held_len == 0) {
        *unit = unit_of(decoder, decoder->input.at);
        skip(decoder, 2);
        return true;
    }
    decoder->held[1] = decoder->input.at[0];
    *unit = unit_of(decoder, decoder->held);
    decoder->held_len = 0;
    skip(decoder, 1);
    return true;
}

/* Behind the last whole unit: a byte to keep, or a file that ends within a character. */
static void
hold_odd_byte(struct decoder *decoder)
{
    if (decoder->input.len == 1) {
        decoder->held[0] = decoder->input.at[0];
        decoder->held_len = 1;
        skip(decoder, 1);
    }
    if (!decoder->is_last)
        return;
    if (decoder->surrogate != NO_SURROGATE)
        fail(decoder, decoder->surrogate);
    else if (decoder->held_len > 0)
        fail(decoder, (unsigned char)decoder->held[0]);
}

static bool
next_utf16(struct decoder *decoder, struct text *utf8)
{
    uint32_t unit;

    buf_reset(&decoder->out);
    while (decoder->out.len < PIECE_SIZE && next_unit(decoder, &unit)) {
        if (!add_unit(decoder, unit)) {
            fail(decoder, decoder->bad);
            return give_out(decoder, utf8);
        }
    }
    if (decoder->out.len == 0)
        hold_odd_byte(decoder);
    return give_out(decoder, utf8);
}

bool
decoder_next(struct decoder *decoder, struct text *utf8)
{
    if (decoder_has_failed(decoder))
        return false;
    switch (decoder->encoding) {
    case ENCODING_UTF8:
        return next_utf8(decoder, utf8);
    case ENCODING_WINDOWS_1252:
        return next_1252(decoder, utf8);
    case ENCODING_UTF16LE:
    case ENCODING_UTF16BE:
        return next_utf16(decoder, utf8);
    }
    return false;
}

static void
explain_byte(const struct decoder *decoder, unsigned long character, struct buf *text)
{
    static const char *const names[] = {[ENCODING_UTF8] = "UTF-8",
        [ENCODING_UTF16LE] = "UTF-16",
        [ENCODING_UTF16BE] = "UTF-16",
        [ENCODING_WINDOWS_1252] = "windows-1252"};

    buf_printf(text, "%s 0x%02X at character %lu of the line is not %s",
        decoder->bad > 0xff ? "unit" : "byte", decoder->bad, character, names[decoder->encoding]);
    if (decoder->encoding != ENCODING_UTF8)
        return;
    if (decoder->is_not_1252 || decoder->has_other_utf8 || decoder->has_bom)
        buf_add_text(text, "; save the file as UTF-8");
    else
        buf_add_text(text, "; the file may be windows-1252: save it as UTF-8, or read it with "
                           "--encoding windows-1252");
}

void
decoder_explain(const struct decoder *decoder, unsigned long character, struct buf *text)
{
    switch (decoder->failure) {
    case FAILURE_NONE:
        break;
    case FAILURE_BYTE:
        explain_byte(decoder, character, text);
        break;
    case FAILURE_UTF16_WITHOUT_MARK:
        buf_add_text(text, "the file is UTF-16 without a byte order mark; save it as UTF-8");
        break;
    case FAILURE_UTF32:
        buf_add_text(text, "the file is UTF-32; save it as UTF-8");
        break;
    }
}
