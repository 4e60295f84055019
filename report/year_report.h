#ifndef YEAR_REPORT_H
#define YEAR_REPORT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/profile_row.h"
#include "base/submission.h"
#include "report/page/profile_html.h"
#include "report/year/lea_trend.h"
#include "report/year/trend.h"

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
    struct coverage *coverage;  /* finished */
    struct trend trend;         /* with the year itself at the end */
    struct lea_trend lea_trend; /* of the years before */
    struct enrollment_count *enrollment;
    size_t enrollment_count;

    struct buf earlier; /* profile.csv of an earlier release of the year; empty without one */
    char earlier_sha256[SHA256_TEXT_SIZE]; /* "" without one */
    const char *earlier_name;              /* for messages; borrowed from who added it */
    struct suppression *suppression;       /* NULL before year_report_suppress() */
    struct masked_profile *masked;         /* NULL before year_report_publish() */

    /* As the page is to be written; what it points to is the report's. */
    struct profile_page page;
    struct profile_row last_year;
    struct profile_page_gap *gaps;
};

/* Makes it. listener may be NULL; it sees schools and pupils. Reset it either way. */
int year_report_make(struct year_report *report, struct year_data *data,
    const struct year_listener *listener, struct err *err);

/*
 * Takes the public profile.csv of an earlier release of the year: what can be
 * worked out from both together is hidden. Fails with ERR_USAGE when the data are
 * a snapshot that has one of its own, or when it is of another year.
 */
int year_report_add_earlier(struct year_report *report, const char *path, struct err *err);

/* Finds out what may be published. Fails with ERR_DATA when nothing may be. */
int year_report_suppress(struct year_report *report, struct err *err);

/* Makes the page that of the public: its profile is the masked one. After year_report_suppress().
 */
void year_report_publish(struct year_report *report);

void year_report_reset(struct year_report *report);

#endif
