#ifndef SCHOOL_H
#define SCHOOL_H

#include <stdbool.h>
#include <stdint.h>

struct err;

enum { DATE_NONE = INT32_MIN }; /* no opening or closing date is known */

/*
 * One row of the state's school directory (pubschls.txt): a school, or a
 * district or county office (school part 0000000). "No Data" is the empty text.
 * A CDS code is 2 digits of county, 5 of district, 7 of school.
 */
struct school {
    char cds_code[15];
    bool is_charter;
    int32_t open_date;  /* DATE_NONE when not known */
    int32_t close_date; /* DATE_NONE while open or not known */
    char doc[3];        /* district ownership code: 54 unified, 56 high ... */
    char soc[3];        /* school ownership code */
    char edops[9];      /* educational option: TRAD, CON, ALTSOC ... */
    char grades[32];    /* grades served, "K-5"; grades offered where not given */
    const char *county_name;
    const char *district_name;
    const char *school_name;
};

/* Where directory rows go. Returns 0, or -1 with err filled, which ends the reading. */
struct school_sink {
    int (*accept)(void *ctx, const struct school *school, struct err *err);
    void *ctx;
};

#endif
