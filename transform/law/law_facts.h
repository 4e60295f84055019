#ifndef LAW_FACTS_H
#define LAW_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/row.h"

/* What the law keeps of the rows of ISPU, 24 bytes a pupil. */
enum {
    FACTS_PARENT_EMPLOYED = 1 << 0, /* residency_basis 48204B */
    FACTS_IEP_ACTIVE = 1 << 1,
    FACTS_IEP_PROVIDES = 1 << 2,
    FACTS_SCHOOL_OF_ORIGIN = 1 << 3, /* homeless or foster */
    FACTS_THING_OF_VALUE = 1 << 4,
};

enum { COUNTY_NOT_KNOWN = -1, COUNTY_OUTSIDE = 99 };

struct pupil_facts {
    int64_t ssid;
    int residence_county; /* COUNTY_NOT_KNOWN where blank */
    unsigned flags;
    int32_t iep_start, iep_end, iep_is_effective; /* DATE_NONE where blank, like the next */
    int32_t home_start, home_end;
};

struct packed_facts {
    uint64_t words[3];
};

struct law_facts {
    struct packed_facts *pupils;
    size_t count;
    size_t capacity;
    bool is_sorted;
};

void law_facts_add(struct law_facts *facts, const struct row *row);
void law_facts_reset(struct law_facts *facts);

/* Once after the last row, before the first search. */
void law_facts_sort(struct law_facts *facts);

/* False if the pupil has no row. */
bool law_facts_find(const struct law_facts *facts, int64_t ssid, struct pupil_facts *pupil);

#endif
