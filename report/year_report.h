#ifndef YEAR_REPORT_H
#define YEAR_REPORT_H

#include <stddef.h>

#include "base/profile_row.h"
#include "report/profile_html.h"
#include "report/trend.h"

struct coverage;
struct enrollment_count;
struct err;
struct masked_profile;
struct profile_builder;
struct suppression;
struct year_data;
struct year_listener;

/* All that is to be told about a school year: the profile, and what stands beside it. */
struct year_report {
    const struct profile *profile; /* every count shown */
    struct profile_builder *builder;
    struct coverage *coverage; /* finished */
    struct trend trend;        /* with the year itself at the end */
    struct enrollment_count *enrollment;
    size_t enrollment_count;

    struct suppression *suppression; /* NULL before year_report_suppress() */
    struct masked_profile *masked;   /* NULL before year_report_publish() */

    /* As the page is to be written; what it points to is the report's. */
    struct profile_page page;
    struct profile_row last_year;
    struct profile_page_gap *gaps;
};

/* Makes it. listener may be NULL; it sees schools and pupils. Reset it either way. */
int year_report_make(struct year_report *report, struct year_data *data,
    const struct year_listener *listener, struct err *err);

/*
 * Finds out what may be published. earlier, NULL for none, is a public profile.csv
 * of the same year. Fails with ERR_DATA when nothing may be.
 */
int year_report_suppress(struct year_report *report, const char *earlier, struct err *err);

/* Makes the page that of the public: its profile is the masked one. After year_report_suppress().
 */
void year_report_publish(struct year_report *report);

void year_report_reset(struct year_report *report);

#endif
