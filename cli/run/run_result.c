#include "cli/run/run_result.h"

const char *
run_outcome_name(enum run_outcome outcome)
{
    static const char *const names[] = {
        "accepted", "unchanged", "refused", "refused before", "failed"};

    return names[outcome];
}
