#ifndef LAW_BITS_H
#define LAW_BITS_H

#include <stdint.h>

/* Numbers of a few bits each, one after the other in an array of words that begins as zero. */
struct law_bits {
    uint64_t *words;
    unsigned at;
};

/* The value must fit. */
void law_bits_put(struct law_bits *bits, unsigned width, uint64_t value);
uint64_t law_bits_take(struct law_bits *bits, unsigned width);

/* A date, or DATE_NONE, in LAW_BITS_DATE bits. */
enum { LAW_BITS_DATE = 22 };
void law_bits_put_date(struct law_bits *bits, int32_t date);
int32_t law_bits_take_date(struct law_bits *bits);

#endif
