#ifndef LISTENER_H
#define LISTENER_H

#include "base/finding.h"
#include "transform/judge.h"

struct findings_csv;
struct rejects;
struct tally;

/*
 * Who hears of the findings and refused records of one file: the tally always,
 * the files where somebody asked for them. Everything is borrowed; findings and
 * rejects may be NULL.
 */
struct listener {
    const char *file; /* name in findings.csv */
    struct tally *tally;
    struct findings_csv *findings;
    struct rejects *rejects;
};

struct finding_sink listener_finding_sink(struct listener *listener);
struct reject_sink listener_reject_sink(struct listener *listener);

#endif
