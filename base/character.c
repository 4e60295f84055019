#include "base/character.h"

static bool
is_between(unsigned char byte, unsigned low, unsigned high)
{
    return byte >= low && byte <= high;
}

/* The range of the second byte keeps overlong forms, surrogates and the too high out. */
static size_t
expected_length(unsigned char first, unsigned *low, unsigned *high)
{
    *low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    *high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (first < 0x80)
        return 1;
    if (is_between(first, 0xC2, 0xDF))
        return 2;
    if (is_between(first, 0xE0, 0xEF))
        return 3;
    return is_between(first, 0xF0, 0xF4) ? 4 : 0;
}

size_t
character_length(struct text text)
{
    const unsigned char *at = (const unsigned char *)text.at;
    unsigned low, high;

    if (text.len == 0)
        return 0;

    size_t length = expected_length(at[0], &low, &high);

    if (length > text.len)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if (i == 1 ? !is_between(at[i], low, high) : !is_between(at[i], 0x80, 0xBF))
            return 0;
    }
    return length;
}

/* The third byte of U+2000 to U+207F behind E2 80 or E2 81. */
static bool
turns(unsigned char second, unsigned char third)
{
    return second == 0x80 ? is_between(third, 0xA8, 0xAE)
                          : second == 0x81 && is_between(third, 0xA6, 0xA9);
}

bool
character_steers(struct text character)
{
    const unsigned char *at = (const unsigned char *)character.at;

    switch (character.len) {
    case 1:
        return at[0] < 0x20 || at[0] == 0x7F;
    case 2:
        return at[0] == 0xC2 && at[1] < 0xA0;
    case 3:
        return at[0] == 0xE2 && turns(at[1], at[2]);
    default:
        return false;
    }
}
