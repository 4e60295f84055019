#include "base/buf.h"
#include "base/character.h"

#include "cli/findings/mask.h"

void
mask_add(struct buf *buf, struct text value, bool show_values)
{
    size_t length = character_length(value);

    if (show_values || value.len == 0) {
        buf_add(buf, value.at, value.len);
        return;
    }
    if (length == 0 || character_steers((struct text){value.at, length}))
        buf_add_byte(buf, '?');
    else
        buf_add(buf, value.at, length);
    buf_printf(buf, "***(%zu)", text_count_characters(value));
}

static bool
is_masked(struct text value)
{
    size_t length = character_length(value);
    static const char stars[] = "***(";
    struct text digits;

    if (length == 0 || value.len < length + sizeof stars + 1 ||
        memcmp(value.at + length, stars, sizeof stars - 1) != 0 || value.at[value.len - 1] != ')')
        return false;
    digits = (struct text){value.at + length + sizeof stars - 1, value.len - length - sizeof stars};
    return text_is_digits(digits);
}

void
mask_add_again(struct buf *buf, struct text value, bool show_values)
{
    mask_add(buf, value, show_values || is_masked(value));
}
