#ifndef DIGITS_H
#define DIGITS_H

#include <stdbool.h>
#include <stdint.h>

/* Numbers of a fixed length, read four digits at a time. False when one of the bytes is no digit.
 */

static inline bool
digits_read4(const char *at, uint32_t *number)
{
    const unsigned char *byte = (const unsigned char *)at;
    uint32_t word =
        byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
    uint32_t digits = word - UINT32_C(0x30303030);

    /* A byte below "0" has borrowed, one above "9" carries. */
    if (((digits | (word + UINT32_C(0x46464646))) & UINT32_C(0x80808080)) != 0)
        return false;
    digits = (digits * 10 + (digits >> 8)) & UINT32_C(0x00ff00ff);
    *number = (digits * 100 + (digits >> 16)) & UINT32_C(0xffff);
    return true;
}

/* The codes of schools and LEAs. */
static inline bool
digits_read7(const char *at, uint32_t *number)
{
    uint32_t first, last;

    if (!digits_read4(at, &first) || !digits_read4(at + 3, &last))
        return false;
    *number = first * 1000 + last % 1000;
    return true;
}

/* SSIDs. */
static inline bool
digits_read10(const char *at, int64_t *number)
{
    uint32_t first, middle, last;

    if (!digits_read4(at, &first) || !digits_read4(at + 4, &middle) || !digits_read4(at + 6, &last))
        return false;
    *number = ((int64_t)first * 10000 + middle) * 100 + last % 100;
    return true;
}

#endif
