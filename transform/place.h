#ifndef PLACE_H
#define PLACE_H

#include <stdbool.h>

#include "base/school.h"
#include "base/text.h"

struct directory;

/* What a school code stands for. */
enum place_kind {
    PLACE_NOT_IDENTIFIED,
    PLACE_NOT_JUDGED, /* no directory, or no reporting LEA, to tell */
    PLACE_SCHOOL,
    PLACE_DISTRICT_PROGRAM, /* the LEA's own county-district code */
    PLACE_NONPUBLIC,        /* 0000001 */
    PLACE_PRIVATE,          /* 0000002 */
};

struct place {
    enum place_kind kind;
    const struct school *school; /* of PLACE_SCHOOL, else NULL */
    bool is_of_another_lea;
    bool has_span; /* the directory tells which grades the school serves */
    int span_low;  /* ranks of grades, as place_parse_span() gives them */
    int span_high;
};

/*
 * Resolves a trimmed school code under a reporting LEA (7 digits; empty when it is
 * not known). directory may be NULL: then only what is no school anywhere, and the
 * nonpublic and private codes, can be told.
 */
struct place place_resolve(
    const struct directory *directory, struct text code, struct text reporting_lea);

/* False when the school closed before the first of those days, or opened after the last. */
bool place_is_open(const struct school *school, int32_t first, int32_t last);

/* Reads a span of the directory: "K-5", "P-Adult", "12". False for anything else. */
bool place_parse_span(const char *grades, int *low, int *high);

/* True when a school of that span serves the grade; *is_judged is false for ungraded pupils. */
bool place_serves(const struct place *place, struct text grade, bool *is_judged);

#endif
