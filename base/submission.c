#include "base/submission.h"

void
school_year_format(int first_year, char text[10])
{
    snprintf(
        text, 10, "%04u-%04u", (unsigned)first_year % 10000, (unsigned)(first_year + 1) % 10000);
}

bool
row_counts_hold(const struct row_counts *rows)
{
    return rows->read == rows->loaded + rows->rejected + rows->withheld;
}

const char *
verdict_name(enum verdict verdict)
{
    static const char *const names[] = {"accepted", "refused", "withdrawn"};

    return names[verdict];
}
