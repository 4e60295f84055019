#include "base/text.h"

struct text
text_of(const char *string)
{
    return string == NULL ? (struct text){0} : (struct text){string, strlen(string)};
}

bool
text_equals_fold(struct text a, struct text b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (text_upper(a.at[i]) != text_upper(b.at[i]))
            return false;
    return true;
}

int
text_compare(struct text a, struct text b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common == 0 ? 0 : memcmp(a.at, b.at, common);

    if (order != 0)
        return order < 0 ? -1 : 1;
    return a.len < b.len ? -1 : a.len > b.len;
}

/* How many bytes of blank the text begins with: one for ASCII, two for U+00A0. */
static size_t
blank_at_start(struct text text)
{
    if (text.len >= 1 && (text.at[0] == ' ' || text.at[0] == '\t'))
        return 1;
    if (text.len >= 2 && text.at[0] == '\xc2' && text.at[1] == '\xa0')
        return 2;
    return 0;
}

static size_t
blank_at_end(struct text text)
{
    if (text.len >= 1 && (text.at[text.len - 1] == ' ' || text.at[text.len - 1] == '\t'))
        return 1;
    if (text.len >= 2 && text.at[text.len - 2] == '\xc2' && text.at[text.len - 1] == '\xa0')
        return 2;
    return 0;
}

struct text
text_trim(struct text text)
{
    size_t blank;

    while ((blank = blank_at_start(text)) > 0) {
        text.at += blank;
        text.len -= blank;
    }
    while ((blank = blank_at_end(text)) > 0)
        text.len -= blank;
    return text;
}

bool
text_is_digits(struct text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!text_is_digit(text.at[i]))
            return false;
    return text.len > 0;
}

/* A byte of a character behind its first. */
static bool
continues_character(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

size_t
text_count_characters(struct text text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += !continues_character(text.at[i]);
    return count;
}

struct text
text_cut(struct text text, size_t max)
{
    if (text.len <= max)
        return text;
    while (max > 0 && continues_character(text.at[max]))
        max--;
    return (struct text){text.at, max};
}
