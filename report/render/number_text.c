#include "report/render/number_text.h"

/* The digits come from behind, so they are written at the end of a room of their own. */
static size_t
format_digits(uint64_t number, size_t min_digits, char separator, char text[NUMBER_TEXT_SIZE])
{
    char room[NUMBER_TEXT_SIZE];
    size_t at = sizeof room, digits = 0;

    do {
        if (separator != '\0' && digits > 0 && digits % 3 == 0)
            room[--at] = separator;
        room[--at] = (char)('0' + number % 10);
        number /= 10;
        digits++;
    } while (number > 0 || digits < min_digits);

    size_t len = sizeof room - at;

    memcpy(text, room + at, len);
    text[len] = '\0';
    return len;
}

size_t
number_text_unsigned(uint64_t number, char text[NUMBER_TEXT_SIZE])
{
    return format_digits(number, 1, '\0', text);
}

size_t
number_text_grouped(uint64_t number, char text[NUMBER_TEXT_SIZE])
{
    return format_digits(number, 1, ',', text);
}

size_t
number_text_decimal(int64_t number, int scale, char text[NUMBER_TEXT_SIZE])
{
    uint64_t magnitude = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    char digits[NUMBER_TEXT_SIZE];
    size_t len = format_digits(magnitude, (size_t)scale + 1, '\0', digits);
    size_t whole = len - (size_t)scale;
    size_t at = 0;

    if (number < 0)
        text[at++] = '-';
    memcpy(text + at, digits, whole);
    at += whole;
    if (scale > 0) {
        text[at++] = '.';
        memcpy(text + at, digits + whole, (size_t)scale);
        at += (size_t)scale;
    }
    text[at] = '\0';
    return at;
}

int64_t
number_percent_tenths(uint64_t part, uint64_t whole)
{
    return (int64_t)((2000 * part + whole) / (2 * whole));
}
