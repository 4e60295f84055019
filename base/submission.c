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

unsigned
row_counts_rejected_share(const struct row_counts *rows)
{
    return rows->read == 0 ? 0 : (unsigned)((rows->rejected * 10000 + rows->read - 1) / rows->read);
}

bool
basis_is_same(const struct basis *a, const struct basis *b)
{
    return strcmp(a->rule_set, b->rule_set) == 0 && strcmp(a->reference, b->reference) == 0 &&
           strcmp(a->directory, b->directory) == 0;
}

const char *
verdict_name(enum verdict verdict)
{
    static const char *const names[] = {"accepted", "refused", "withdrawn"};

    return names[verdict];
}
