#include "base/digits.h"

#include "base/parse.h"

bool
parse_unsigned(struct text text, uint64_t max, uint64_t *number)
{
    uint64_t value = 0;

    if (!text_is_digits(text))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        uint64_t digit = (uint64_t)(text.at[i] - '0');

        if (digit > max || value > (max - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *number = value;
    return true;
}

bool
parse_decimal(struct text text, int scale, int64_t max, int64_t *number)
{
    int64_t value = 0;
    int after_point = -1;
    int digits = 0;

    for (size_t i = 0; i < text.len; i++) {
        int digit = text.at[i] - '0';

        if (text.at[i] == '.' && after_point < 0) {
            after_point = 0;
            continue;
        }
        if (digit < 0 || digit > 9 || (after_point >= 0 && ++after_point > scale))
            return false;
        if (digit > max || value > (max - digit) / 10)
            return false;
        value = value * 10 + digit;
        digits++;
    }
    if (digits == 0)
        return false;
    for (int i = after_point < 0 ? 0 : after_point; i < scale; i++) {
        if (value > max / 10)
            return false;
        value *= 10;
    }
    *number = value;
    return true;
}

bool
parse_school_year(struct text text, int *first_year)
{
    uint32_t first, second;

    if (text.len != 9 || text.at[4] != '-' || !digits_read4(text.at, &first) ||
        !digits_read4(text.at + 5, &second))
        return false;
    if (second != first + 1 || first == 0)
        return false;
    *first_year = (int)first;
    return true;
}

bool
parse_size(struct text text, uint64_t *bytes)
{
    static const char suffixes[] = "KMGT";
    int shift = 0;
    uint64_t number;

    if (text.len > 1) {
        const char *suffix = strchr(suffixes, text_upper(text.at[text.len - 1]));

        if (suffix != NULL && *suffix != '\0') {
            shift = 10 * (int)(suffix - suffixes + 1);
            text.len--;
        }
    }
    if (!parse_unsigned(text, UINT64_MAX >> shift, &number))
        return false;
    *bytes = number << shift;
    return true;
}
