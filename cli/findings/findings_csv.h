#ifndef FINDINGS_CSV_H
#define FINDINGS_CSV_H

#include "base/buf.h"
#include "report/render/csv_out.h"

struct finding;
struct out;

/* findings.csv: every finding, as it comes. Its status is that of out. */
struct findings_csv {
    struct csv_out csv;
    struct buf buf;
    bool show_values;
};

/* Writes the header. */
void findings_csv_begin(struct findings_csv *findings, struct out *out, bool show_values);
void findings_csv_add(
    struct findings_csv *findings, const char *file, const struct finding *finding);
void findings_csv_end(struct findings_csv *findings);

/* Sets buf to what a finding says: the rule's message and the detail, if any. NUL-terminated. */
void findings_csv_message(struct buf *buf, const struct finding *finding);

#endif
