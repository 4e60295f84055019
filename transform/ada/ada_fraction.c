#include "transform/ada/ada_fraction.h"

/* The longest ratio that the tables of the database take. */
static const int64_t max_hundredths = 999999999999999999;

__extension__ typedef unsigned __int128 wide;

int64_t
ada_fraction_times(struct ada_fraction ratio, int64_t factor, int64_t limit)
{
    wide product = (wide)ratio.numerator * (wide)factor;
    wide denominator = (wide)ratio.denominator;
    wide rounded = (2 * product + denominator) / (2 * denominator);

    return rounded < (wide)limit ? (int64_t)rounded : limit;
}

int64_t
ada_fraction_hundredths(struct ada_fraction ratio)
{
    return ada_fraction_times(ratio, 100, max_hundredths);
}
