#ifndef REPORT_MATERIALS_H
#define REPORT_MATERIALS_H

#include "base/submission.h"

struct err;
struct report_reference;

/* What the program itself brings to a report: its tables, and the digests that name them. */
struct report_materials {
    struct report_reference *tables;
    struct basis versions; /* without a directory */
};

/* Free it with report_materials_free() either way. */
int report_materials_make(struct report_materials *materials, struct err *err);
void report_materials_free(struct report_materials *materials);

#endif
