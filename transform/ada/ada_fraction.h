#ifndef ADA_FRACTION_H
#define ADA_FRACTION_H

#include <stdint.h>

/*
 * A ratio as it is: two numbers of 0 or more in the same unit, not rounded. Products
 * are computed in 128 bits, so none overflows.
 */
struct ada_fraction {
    int64_t numerator;
    int64_t denominator;
};

/* The ratio times factor, rounded half up; at most limit. The denominator is not 0. */
int64_t ada_fraction_times(struct ada_fraction ratio, int64_t factor, int64_t limit);

/* The ratio in hundredths, rounded half up, for people to read. The denominator is not 0. */
int64_t ada_fraction_hundredths(struct ada_fraction ratio);

#endif
