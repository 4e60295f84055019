#include "ingest/utf8.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)

static uint64_t
load(const char *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof word);
    return word;
}

size_t
utf8_ascii_prefix(struct text text)
{
    size_t i = 0;

    while (i + 32 <= text.len) {
        uint64_t bits = load(text.at + i) | load(text.at + i + 8) | load(text.at + i + 16) |
                        load(text.at + i + 24);

        if ((bits & HIGH_BITS) != 0)
            break;
        i += 32;
    }
    while (i < text.len && (unsigned char)text.at[i] < 0x80)
        i++;
    return i;
}

/* The bytes that a first byte announces, and the bounds of the second; 0 when none may begin so. */
static int
announced(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xbf;
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    if (first < 0xe0)
        return 2;
    if (first == 0xe0)
        *low = 0xa0;
    if (first == 0xed)
        *high = 0x9f;
    if (first == 0xf0)
        *low = 0x90;
    if (first == 0xf4)
        *high = 0x8f;
    return first < 0xf0 ? 3 : 4;
}

int
utf8_character(struct text text)
{
    unsigned char low, high;
    int count;

    if (text.len == 0)
        return 0;
    count = announced((unsigned char)text.at[0], &low, &high);
    if (count == 0)
        return -1;
    for (int i = 1; i < count; i++) {
        unsigned char byte;

        if ((size_t)i == text.len)
            return 0;
        byte = (unsigned char)text.at[i];
        if (byte < low || byte > high)
            return -1;
        low = 0x80;
        high = 0xbf;
    }
    return count;
}

size_t
utf8_valid_prefix(struct text text, bool *has_others)
{
    size_t i = 0;

    while (i < text.len) {
        struct text rest;
        int count;

        i += utf8_ascii_prefix((struct text){text.at + i, text.len - i});
        rest = (struct text){text.at + i, text.len - i};
        count = utf8_character(rest);
        if (count <= 0)
            break;
        *has_others = true;
        i += (size_t)count;
    }
    return i;
}

size_t
utf8_encode(uint32_t character, char bytes[4])
{
    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        bytes[0] = (char)(0xc0 | character >> 6);
        bytes[1] = (char)(0x80 | (character & 0x3f));
        return 2;
    }
    if (character < 0x10000) {
        bytes[0] = (char)(0xe0 | character >> 12);
        bytes[1] = (char)(0x80 | (character >> 6 & 0x3f));
        bytes[2] = (char)(0x80 | (character & 0x3f));
        return 3;
    }
    bytes[0] = (char)(0xf0 | character >> 18);
    bytes[1] = (char)(0x80 | (character >> 12 & 0x3f));
    bytes[2] = (char)(0x80 | (character >> 6 & 0x3f));
    bytes[3] = (char)(0x80 | (character & 0x3f));
    return 4;
}

uint32_t
windows_1252_character(unsigned char byte)
{
    static const uint16_t from_80[32] = {0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d,
        0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};

    return byte >= 0x80 && byte < 0xa0 ? from_80[byte - 0x80] : byte;
}
