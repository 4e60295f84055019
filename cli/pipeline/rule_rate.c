#include "base/submission.h"

#include "cli/pipeline/rule_rate.h"

int64_t
rule_rate_of(uint64_t part, uint64_t whole)
{
    return whole > 0 ? (int64_t)((part * 10000 + whole / 2) / whole) : 0;
}

int64_t
rule_rate(const struct rule_count *count)
{
    return rule_rate_of(count->found, count->applied);
}
