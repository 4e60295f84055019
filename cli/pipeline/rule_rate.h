#ifndef RULE_RATE_H
#define RULE_RATE_H

#include <stdint.h>

struct rule_count;

/* In how many of a hundred rows it was found, in hundredths, half up; 0 when it applied to none. */
int64_t rule_rate(const struct rule_count *count);

/* The same of any part of a whole. */
int64_t rule_rate_of(uint64_t part, uint64_t whole);

#endif
