#include <assert.h>

#include "base/school.h"

#include "transform/law/law_bits.h"

enum { WORD = 64, DAY_BEFORE_FIRST = 719163 }; /* days from 0000-12-31 to 1970-01-01 */

void
law_bits_put(struct law_bits *bits, unsigned width, uint64_t value)
{
    unsigned word = bits->at / WORD, shift = bits->at % WORD;

    assert(width < WORD && value >> width == 0);
    bits->words[word] |= value << shift;
    if (shift + width > WORD)
        bits->words[word + 1] |= value >> (WORD - shift);
    bits->at += width;
}

uint64_t
law_bits_take(struct law_bits *bits, unsigned width)
{
    unsigned word = bits->at / WORD, shift = bits->at % WORD;
    uint64_t value = bits->words[word] >> shift;

    if (shift + width > WORD)
        value |= bits->words[word + 1] << (WORD - shift);
    bits->at += width;
    return value & ((UINT64_C(1) << width) - 1);
}

void
law_bits_put_date(struct law_bits *bits, int32_t date)
{
    law_bits_put(
        bits, LAW_BITS_DATE, date == DATE_NONE ? 0 : (uint64_t)((int64_t)date + DAY_BEFORE_FIRST));
}

int32_t
law_bits_take_date(struct law_bits *bits)
{
    int64_t days = (int64_t)law_bits_take(bits, LAW_BITS_DATE);

    return days == 0 ? DATE_NONE : (int32_t)(days - DAY_BEFORE_FIRST);
}
