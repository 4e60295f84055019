#ifndef LAW_TERMS_H
#define LAW_TERMS_H

#include <stdint.h>

/* What the law on agreements was in one school year, read from its parameters. */

/* When a signature is due. */
enum law_due {
    LAW_DUE_CALENDAR_DAYS, /* so many days after the first day of participation */
    LAW_DUE_SCHOOLDAYS,    /* on the so manieth schoolday, the first day being one */
    LAW_DUE_YEAR_END,      /* the last day of the school year */
};

struct law_deadline {
    enum law_due due;
    int days;
};

struct law_terms {
    int32_t year_end;
    int semester_days;      /* the longest semester where none is reported */
    int64_t long_term_days; /* hundredths; 0: the year knows long-term study only */
    struct law_deadline due_long, due_short;
    int32_t due_fixed;     /* a signature by that day is never late; DATE_NONE for none */
    int warning_days;      /* short-term: calendar days after which one is warned of; 0 none */
    int64_t shortest_days; /* hundredths; 0 for none */
};

void law_terms_read(int year, struct law_terms *terms);

#endif
