#ifndef COVERAGE_CSV_H
#define COVERAGE_CSV_H

struct alarm_list;
struct out;
struct year_report;

/*
 * Writes coverage.csv, for the agency: the state, then every LEA, with its rows of
 * this year and the last, its share of half or more, and what is unusual about it.
 */
void coverage_csv_write(
    struct out *out, const struct year_report *report, const struct alarm_list *alarms);

#endif
