#ifndef LAW_DAYS_H
#define LAW_DAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "transform/schoolday.h"

/*
 * The days of one agreement, and what rules take from them. A dated rule bars a
 * range of days and costs the schooldays in it, at most the days credited, and all
 * of them when it bars every schoolday of the participation. The agreement loses the
 * union of what is barred, so that a day that two rules bar is lost once.
 *
 * Costs are hundredths of a day. A participation without any schoolday is counted by
 * its calendar days.
 */
struct day_range {
    int32_t first, last; /* INT32_MIN and INT32_MAX where open */
};

enum { LAW_DAYS_MAX_RANGES = 16 };

struct law_days {
    struct schoolday_calendar calendar;
    struct day_range participation;
    int64_t schooldays; /* of the participation */
    bool counts_every_day;
    int64_t credited;
    struct day_range barred[LAW_DAYS_MAX_RANGES]; /* apart from each other, in their order */
    int barred_count;
    int64_t excess; /* what is lost without a date */
    bool is_all_barred;
};

void law_days_init(struct law_days *days, const struct schoolday_calendar *calendar,
    struct day_range participation, int64_t credited);

/* How many schooldays of the participation lie in the range. */
int64_t law_days_count(const struct law_days *days, struct day_range range);

/* Each bars something more and returns what that alone costs. */
int64_t law_days_bar(struct law_days *days, struct day_range range);
int64_t law_days_bar_all(struct law_days *days);
int64_t law_days_add_excess(struct law_days *days, int64_t excess);

/* What the agreement loses of the days credited. */
int64_t law_days_loss(const struct law_days *days);

#endif
