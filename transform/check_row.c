#include "transform/check.h"

/* Rules on the rows of every extract. */

enum check_result
check_row_not_full_extract(const struct check_row *row, struct check_hit *hit)
{
    /* The second column of every extract. */
    hit->column = SENR_transaction_type;
    if (!row->values[SENR_transaction_type].is_present)
        return CHECK_PASSED;
    return check_is_code(row, SENR_transaction_type, TEXT("D")) ||
                   check_is_code(row, SENR_transaction_type, TEXT("R"))
               ? CHECK_FOUND
               : CHECK_PASSED;
}
