#ifndef AGENCY_REPORT_H
#define AGENCY_REPORT_H

#include <stddef.h>

struct db;
struct err;

/*
 * The agency's own files of a school year: ISAD rows of all LEAs through the law on LEA
 * figures into apportionment.csv, with every district that others are compared with
 * known; and the days that rules cost into ineligible.csv.
 */

struct agency_request {
    int year;           /* first calendar year */
    const char *folder; /* made when missing */
};

/* What the command line says afterwards. */
struct agency_summary {
    size_t line_count;     /* of apportionment.csv */
    size_t lea_count;      /* LEAs with rows of ISAD */
    size_t unjudged_count; /* lines without the figures of the LEA that they are compared with */
};

/* Both files appear, or an error does. */
int agency_report_write(struct db *db, const struct agency_request *request,
    struct agency_summary *summary, struct err *err);

#endif
