#include "ingest/utf8.h"

#include "ingest/encode.h"

struct text
encode_mark(enum encoding encoding)
{
    switch (encoding) {
    case ENCODING_UTF16LE:
        return TEXT("\xff\xfe");
    case ENCODING_UTF16BE:
        return TEXT("\xfe\xff");
    case ENCODING_UTF8:
        return TEXT("\xef\xbb\xbf");
    case ENCODING_WINDOWS_1252:
        break;
    }
    return (struct text){0};
}

static uint32_t
decode(struct text character)
{
    uint32_t value = (unsigned char)character.at[0];

    if (character.len > 1)
        value &= 0xffU >> (character.len + 1);
    for (size_t i = 1; i < character.len; i++)
        value = value << 6 | ((unsigned char)character.at[i] & 0x3fU);
    return value;
}

static void
add_unit(struct buf *bytes, enum encoding encoding, uint32_t unit)
{
    char high = (char)(unit >> 8), low = (char)(unit & 0xff);

    buf_add_byte(bytes, encoding == ENCODING_UTF16LE ? low : high);
    buf_add_byte(bytes, encoding == ENCODING_UTF16LE ? high : low);
}

static void
add_utf16(struct buf *bytes, enum encoding encoding, uint32_t character)
{
    if (character < 0x10000) {
        add_unit(bytes, encoding, character);
        return;
    }
    add_unit(bytes, encoding, 0xd800 + ((character - 0x10000) >> 10));
    add_unit(bytes, encoding, 0xdc00 + ((character - 0x10000) & 0x3ff));
}

static void
add_windows_1252(struct buf *bytes, uint32_t character)
{
    for (unsigned byte = 0; byte <= 0xff; byte++) {
        if (windows_1252_character((unsigned char)byte) == character) {
            buf_add_byte(bytes, (char)byte);
            return;
        }
    }
}

void
encode_add(struct buf *bytes, enum encoding encoding, struct text utf8)
{
    int len;

    if (encoding == ENCODING_UTF8) {
        buf_add(bytes, utf8.at, utf8.len);
        return;
    }
    while ((len = utf8_character(utf8)) > 0) {
        uint32_t character = decode((struct text){utf8.at, (size_t)len});

        if (encoding == ENCODING_WINDOWS_1252)
            add_windows_1252(bytes, character);
        else
            add_utf16(bytes, encoding, character);
        utf8 = (struct text){utf8.at + len, utf8.len - (size_t)len};
    }
}
