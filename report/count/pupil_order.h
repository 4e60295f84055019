#ifndef PUPIL_ORDER_H
#define PUPIL_ORDER_H

#include "base/pupil.h"

/*
 * Which of a pupil's rows stands after another: what the last or latest one is, and
 * how ties end. Negative: a before b. Text compares as bytes.
 */

/* By start date, then exit date with open last, then LEA, school and record. */
int enrollment_compare(const struct pupil_enrollment *a, const struct pupil_enrollment *b);

/* By start date, then end date, then LEA, school and record: whose grade is taken. */
int agreement_compare_dates(const struct pupil_agreement *a, const struct pupil_agreement *b);

/*
 * By days of independent study, then end date, then agreement id and LEA, the
 * lowest last: whose placement is taken.
 */
int agreement_compare_days(const struct pupil_agreement *a, const struct pupil_agreement *b);

/* True for the SENR rows that show a pupil as enrolled: status 10 or 30, not N470. */
bool enrollment_counts(const struct pupil_enrollment *enrollment);

#endif
