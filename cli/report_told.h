#ifndef REPORT_TOLD_H
#define REPORT_TOLD_H

struct alarm_list;
struct coverage;
struct out;
struct trend;

/* What report says behind its figures: who is missing, what is unusual, how the years compare. */

void report_told_coverage(struct out *out, const struct coverage *coverage);

/* The first ones are shown, all are counted. */
void report_told_alarms(struct out *out, const struct alarm_list *alarms);

/* Nothing for a single year. */
void report_told_trend(struct out *out, const struct trend *trend);

#endif
