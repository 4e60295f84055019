#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Borrowed bytes with their length. Not NUL-terminated. at is NULL only when len is 0. */
struct text {
    const char *at;
    size_t len;
};

#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})

struct text text_of(const char *string);             /* NULL gives the empty text */
bool text_equals_fold(struct text a, struct text b); /* ASCII case does not matter */

/* Inline: with a literal as b it is one comparison of numbers. */
static inline bool
text_equals(struct text a, struct text b)
{
    return a.len == b.len && (b.len == 0 || memcmp(a.at, b.at, b.len) == 0);
}

/* As bytes, shorter first on a common beginning: the order of COLLATE "C". */
int text_compare(struct text a, struct text b);

/* Without the ASCII blanks (space, tab) and no-break spaces (U+00A0 in UTF-8) around it. */
struct text text_trim(struct text text);

bool text_is_digits(struct text text); /* false when empty */

/* ASCII only. */
static inline bool
text_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool
text_begins(struct text text, struct text with)
{
    return text.len >= with.len && (with.len == 0 || memcmp(text.at, with.at, with.len) == 0);
}

/* Of valid UTF-8: its characters; its beginning of so many bytes at most, no character torn. */
size_t text_count_characters(struct text text);
struct text text_cut(struct text text, size_t max);

/* ASCII only; the locale never matters. */
static inline char
text_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

#endif
